using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>A role in force of somebody who can sign in, as a row of a query.</summary>
public sealed class StaffRole
{
    public AccountId Account { get; init; }
    public Role Role { get; init; }

    /// <summary>The school that the role is of; null: the district.</summary>
    public SchoolId? School { get; init; }

    /// <summary>What a reviewer reviews; null for every other role.</summary>
    public string? ReviewArea { get; init; }
}

/// <summary>Who works in the district, by roles: what capabilities ask when something concerns everybody of a role or a school.</summary>
public static class StaffRoles
{
    /// <summary>A row for each role in force of each account that is open; somebody with two roles has two rows.</summary>
    public static IQueryable<StaffRole> InForce(DistrictDb db)
    {
        var open = OpenAccounts(db);
        return Granted(db).Where(r => open.Any(a => a.Id == r.Account));
    }

    /// <summary>The same whether or not the account is open: for a query that begins at <see cref="OpenAccounts"/>.</summary>
    public static IQueryable<StaffRole> Granted(DistrictDb db) =>
        db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce).Select(g => new StaffRole { Account = g.Account, Role = g.Role, School = g.School, ReviewArea = g.ReviewArea });

    /// <summary>Accounts of people who can sign in, or could once they have followed their link.</summary>
    public static IQueryable<Account> OpenAccounts(DistrictDb db) => db.Users.AsNoTracking().Where(a => a.DeactivatedAt == null && a.ErasedAt == null);
}
