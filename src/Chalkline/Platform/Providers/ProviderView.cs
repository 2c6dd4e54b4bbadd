namespace Chalkline.Platform.Providers;

/// <summary>A provider in the list.</summary>
/// <param name="Groups">How many ties of groups to roles it has.</param>
public sealed record ProviderRow(Guid Id, string Name, string Issuer, bool Disabled, bool HasSecret, int Groups);

/// <summary>A group and the role it gives, in words.</summary>
public sealed record GroupRow(Guid Id, string Group, string Role);

/// <summary>What can be chosen when a group is tied to a role: values and texts.</summary>
public sealed record RoleChoices(IReadOnlyList<(string Value, string Text)> Roles, IReadOnlyList<(string Value, string Text)> Schools, IReadOnlyList<(string Value, string Text)> Areas);

/// <summary>What the test of a provider found: the trouble, or its endpoints.</summary>
public sealed record ProviderTest(string? Trouble, string? Issuer, string? Authorization, string? Token, int Keys);

/// <summary>A provider's own page.</summary>
/// <param name="Callback">The address that is entered at the provider.</param>
public sealed record ProviderView(Guid Id, string Name, bool Disabled, bool HasSecret, int Version, string Callback, bool MayManage, ProviderForm Form,
    IReadOnlyList<GroupRow> Groups, RoleChoices Choices)
{
    public GroupForm GroupForm { get; init; } = new();

    /// <summary>Typed to unlink an account.</summary>
    public string? Email { get; init; }

    public Faults Faults { get; init; } = new();

    public ProviderTest? Test { get; init; }
}
