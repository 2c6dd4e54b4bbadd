using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Chalkline.Platform;

/// <summary>
/// The name of a pack, the same in all its versions: <c>urn:chalkline:pack:NAME</c> of those that the program ships,
/// <c>urn:chalkline:pack:local:NAME</c> of a district's own, so that the two never meet.
/// </summary>
public sealed partial record PackId
{
    private const string Prefix = "urn:chalkline:pack:", Local = "local:";

    private PackId(string name) => Name = name;

    /// <summary>Without the urn's beginning: <c>data-elements</c>, <c>local:our-codes</c>.</summary>
    public string Name { get; }

    public string Urn => Prefix + Name;

    /// <summary>Whether it is a district's own.</summary>
    public bool IsLocal => Name.StartsWith(Local, StringComparison.Ordinal);

    /// <summary>As in addresses: <c>data-elements</c>, <c>local.our-codes</c>.</summary>
    public string Slug => Name.Replace(':', '.');

    /// <summary>As the audit log's subject: a UUID made of the urn.</summary>
    public Subject Subject => new("pack", new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Urn)).AsSpan(0, 16)));

    public static bool TryParse(string? urn, [NotNullWhen(true)] out PackId? id)
    {
        id = urn is { Length: <= 100 } && Form().IsMatch(urn) ? new(urn[Prefix.Length..]) : null;
        return id is not null;
    }

    /// <summary>Reads what stands in an address.</summary>
    public static bool TryParseSlug(string? slug, [NotNullWhen(true)] out PackId? id) => TryParse(Prefix + slug?.Replace('.', ':'), out id);

    public static PackId Parse(string urn) => TryParse(urn, out var id) ? id : throw new FormatException($"'{urn}' is no pack's id.");

    public override string ToString() => Urn;

    [GeneratedRegex(@"\Aurn:chalkline:pack:(local:)?[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Form();
}

/// <summary>The version of a pack: three whole numbers, as in Semantic Versioning, compared one after the other.</summary>
public readonly partial record struct PackVersion(int Major, int Minor, int Patch) : IComparable<PackVersion>
{
    public static bool TryParse(string? text, out PackVersion version)
    {
        var parts = text is { Length: <= 20 } && Form().IsMatch(text) ? text.Split('.') : null;
        version = parts is null ? default : new(Number(parts[0]), Number(parts[1]), Number(parts[2]));
        return parts is not null;
    }

    public static PackVersion Parse(string text) => TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is no version.");

    public int CompareTo(PackVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\z")]
    private static partial Regex Form();
}
