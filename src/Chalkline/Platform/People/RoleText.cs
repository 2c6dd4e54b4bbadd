using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>Roles in words.</summary>
internal static class RoleText
{
    public static string Of(Language language, Role role) => Say(language, "Role" + role);

    public static string OfArea(Language language, string area) => Say(language, "Area_" + area.Replace('-', '_'));

    /// <summary>With the review area, or the school's name where it is among <paramref name="schools"/>.</summary>
    public static string Of(Language language, HeldRole held, IReadOnlyDictionary<SchoolId, string> schools) => held switch
    {
        { ReviewArea: { } area } => Say(language, nameof(PeopleWords.RoleOfArea), Of(language, held.Role), OfArea(language, area)),
        { School: { } school } => Say(language, nameof(PeopleWords.RoleOfSchool), Of(language, held.Role),
            schools.TryGetValue(school, out var name) ? name : Say(language, nameof(PeopleWords.SchoolNotOpen))),
        _ => Of(language, held.Role),
    };

    private static string Say(Language language, string key, params object[] values) => Wording.Say(PeopleWords.ResourceManager, language, key, values);
}
