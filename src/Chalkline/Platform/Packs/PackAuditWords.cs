using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>What the audit log says of packs.</summary>
internal sealed class PackAuditWords : IAuditWords
{
    public string? Action(string code, Language language) => Find("Action_", code, language);

    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private static string? Find(string prefix, string code, Language language) =>
        PackWords.ResourceManager.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}
