using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>The rule that reads several people: a district keeps a system administrator.</summary>
internal static class Administrators
{
    /// <summary>
    /// Whether the person may stop being an administrator. Where the answer is yes, the district's profile is raised in the commit to come, so that
    /// of two such commits at once one fails: both would have seen the other's administrator.
    /// </summary>
    public static async Task<RoleRefusal?> AgainstLosing(DistrictDb db, AccountId account, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().SingleAsync(ct);
        var able = await Able(db).ToListAsync(ct);
        if (RoleRules.AgainstLosing(able.Contains(account), able.Count(a => a != account)) is { } refusal) return refusal;
        if (able.Contains(account)) db.Raise(profile);
        return null;
    }

    /// <summary>Accounts that are system administrators now and have a way to sign in: somebody who was invited and never came cannot help anybody.</summary>
    private static IQueryable<AccountId> Able(DistrictDb db) =>
        (from grant in db.Set<RoleGrant>().Where(RoleGrants.InForce)
         join holder in Accounts.Standing(db).That(AccountStatus.Active) on grant.Account equals holder.Account.Id
         where grant.Role == Role.SystemAdministrator
         select grant.Account).Distinct();
}
