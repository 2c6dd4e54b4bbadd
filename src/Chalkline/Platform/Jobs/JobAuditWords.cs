using Chalkline.Design;

namespace Chalkline.Platform.Jobs;

/// <summary>What the audit log says of jobs.</summary>
internal sealed class JobAuditWords : IAuditWords
{
    public string? Action(string code, Language language) => Find("Action_", code, language);

    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private static string? Find(string prefix, string code, Language language) =>
        JobWords.ResourceManager.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}
