using Chalkline.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>
/// Makes the one-time link by which a person chooses a password: the first, or a new one. Older links of the account are withdrawn. It is saved with the
/// entry that the caller commits.
/// </summary>
internal sealed class MakeSignInLink(DistrictDb db, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    /// <param name="by">Who makes it; null: the installation's operator.</param>
    /// <returns>Its path within the district, <c>/welcome/TOKEN</c>: to be shown once, for only its hash is kept.</returns>
    public async Task<string> For(AccountId account, AccountId? by, CancellationToken ct)
    {
        var now = time.Now();
        await Withdraw(account, ct);
        var token = SecretToken.New();
        db.Add(new SignInLink { TokenHash = SecretToken.HashOf(token), Account = account, CreatedAt = now, CreatedBy = by, ExpiresAt = now + Lasts });
        return "/welcome/" + token;
    }

    /// <summary>Takes back the links of an account that were not used; saved with the entry that the caller commits.</summary>
    public async Task Withdraw(AccountId account, CancellationToken ct)
    {
        var now = time.Now();
        foreach (var link in await db.Set<SignInLink>().Where(l => l.Account == account && l.UsedAt == null && l.WithdrawnAt == null).ToListAsync(ct))
            link.WithdrawnAt = now;
    }
}
