using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>Words for what the audit log has of schools and the calendar: keys of the resource are <c>Action_</c> and <c>Kind_</c> with the code, its points and hyphens as underscores.</summary>
internal sealed class RecordsAuditWords : IAuditWords
{
    public string? Action(string code, Language language) => Find("Action_", code, language);

    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private static string? Find(string prefix, string code, Language language) =>
        RecordsWords.ResourceManager.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}
