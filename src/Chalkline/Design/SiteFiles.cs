using System.Collections.Frozen;
using System.Text;

namespace Chalkline.Design;

/// <summary>
/// What every page loads: made by the build (<c>Design/Look</c>), carried in the program itself, so that it is there whatever folder the program is started from, and served under
/// names with a hash, so that a browser keeps it for good.
/// </summary>
public static class SiteFiles
{
    /// <summary>Before every name, from the root of the site.</summary>
    public const string Path = "/look/";

    private static readonly Lazy<FrozenDictionary<string, SiteFile>> ByName = new(() => Lines().ToFrozenDictionary(a => a.Name, StringComparer.Ordinal));
    private static readonly Lazy<FrozenDictionary<string, SiteFile>> ByServed = new(() => ByName.Value.Values.ToFrozenDictionary(a => a.Served, StringComparer.Ordinal));

    public static string Site => AddressOf("site.css");

    /// <summary>For what families open on a phone: no fonts but the phone's own.</summary>
    public static string Public => AddressOf("public.css");

    public static string Icons => AddressOf("icons.svg");

    /// <summary>The sign in a browser's tab.</summary>
    public static string Sign => AddressOf("icon.svg");

    /// <summary>What most of a page is set in; asked for beside the stylesheet and not after it.</summary>
    public static string Font => AddressOf("source-sans-regular.woff2");

    /// <summary>The address of a file of <c>Design/Look</c>.</summary>
    public static string AddressOf(string name) => Path + ByName.Value[name].Served;

    /// <summary>What an address below <see cref="Path"/> names; null where it names nothing of this version.</summary>
    public static SiteFile? Find(string? served) => served is not null && ByServed.Value.TryGetValue(served, out var asset) ? asset : null;

    internal static string TextOf(string name) => Encoding.UTF8.GetString(ByName.Value[name].Bytes);

    private static IEnumerable<SiteFile> Lines() => Embedded.Text("look/manifest.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Select(l => new SiteFile(l[0], l[1], l[2]));
}

/// <summary>One file, and what can be sent instead of it.</summary>
/// <param name="Name">As it is called in the sources.</param>
/// <param name="Served">As it is called in addresses: with a hash of its content.</param>
public sealed class SiteFile(string Name, string Served, string Type)
{
    private readonly Lazy<byte[]> _bytes = new(() => Embedded.Bytes("look/" + Name)!);
    private readonly Lazy<byte[]?> _brotli = new(() => Embedded.Bytes($"look/{Name}.br")), _gzip = new(() => Embedded.Bytes($"look/{Name}.gz"));

    public string Name { get; } = Name;
    public string Served { get; } = Served;
    public string Type { get; } = Type;
    public byte[] Bytes => _bytes.Value;

    /// <summary>The smallest of what was made beforehand that an <c>Accept-Encoding</c> header takes (RFC 9110, 12.5.3), with its <c>Content-Encoding</c>; null: as it is.</summary>
    public (byte[] Bytes, string? Encoding) For(string? acceptEncoding)
    {
        foreach (var (coding, bytes) in new[] { ("br", _brotli), ("gzip", _gzip) })
            if (Takes(acceptEncoding, coding) && bytes.Value is { } compressed) return (compressed, coding);
        return (Bytes, null);
    }

    private static bool Takes(string? header, string coding) => (header ?? "").Split(',').Select(p => p.Split(';', StringSplitOptions.TrimEntries))
        .Any(p => p[0].Trim().Equals(coding, StringComparison.OrdinalIgnoreCase) && !p.Skip(1).Any(q => q.Replace(" ", "", StringComparison.Ordinal).TrimEnd('0').TrimEnd('.') is "q=" or "q=0"));
}
