using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>The form of the first run, as it was typed.</summary>
public sealed record SetupForm
{
    public string? DistrictName { get; init; }
    public string? Address { get; init; }
    public string? State { get; init; }
    public string? Students { get; init; }
    public string? TimeZone { get; init; }
    public string? OtherTimeZone { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }
    public string? PasswordAgain { get; init; }

    /// <summary>What it asks for; null where there are faults.</summary>
    /// <param name="given">The district that the link is for; null: the form names it.</param>
    internal SetupDetails? Parse(DistrictSlug? given, Language language, Faults faults)
    {
        var (district, name, email) = (Trimmed(DistrictName), PersonName.Read(Name), PersonName.ReadEmail(Email));
        if (district.Length is 0 or > 200 || district.Any(char.IsControl)) Add(nameof(DistrictName), nameof(SignInWords.DistrictNameFault));
        var slug = given ?? Slug(district);
        if (slug is null) Add(nameof(Address), nameof(SignInWords.AddressFault));
        if (!States.All.Any(s => s.Code == State)) Add(nameof(State), nameof(SignInWords.StateFault));
        if (!int.TryParse(Trimmed(Students).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var students) || students is < 1 or > 5_000_000)
            Add(nameof(Students), nameof(SignInWords.StudentsFault));
        var zone = Trimmed(OtherTimeZone) is { Length: > 0 } other ? other : Trimmed(TimeZone);
        if (!TimeZones.IsOne(zone)) Add(Trimmed(OtherTimeZone).Length > 0 ? nameof(OtherTimeZone) : nameof(TimeZone), nameof(SignInWords.TimeZoneFault));
        if (name is null) Add(nameof(Name), nameof(SignInWords.NameFault));
        if (email is null) Add(nameof(Email), nameof(SignInWords.EmailFault));
        NewPassword.Check(faults, language, Password, PasswordAgain, name, email, district, slug?.Text);
        return faults.None ? new(slug!, district, State!, students, zone, name!, email!, Password!) : null;

        void Add(string field, string key) => faults.Add(field, Wording.Say(SignInWords.ResourceManager, language, key));
    }

    private DistrictSlug? Slug(string district) =>
        Trimmed(Address) is { Length: > 0 } address ? DistrictSlug.TryParse(address.ToLowerInvariant(), out var typed) ? typed : null : DistrictSlug.Suggest(district);

    private static string Trimmed(string? text) => text?.Trim() ?? "";
}

/// <summary>A district to be set up, with its first administrator.</summary>
internal sealed record SetupDetails(DistrictSlug Slug, string DistrictName, string State, int Students, string TimeZone, string Name, string Email, string Password);
