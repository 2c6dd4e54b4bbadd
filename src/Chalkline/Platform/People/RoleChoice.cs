using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>A role as a form asks for it: what was typed, and what there is to choose from.</summary>
public sealed record RoleChoice(string? Role, string? School, string? Area, IReadOnlyList<SchoolName> Schools)
{
    /// <summary>The role that was chosen; null (and a fault) where none was.</summary>
    public HeldRole? Read(Language language, Faults faults)
    {
        if (Roles.Find(Role) is not { } role)
        {
            faults.Add("role", Wording.Say(PeopleWords.ResourceManager, language, nameof(PeopleWords.RoleMissing)));
            return null;
        }
        // What is no school's id at all is a school that there is not.
        SchoolId? school = string.IsNullOrEmpty(School) ? null : new SchoolId(Guid.TryParse(School, out var id) ? id : Guid.Empty);
        return new(role, school, string.IsNullOrEmpty(Area) ? null : Area);
    }

    /// <summary>Reasons against giving it, each at its field and in words.</summary>
    public static void Tell(Faults faults, Language language, IEnumerable<RoleRefusal> reasons)
    {
        foreach (var reason in reasons) faults.Add(FieldOf(reason), Say(language, reason));
    }

    public static string Say(Language language, RoleRefusal reason) => Wording.Say(PeopleWords.ResourceManager, language, "Refusal" + reason);

    private static string FieldOf(RoleRefusal reason) => reason switch
    {
        RoleRefusal.SchoolMissing or RoleRefusal.SchoolUnknown or RoleRefusal.SchoolNotWanted => "school",
        RoleRefusal.AreaMissing or RoleRefusal.AreaUnknown or RoleRefusal.AreaNotWanted => "area",
        RoleRefusal.AccountClosed => "",
        _ => "role",
    };
}
