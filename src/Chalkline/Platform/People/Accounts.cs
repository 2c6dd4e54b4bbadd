namespace Chalkline.Platform.People;

/// <summary>Where an account stands. Words: <c>Status…</c>.</summary>
public enum AccountStatus
{
    Active,

    /// <summary>Was made, and nobody has signed in to it yet.</summary>
    Invited,
    Deactivated,
}

/// <summary>An account, and whether its person has ever come: by a link, with a password, or through an identity provider.</summary>
internal sealed class AccountStanding
{
    public required Account Account { get; init; }
    public required bool Came { get; init; }
}

/// <summary>Accounts as queries.</summary>
internal static class Accounts
{
    public static IQueryable<AccountStanding> Standing(DistrictDb db) => db.Users.Select(a => new AccountStanding
    {
        Account = a,
        Came = a.EmailConfirmed || a.PasswordHash != null || db.UserLogins.Any(l => l.UserId == a.Id),
    });

    public static IQueryable<AccountStanding> That(this IQueryable<AccountStanding> accounts, AccountStatus status) => status switch
    {
        AccountStatus.Active => accounts.Where(s => s.Account.DeactivatedAt == null && s.Came),
        AccountStatus.Invited => accounts.Where(s => s.Account.DeactivatedAt == null && !s.Came),
        _ => accounts.Where(s => s.Account.DeactivatedAt != null),
    };

    /// <summary>
    /// Those whom somebody may see, filtered in the query: everyone in the district (erased accounts too), or who has a role in force at the own
    /// schools.
    /// </summary>
    public static IQueryable<AccountStanding> SeenBy(Person person, DistrictDb db)
    {
        var all = Standing(db);
        var reach = person.Reach(PlatformRights.PeopleRead);
        if (reach.IsDistrict) return all;
        var there = At(db, reach);
        return all.Where(s => there.Any(a => a == s.Account.Id));
    }

    /// <summary>Accounts with a role in force at the schools within reach.</summary>
    public static IQueryable<AccountId> At(DistrictDb db, Reach reach) =>
        reach.Within(db.Set<RoleGrant>().Where(RoleGrants.InForce).Where(g => g.School != null), g => g.School!.Value).Select(g => g.Account);
}

/// <summary>Statuses as values and as codes of addresses.</summary>
internal static class AccountStatuses
{
    public static AccountStatus Of(bool deactivated, bool came) => deactivated ? AccountStatus.Deactivated : came ? AccountStatus.Active : AccountStatus.Invited;

    public static string Code(this AccountStatus status) => status.ToString().ToLowerInvariant();
}
