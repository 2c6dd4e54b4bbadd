using Chalkline.Design;

namespace Chalkline.Platform.Providers;

/// <summary>A group and the role it gives, as the form has them; what was not sent is null.</summary>
public sealed record GroupForm
{
    public string? Group { get; init; }
    public string? Role { get; init; }
    public string? School { get; init; }
    public string? Area { get; init; }
}

/// <summary>A group and the role it gives, without faults.</summary>
internal sealed record GroupValues(string Group, HeldRole Role);

/// <summary>Reads the form that ties a group to a role.</summary>
internal static class ReadGroup
{
    /// <returns>Null where something is wrong; <paramref name="faults"/> says what.</returns>
    public static GroupValues? Run(GroupForm form, IReadOnlyList<SchoolName> schools, IReadOnlyList<GroupRole> known, Language language, Faults faults)
    {
        var group = form.Group?.Trim() ?? "";
        if (group.Length == 0) Add("group", nameof(ProviderWords.Missing));
        else if (group.Length > ProviderLimits.Group) Add("group", nameof(ProviderWords.TooLong), ProviderLimits.Group);
        if (Roles.Find(form.Role) is not { } role)
        {
            Add("role", nameof(ProviderWords.RoleMissing));
            return null;
        }
        SchoolId? school = Guid.TryParse(form.School, out var id) && schools.Any(s => s.Id.Value == id) ? new SchoolId(id) : null;
        var area = Roles.ReviewAreas.Contains(form.Area) ? form.Area : null;
        if (role.IsOfASchool() && school is null) Add("school", nameof(ProviderWords.SchoolMissing));
        if (!role.IsOfASchool() && !string.IsNullOrEmpty(form.School)) Add("school", nameof(ProviderWords.SchoolNotWanted));
        if (role.IsOfAnArea() && area is null) Add("area", nameof(ProviderWords.AreaMissing));
        if (!role.IsOfAnArea() && !string.IsNullOrEmpty(form.Area)) Add("area", nameof(ProviderWords.AreaNotWanted));
        var given = new HeldRole(role, school, area);
        if (known.Any(k => k.GroupValue == group && k.Given == given)) Add("group", nameof(ProviderWords.GroupKnown));
        return faults.None ? new(group, given) : null;

        void Add(string field, string word, params object[] with) => faults.Add(field, Wording.Say(ProviderWords.ResourceManager, language, word, with));
    }
}
