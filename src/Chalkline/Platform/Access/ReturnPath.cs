namespace Chalkline.Platform.Access;

/// <summary>Where a person is led after signing in: a path within the district, and nowhere else.</summary>
internal static class ReturnPath
{
    private const int Longest = 2000;

    /// <summary>What was asked, where it is a path within the district; otherwise the first page.</summary>
    /// <param name="asked">Escaped as in an address, with its query if it has one.</param>
    public static string Of(string? asked) => asked is not null && IsWithin(asked) ? asked : "/";

    private static bool IsWithin(string asked)
    {
        if (asked.Length > Longest || asked.Any(c => c is <= ' ' or > '~' or '\\' or '#')) return false;
        var path = asked.Split('?', 2)[0];
        // Also as a server or a proxy reads it that unescapes once more than we do.
        for (var round = 0; round < 3; round++)
        {
            if (!IsPlain(path)) return false;
            var unescaped = Uri.UnescapeDataString(path);
            if (unescaped == path) return true;
            path = unescaped;
        }
        return false;
    }

    /// <summary>One slash first, and no step up: what a browser would read as another host, or as another district.</summary>
    private static bool IsPlain(string path) => path.StartsWith('/') && !path.Contains("//", StringComparison.Ordinal) && !path.Any(c => c is '\\' || char.IsControl(c))
        && !path.Split('/').Any(s => s is "." or "..");
}
