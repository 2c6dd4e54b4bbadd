namespace Chalkline.Platform.People;

/// <summary>One signed-in browser. The cookie holds a random token; here stands its SHA-256, so that a copy of the store signs nobody in.</summary>
internal sealed class Session
{
    public required string TokenHash { get; init; }
    public AccountId Account { get; init; }

    /// <summary><c>password</c>, <c>passkey</c>, or the id of an identity provider.</summary>
    public required string Means { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>To within a few minutes: written only when it is that old.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>At the latest; sooner when it is not used.</summary>
    public DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
