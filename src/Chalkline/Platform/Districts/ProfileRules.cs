using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform.People;

namespace Chalkline.Platform.Districts;

/// <summary>The form of the district's profile, as it was typed.</summary>
public sealed record ProfileForm
{
    public string? Name { get; init; }
    public string? State { get; init; }
    public string? Students { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>Null: the box is not ticked, and is not sent.</summary>
    public string? SmallDistrict { get; init; }
    public string? Version { get; init; }
}

/// <summary>What the district is to say of itself.</summary>
internal sealed record ProfileChange(string Name, string State, int Students, string TimeZone, bool SmallDistrict);

/// <summary>Reads a profile out of its form.</summary>
internal static class ProfileRules
{
    private const int LongestName = 200, MostStudents = 5_000_000;

    /// <summary>The change; null (and a fault for each) where something cannot be read.</summary>
    public static ProfileChange? Read(ProfileForm form, Language language, Faults faults)
    {
        var (name, state, zone) = ((form.Name ?? "").Trim(), (form.State ?? "").Trim().ToUpperInvariant(), (form.TimeZone ?? "").Trim());
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) Fault("name", nameof(DistrictWords.NameFault));
        if (!States.All.Any(s => s.Code == state)) Fault("state", nameof(DistrictWords.StateFault));
        if (!int.TryParse((form.Students ?? "").Replace(",", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var students) || students is < 1 or > MostStudents)
            Fault("students", nameof(DistrictWords.StudentsFault));
        if (!TimeZones.IsOne(zone)) Fault("timeZone", nameof(DistrictWords.TimeZoneFault));
        return faults.None ? new(name, state, students, zone, form.SmallDistrict is not null) : null;

        void Fault(string field, string key) => faults.Add(field, Wording.Say(DistrictWords.ResourceManager, language, key));
    }
}
