namespace Chalkline.Platform.People;

/// <summary>What people are called and written to by, as it is taken in.</summary>
internal static class PersonName
{
    private const int LongestName = 200;

    /// <summary>A name without blanks around it; null where it is none that can be kept.</summary>
    public static string? Read(string? typed)
    {
        var name = (typed ?? "").Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) && StoreConventions.Fold(name).Length is > 0 and <= 2 * LongestName ? name : null;
    }

    public static string? ReadEmail(string? typed) => (typed ?? "").Trim() is var email && EmailAddress.IsOne(email) ? email : null;
}
