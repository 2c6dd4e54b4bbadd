namespace Chalkline.Platform.People;

/// <summary>A role that a person has, had, or is to have once it is countersigned. Grants are never deleted.</summary>
public sealed class RoleGrant : IVersioned
{
    public GrantId Id { get; init; }
    public AccountId Account { get; init; }
    public Role Role { get; init; }
    public SchoolId? School { get; init; }
    public string? ReviewArea { get; init; }

    /// <summary><c>administrator</c>, <c>setup</c>, or the id of the identity provider whose groups give it.</summary>
    public required string Source { get; init; }
    public DateTimeOffset GrantedAt { get; init; }
    public AccountId? GrantedBy { get; init; }

    /// <summary>Given by someone to themselves (small-district mode): in force only when the superintendent has countersigned.</summary>
    public bool NeedsCountersignature { get; init; }
    public DateTimeOffset? CountersignedAt { get; set; }
    public AccountId? CountersignedBy { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    public AccountId? RevokedBy { get; set; }
    public int Version { get; set; }

    /// <summary>Whether it gives rights now.</summary>
    public bool IsInForce => RevokedAt is null && (!NeedsCountersignature || CountersignedAt is not null);
}
