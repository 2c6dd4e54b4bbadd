using System.Linq.Expressions;

namespace Chalkline.Platform.People;

/// <summary>Where an account stands.</summary>
internal enum AccountStatus
{
    Active,

    /// <summary>Has no way to sign in yet.</summary>
    Invited,
    Deactivated,
}

/// <summary>Accounts as queries.</summary>
internal static class Accounts
{
    /// <summary>Can sign in: not deactivated, and came by a link, a password or an identity provider.</summary>
    public static Expression<Func<Account, bool>> IsActive(DistrictDb db) =>
        a => a.DeactivatedAt == null && (a.EmailConfirmed || a.PasswordHash != null || db.UserLogins.Any(l => l.UserId == a.Id));

    /// <summary>Was made and never came.</summary>
    public static Expression<Func<Account, bool>> IsInvited(DistrictDb db) =>
        a => a.DeactivatedAt == null && !(a.EmailConfirmed || a.PasswordHash != null || db.UserLogins.Any(l => l.UserId == a.Id));
}
