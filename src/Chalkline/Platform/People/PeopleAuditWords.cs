using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>What was done to accounts, roles and the district's profile, in words: keys <c>Action_</c> with the code, its points and hyphens as underscores.</summary>
internal sealed class PeopleAuditWords : IAuditWords
{
    public string? Action(string code, Language language) =>
        PeopleWords.ResourceManager.GetString("Action_" + code.Replace('.', '_').Replace('-', '_'), language.Culture);

    public string? Kind(string code, Language language) => null;
}
