using Chalkline.Design;

namespace Chalkline.Platform.Auditing;

/// <summary>Words of the platform's own actions: keys of the resource are <c>Action_</c> and <c>Kind_</c> with the code, its points and hyphens as underscores.</summary>
internal sealed class PlatformAuditWords : IAuditWords
{
    public string? Action(string code, Language language) => Find("Action_", code, language);

    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private static string? Find(string prefix, string code, Language language) =>
        AuditWords.ResourceManager.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}
