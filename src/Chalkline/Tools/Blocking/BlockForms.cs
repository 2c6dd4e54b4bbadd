namespace Chalkline.Tools.Blocking;

/// <summary>Addresses of a tool as they are typed: one a line.</summary>
public sealed record AddressForm
{
    public string? Domains { get; init; }
    public string? GoogleClients { get; init; }
    public string? EntraApps { get; init; }
    public string? Version { get; init; }

    /// <summary>The form as a tool's addresses fill it.</summary>
    public static AddressForm Of(IReadOnlyCollection<ToolAddress> addresses)
    {
        string Lines(AddressKind kind) => string.Join('\n', addresses.Where(a => a.Kind == kind).Select(a => a.Value).Order(StringComparer.Ordinal));
        return new() { Domains = Lines(AddressKind.Domain), GoogleClients = Lines(AddressKind.GoogleClient), EntraApps = Lines(AddressKind.EntraApp) };
    }
}

/// <summary>That an export is in the filter, as it is typed.</summary>
public sealed record ConfirmForm
{
    public string? Export { get; init; }
    public string? Day { get; init; }
}
