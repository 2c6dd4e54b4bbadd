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

    /// <summary>A new account, to be saved with the entry that tells of it; there is no means to sign in to it yet.</summary>
    public static Account New(AccountId id, string name, string email, DateTimeOffset now)
    {
        var account = new Account { Id = id, Name = name, LockoutEnabled = true, SecurityStamp = Access.SecretToken.New(), CreatedAt = now };
        account.IsCalled(name, email);
        return account;
    }

    /// <summary>Takes a name and an e-mail address, with what is searched and signed in by.</summary>
    public void IsCalled(string name, string email)
    {
        (Name, NameFolded) = (name, StoreConventions.Fold(name));
        (Email, UserName) = (email, email);
        NormalizedEmail = NormalizedUserName = email.Normalize().ToUpperInvariant();
    }
}
