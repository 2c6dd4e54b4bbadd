using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>People and what they have, in words.</summary>
internal static class PersonText
{
    /// <summary>The name; what stands for it where it was erased.</summary>
    public static string Name(Language language, string name) => name.Length > 0 ? name : Say(language, nameof(PeopleWords.ErasedPerson));

    public static string Role(Language language, ListedRole role, IReadOnlyDictionary<SchoolId, string> schools)
    {
        var text = RoleText.Of(language, role.Held, schools);
        return role.Waits ? Say(language, nameof(PeopleWords.RoleWaits), text) : text;
    }

    /// <summary>Who gave a role: a person, the first run, or the groups of an identity provider.</summary>
    public static string Giver(Language language, RoleGrant grant, IReadOnlyDictionary<AccountId, string> names) => grant switch
    {
        { GrantedBy: { } by } => By(language, by, names),
        { Source: "setup" } => Say(language, nameof(PeopleWords.GivenBySetup)),
        { Source: RoleGrants.ByAdministrator } => Say(language, nameof(PeopleWords.ByNobody)),
        _ => Say(language, nameof(PeopleWords.GivenByGroups)),
    };

    /// <summary>A person with an account, or the installation itself.</summary>
    public static string By(Language language, AccountId? account, IReadOnlyDictionary<AccountId, string> names) =>
        account is { } id && names.TryGetValue(id, out var name) ? Name(language, name) : Say(language, nameof(PeopleWords.ByNobody));

    public static string Say(Language language, string key, params object[] values) => Wording.Say(PeopleWords.ResourceManager, language, key, values);
}
