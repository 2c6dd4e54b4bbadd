using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chalkline.Exchange;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Packs;

namespace Chalkline.Tools.Blocking;

/// <summary>An address of the list with the name of its tool.</summary>
public sealed record BlockEntry(string Value, string Tool);

/// <summary>What differs from the list as it was last taken out.</summary>
public sealed record BlockDifference(int Added, int Gone)
{
    public bool IsNone => Added + Gone == 0;
}

/// <summary>What an address must be, and how the list is written. Pure.</summary>
internal static partial class BlockRules
{
    public const int MostOfAKind = 100;

    /// <summary>Under which everybody has a name of their own: to block one of these whole would take away far more than a tool. The most used ones; whoever blocks one of another registry sees it in the list.</summary>
    private static readonly HashSet<string> Shared = new(StringComparer.Ordinal)
    {
        "co.uk", "org.uk", "ac.uk", "gov.uk", "sch.uk", "com.au", "edu.au", "org.au", "co.nz", "co.jp", "co.in", "com.br", "com.mx", "com.cn", "co.za", "com.sg", "k12.com",
        "github.io", "gitlab.io", "herokuapp.com", "vercel.app", "netlify.app", "web.app", "firebaseapp.com", "appspot.com", "run.app", "azurewebsites.net", "cloudfront.net", "amazonaws.com", "pages.dev", "workers.dev",
        "blogspot.com", "wordpress.com", "weebly.com", "wixsite.com", "streamlit.app", "hf.space", "replit.app", "google.com", "googleapis.com", "gstatic.com", "microsoft.com", "windows.net", "office.com", "apple.com", "cloudflare.com",
    };

    /// <summary>Addresses of a tool, read: each once, in order.</summary>
    /// <param name="own">Whether a domain is the district's own, or holds it.</param>
    public static (IReadOnlyList<(AddressKind Kind, string Value)> Addresses, List<AimFault> Faults) Read(AddressForm form, Func<string, bool> own)
    {
        var faults = new List<AimFault>();
        List<(AddressKind, string)> all =
        [
            .. Lines(form.Domains, nameof(form.Domains), AddressKind.Domain, IsDomain, nameof(BlockWords.FaultDomain), faults),
            .. Lines(form.GoogleClients, nameof(form.GoogleClients), AddressKind.GoogleClient, v => Client().IsMatch(v), nameof(BlockWords.FaultClient), faults),
            .. Lines(form.EntraApps, nameof(form.EntraApps), AddressKind.EntraApp, v => Guid.TryParseExact(v, "D", out _), nameof(BlockWords.FaultApp), faults),
        ];
        foreach (var (kind, value) in all.Where(a => a.Item1 == AddressKind.Domain))
        {
            if (IsShared(Base(value))) faults.Add(new(nameof(form.Domains), nameof(BlockWords.FaultShared), value));
            else if (own(Base(value))) faults.Add(new(nameof(form.Domains), nameof(BlockWords.FaultOwn), value));
        }
        return (all, faults);
    }

    /// <summary>Without the <c>*.</c> before it.</summary>
    public static string Base(string domain) => domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain;

    /// <summary>Names of states and their schools under <c>us</c> are shared by all of them.</summary>
    public static bool IsShared(string domain) => Shared.Contains(domain) || States().IsMatch(domain);

    /// <summary>What goes out in a format: in order, each address once.</summary>
    public static IReadOnlyList<BlockEntry> Entries(BlockFormat format, IEnumerable<(AddressKind Kind, string Value, string Tool)> addresses)
    {
        var kind = format switch
        {
            BlockFormat.Google => AddressKind.GoogleClient,
            BlockFormat.Entra => AddressKind.EntraApp,
            _ => AddressKind.Domain,
        };
        return [.. addresses.Where(a => a.Kind == kind).Select(a => new BlockEntry(format == BlockFormat.Hosts ? Base(a.Value) : a.Value, a.Tool)).OrderBy(e => e.Value, StringComparer.Ordinal).ThenBy(e => e.Tool, StringComparer.Ordinal).DistinctBy(e => e.Value)];
    }

    public static byte[] Write(BlockFormat format, IReadOnlyList<BlockEntry> entries) => format switch
    {
        BlockFormat.Domains => Encoding.UTF8.GetBytes(string.Concat(entries.Select(e => e.Value + "\n"))),
        BlockFormat.Hosts => Encoding.UTF8.GetBytes(string.Concat(entries.Select(e => $"0.0.0.0 {e.Value}\n"))),
        BlockFormat.Google => Csv(entries),
        _ => JsonSerializer.SerializeToUtf8Bytes(entries.Select(e => new { appId = e.Value, displayName = e.Tool, block = true }), Indented),
    };

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public static string FileName(BlockFormat format) => format switch
    {
        BlockFormat.Domains => "blocked-domains.txt",
        BlockFormat.Hosts => "blocked-hosts.txt",
        BlockFormat.Google => "blocked-google-clients.csv",
        _ => "blocked-entra-apps.json",
    };

    public static string Store(IReadOnlyList<BlockEntry> entries) => string.Join('\n', entries.Select(e => $"{e.Value}\t{e.Tool}"));

    public static IReadOnlyList<BlockEntry> Stored(string entries) => [.. entries.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 2)).Select(p => new BlockEntry(p[0], p[1]))];

    public static BlockDifference Difference(IReadOnlyList<BlockEntry> before, IReadOnlyList<BlockEntry> now)
    {
        var (old, present) = (before.Select(e => e.Value).ToHashSet(StringComparer.Ordinal), now.Select(e => e.Value).ToHashSet(StringComparer.Ordinal));
        return new(present.Count(v => !old.Contains(v)), old.Count(v => !present.Contains(v)));
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static byte[] Csv(IReadOnlyList<BlockEntry> entries)
    {
        using var file = new MemoryStream();
        using var writer = new DelimitedWriter(file);
        foreach (var row in entries.Select(e => new[] { e.Value, e.Tool, "Blocked" }).Prepend(["OAuth client ID", "App name", "Access"]))
        {
            foreach (var cell in row) writer.Write(CsvFile.Harmless(cell));
            writer.EndRow();
        }
        writer.Flush();
        return file.ToArray();
    }

    private static List<(AddressKind, string)> Lines(string? typed, string field, AddressKind kind, Func<string, bool> good, string fault, List<AimFault> faults)
    {
        var values = (typed ?? "").Split(['\n', '\r', ' ', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(v => v.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (values.Count > MostOfAKind) faults.Add(new(field, nameof(BlockWords.FaultMany), MostOfAKind));
        else foreach (var bad in values.Where(v => v.Length > ToolAddress.Longest || !good(v)).Take(1)) faults.Add(new(field, fault, bad[..Math.Min(bad.Length, 60)]));
        return [.. values.Select(v => (kind, v))];
    }

    private static bool IsDomain(string value) => ToolPackCodes.IsDomain(Base(value));

    [GeneratedRegex(@"\A[0-9]{6,30}(-[a-z0-9]{1,64})?\.apps\.googleusercontent\.com\z")]
    private static partial Regex Client();

    [GeneratedRegex(@"\A((k12|lib|state)\.)?[a-z]{2}\.us\z")]
    private static partial Regex States();
}
