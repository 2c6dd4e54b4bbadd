using System.Text.RegularExpressions;

namespace Chalkline.Tests.Access;

/// <summary>Addresses to try routes by.</summary>
internal static partial class Routes
{
    /// <summary>The pattern with something that fits in every parameter: no record has it.</summary>
    public static string Filled(string pattern) => Parameter().Replace(pattern, p => p.Groups[1].Value switch
    {
        var c when c.Contains(":guid", StringComparison.Ordinal) => Guid.CreateVersion7().ToString(),
        var c when c.Contains(":long", StringComparison.Ordinal) || c.Contains(":int", StringComparison.Ordinal) => "4711",
        var c when c.StartsWith('*') => "",
        _ => "no-such-record",
    });

    /// <summary>Ends the session that asks.</summary>
    public static bool ChangesWhoAsks(string pattern) => pattern.Contains("sign-out", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Parameter();
}
