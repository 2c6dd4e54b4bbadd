using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Work;

/// <summary>People with the roles that are in force, for who may do what of somebody else's work.</summary>
internal static class WorkPeople
{
    /// <summary>Those of the accounts that are open.</summary>
    public static async Task<Dictionary<AccountId, Person>> Load(DistrictDb db, IEnumerable<AccountId> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count == 0) return [];
        var accounts = await db.Users.AsNoTracking().Where(a => wanted.Contains(a.Id) && a.DeactivatedAt == null).Select(a => new { a.Id, a.Name, a.Language }).ToListAsync(ct);
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce).Where(g => wanted.Contains(g.Account))
            .Select(g => new { g.Account, Role = new HeldRole(g.Role, g.School, g.ReviewArea) }).ToListAsync(ct);
        var roles = grants.ToLookup(g => g.Account, g => g.Role);
        return accounts.ToDictionary(a => a.Id, a => new Person(a.Id, a.Name, a.Language, [.. roles[a.Id]]));
    }

    /// <summary>Who could do all of these items, by name; where there is none yet, who holds a role that the giver holds.</summary>
    /// <param name="most">Of them.</param>
    public static async Task<IReadOnlyList<Person>> WhoCould(DistrictDb db, Person giver, IReadOnlyList<WorkItem> items, int most, CancellationToken ct)
    {
        // A first sieve in the query, by one item's right; all of them are asked of the few that are left.
        var held = db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce);
        if (items.Count == 0)
        {
            var same = giver.Roles.Select(r => r.Role).Distinct().ToList();
            held = held.Where(g => same.Contains(g.Role));
        }
        else if (items[0].Needs is { } right)
        {
            var (school, anywhere) = (items[0].School, right.Held.Where(h => h.Value == Extent.District).Select(h => h.Key).ToList());
            var there = right.Held.Keys.Except(anywhere).ToList();
            held = held.Where(g => anywhere.Contains(g.Role) || there.Contains(g.Role) && g.School != null && g.School == school);
        }
        var ids = await db.Users.AsNoTracking().Where(a => a.DeactivatedAt == null && a.Id != giver.Id && held.Any(g => g.Account == a.Id))
            .OrderBy(a => a.NameFolded).ThenBy(a => a.Id).Take(most).Select(a => a.Id).ToListAsync(ct);
        var people = await Load(db, ids, ct);
        return [.. ids.Select(people.GetValueOrDefault).OfType<Person>().Where(p => items.All(i => WorkRules.MayDo(p, i)))];
    }
}
