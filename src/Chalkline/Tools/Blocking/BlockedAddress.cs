using Chalkline.Platform;

namespace Chalkline.Tools.Blocking;

/// <summary>What an address of a tool is. Words: <c>AddressKind_…</c>.</summary>
public enum AddressKind
{
    /// <summary>A host's name, or <c>*.</c> and one.</summary>
    Domain,

    /// <summary>The client id by which a program asks Google for a person's data.</summary>
    GoogleClient,

    /// <summary>The application id by which a program is known to Microsoft Entra.</summary>
    EntraApp,
}

/// <summary>An address by which a web filter or a console knows a tool.</summary>
public sealed class ToolAddress
{
    public const int Longest = 255;

    public ToolId Tool { get; init; }
    public AddressKind Kind { get; init; }
    public required string Value { get; init; }
}

/// <summary>As what the list of blocked tools is taken out. Words: <c>BlockFormat_…</c>.</summary>
public enum BlockFormat
{
    /// <summary>One domain a line, as web filters take it.</summary>
    Domains,

    /// <summary>As a hosts file has it.</summary>
    Hosts,

    /// <summary>Client ids with names, for Google's admin console.</summary>
    Google,

    /// <summary>Application ids with names, for Microsoft Entra.</summary>
    Entra,
}

/// <summary>The list as it was taken out once: its content can be made again of its entries, to the same hash.</summary>
public sealed class BlockExport : IVersioned
{
    public BlockExportId Id { get; init; }
    public BlockFormat Format { get; init; }
    public DateTimeOffset At { get; init; }
    public AccountId By { get; init; }

    /// <summary>Of the file, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public int Count { get; init; }

    /// <summary>One entry a line: the address, a tab, the tool's name.</summary>
    public required string Entries { get; init; }

    /// <summary>Somebody has seen it in the filter or the console.</summary>
    public DateOnly? ConfirmedOn { get; set; }
    public AccountId? ConfirmedBy { get; set; }
    public int Version { get; set; }
}
