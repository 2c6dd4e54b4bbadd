using Microsoft.AspNetCore.Identity;

namespace Chalkline.Platform;

/// <summary>A person who can sign in. Its name and e-mail address stand here alone, so that erasing them here erases them.</summary>
public sealed class Account : IdentityUser<AccountId>, IVersioned
{
    /// <summary>As the person writes it; the e-mail address where none was given.</summary>
    public required string Name { get; set; }

    /// <summary>What lists sort and search by.</summary>
    public string NameFolded { get; set; } = "";

    /// <summary>"en" or "es"; null: as the browser asks.</summary>
    public string? Language { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Cannot sign in from then on.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }

    /// <summary>Name, e-mail address and means of signing in were taken out for good.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
    public int Version { get; set; }
}
