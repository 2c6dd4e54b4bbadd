namespace Chalkline.Platform.People;

/// <summary>A one-time link by which a person sets the first, or a new, way to sign in. Only the SHA-256 of its 128 random bits is kept.</summary>
internal sealed class SignInLink
{
    public required string TokenHash { get; init; }
    public AccountId Account { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public AccountId? CreatedBy { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Replaced by a newer link, or taken back.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}
