using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What the list of people is asked for.</summary>
public sealed record PeopleFilter(string? Name, Role? Role, SchoolId? School, AccountStatus? Status)
{
    /// <summary>"name" or "email".</summary>
    public string Sort { get; init; } = "name";

    public bool Descending { get; init; }

    public static ListKind Kind { get; } = new(["name", "role", "school", "status"], ["name", "email"]);

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static PeopleFilter Read(ListView view) => new(view.Text("name"), view.Value<Role>("role", Roles.Find),
        view.Value<SchoolId>("school", t => Guid.TryParse(t, out var school) ? new SchoolId(school) : null),
        view.Value<AccountStatus>("status", t => Enum.GetValues<AccountStatus>().Where(s => s.Code() == t).Select(s => (AccountStatus?)s).FirstOrDefault()))
    {
        Sort = view.Sort,
        Descending = view.Descending,
    };
}

/// <summary>A role that somebody in the list has, or waits for.</summary>
public sealed record ListedRole(Role Role, SchoolId? School, string? ReviewArea, bool Waits)
{
    public HeldRole Held => new(Role, School, ReviewArea);
}

/// <summary>A person in the list.</summary>
/// <param name="Came">Has signed in before, or can without a link.</param>
public sealed record ListedPerson(AccountId Id, string Name, string? Email, bool Deactivated, bool Came, IReadOnlyList<ListedRole> Roles)
{
    public AccountStatus Status => AccountStatuses.Of(Deactivated, Came);
}

/// <summary>People as a list: filtered, sorted and cut in SQL, their roles with them in the same query.</summary>
internal static class PeopleList
{
    public static async Task<IQueryable<ListedPerson>> Of(DistrictDb db, Person reader, PeopleFilter filter, CancellationToken ct)
    {
        var people = Accounts.Standing(db).AsNoTracking().Where(s => s.Account.ErasedAt == null);
        if (reader.Reach(PlatformRights.PeopleRead) is { IsDistrict: false } reach) people = await people.Among(Accounts.At(db, reach), ct);
        if (filter.Status is { } status) people = people.That(status);
        if (filter.Role is not null || filter.School is not null)
        {
            var grants = db.Set<RoleGrant>().Where(g => g.RevokedAt == null);
            if (filter.Role is { } role) grants = grants.Where(g => g.Role == role);
            if (filter.School is { } school) grants = grants.Where(g => g.School == school);
            people = await people.Among(grants.Select(g => g.Account), ct);
        }
        if (filter.Name is { } name) people = await people.Named(db, name, ct);
        return Sorted(people, filter).Select(s => new ListedPerson(
            s.Account.Id, s.Account.Name, s.Account.Email, s.Account.DeactivatedAt != null, s.Came,
            db.Set<RoleGrant>().Where(g => g.Account == s.Account.Id && g.RevokedAt == null).OrderBy(g => g.Id)
                .Select(g => new ListedRole(g.Role, g.School, g.ReviewArea, g.NeedsCountersignature && g.CountersignedAt == null)).ToList()));
    }

    private static IQueryable<AccountStanding> Sorted(IQueryable<AccountStanding> people, PeopleFilter filter) => (filter.Sort, filter.Descending) switch
    {
        ("email", false) => people.OrderBy(s => s.Account.NormalizedEmail).ThenBy(s => s.Account.Id),
        ("email", true) => people.OrderByDescending(s => s.Account.NormalizedEmail).ThenByDescending(s => s.Account.Id),
        (_, false) => people.OrderBy(s => s.Account.NameFolded).ThenBy(s => s.Account.Id),
        _ => people.OrderByDescending(s => s.Account.NameFolded).ThenByDescending(s => s.Account.Id),
    };
}
