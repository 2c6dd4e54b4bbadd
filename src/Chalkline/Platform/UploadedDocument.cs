using Chalkline.Design;
using Chalkline.Platform.Files;

namespace Chalkline.Platform;

/// <summary>Looks at a document that somebody uploaded before anything of it is kept.</summary>
public static class UploadedDocument
{
    /// <summary>Why it is refused: not what its name says, a program or a macro in it, a file that would fill a disk; null: nothing is against it.</summary>
    /// <param name="content">Can be sought in.</param>
    public static async Task<string?> Fault(Stream content, string name, Language language, CancellationToken ct) =>
        await CheckFile.Run(content, name, ct) is CheckFileResult.Refused { Fault: var fault } ? FileText.Say(language, fault.Word, fault.Values) : null;
}
