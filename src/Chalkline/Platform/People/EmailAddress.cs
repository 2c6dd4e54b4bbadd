namespace Chalkline.Platform.People;

/// <summary>What passes for an e-mail address: something, one @, a domain with a dot, no spaces. Whether it is read by anyone, a message alone would tell.</summary>
internal static class EmailAddress
{
    public const int Longest = 254;

    public static bool IsOne(string text)
    {
        if (text.Length > Longest || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')) return false;
        var parts = text.Split('@');
        return parts is [{ Length: > 0 }, { Length: > 2 } domain] && domain.IndexOf('.', StringComparison.Ordinal) > 0 && !domain.EndsWith('.');
    }
}
