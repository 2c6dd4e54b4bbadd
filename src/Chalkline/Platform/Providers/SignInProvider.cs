namespace Chalkline.Platform.Providers;

/// <summary>A sign-in provider of the district.</summary>
internal readonly record struct ProviderId(Guid Value) : IId<ProviderId>
{
    public static ProviderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A group of a provider that gives a role.</summary>
internal readonly record struct GroupRoleId(Guid Value) : IId<GroupRoleId>
{
    public static GroupRoleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Someone else who signs the district's people in, by OpenID Connect: Google Workspace, Microsoft Entra, or any issuer that can be discovered.</summary>
internal sealed class SignInProvider : IVersioned
{
    public ProviderId Id { get; init; }

    /// <summary>On the button of the sign-in page.</summary>
    public required string Name { get; set; }

    /// <summary>As its tokens name it, to the letter; https, or http on this very machine.</summary>
    public required string Issuer { get; set; }
    public required string ClientId { get; set; }

    /// <summary>The client secret under the installation's keys (<see cref="ProviderSecrets"/>); never shown again. Null after a restore: entered again.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>With single spaces; <c>openid</c> among them.</summary>
    public required string Scopes { get; set; }
    public required string EmailClaim { get; set; }
    public required string NameClaim { get; set; }

    /// <summary>Null where its tokens name no groups, as Google's.</summary>
    public string? GroupsClaim { get; set; }

    /// <summary>The one domain whose people may sign in (Google's <c>hd</c>); null: everyone whom the issuer knows.</summary>
    public string? HostedDomain { get; set; }

    /// <summary>Its e-mail addresses count as verified though its tokens do not say so: they are the district's own (Entra).</summary>
    public bool TrustsEmail { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Signs nobody in from then on.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
    public int Version { get; set; }

    /// <summary>How sessions (<c>Means</c>) and grants (<c>Source</c>) name it.</summary>
    public string Source => Id.ToString();
}

/// <summary>The members of a group have a role, as long as the provider says that they are members.</summary>
internal sealed class GroupRole
{
    public GroupRoleId Id { get; init; }
    public ProviderId Provider { get; init; }

    /// <summary>As the groups claim names it, to the letter: a name, or Entra's object id.</summary>
    public required string GroupValue { get; init; }
    public Role Role { get; init; }
    public SchoolId? School { get; init; }
    public string? ReviewArea { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>To this person it gives the role only as people may give roles to themselves.</summary>
    public AccountId? CreatedBy { get; init; }

    public HeldRole Given => new(Role, School, ReviewArea);
}
