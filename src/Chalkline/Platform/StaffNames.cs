using Chalkline.Design;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>Somebody on the staff, by name.</summary>
public sealed record StaffName(AccountId Id, string Name);

/// <summary>People as owners of something: who could be one, and what they are called.</summary>
public static class StaffNames
{
    /// <summary>More than a list to choose from can hold and be read.</summary>
    private const int Most = 300;

    /// <summary>Who holds a right now, for the whole district or at this school, by name.</summary>
    public static async Task<IReadOnlyList<StaffName>> Holding(DistrictDb db, Right right, SchoolId? school, CancellationToken ct)
    {
        var anywhere = right.Held.Where(h => h.Value == Extent.District).Select(h => h.Key).ToList();
        var there = right.Held.Keys.Except(anywhere).ToList();
        var held = db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce)
            .Where(g => anywhere.Contains(g.Role) || there.Contains(g.Role) && g.School != null && g.School == school);
        return await db.Users.AsNoTracking().Where(a => a.DeactivatedAt == null && a.ErasedAt == null && held.Any(g => g.Account == a.Id))
            .OrderBy(a => a.NameFolded).ThenBy(a => a.Id).Take(Most).Select(a => new StaffName(a.Id, a.Name)).ToListAsync(ct);
    }

    /// <summary>The names of accounts, those of erased ones too, in words.</summary>
    public static async Task<IReadOnlyDictionary<AccountId, string>> Of(DistrictDb db, IEnumerable<AccountId?> accounts, Language language, CancellationToken ct)
    {
        var ids = accounts.OfType<AccountId>().Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<AccountId, string>();
        var names = await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        return names.ToDictionary(n => n.Id, n => PersonText.Name(language, n.Name));
    }

    /// <summary>Those of the accounts that can no longer do anything: closed, or erased.</summary>
    public static async Task<IReadOnlySet<AccountId>> Gone(DistrictDb db, IEnumerable<AccountId?> accounts, CancellationToken ct)
    {
        var ids = accounts.OfType<AccountId>().Distinct().ToList();
        return ids.Count == 0 ? new HashSet<AccountId>()
            : (await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id) && (a.DeactivatedAt != null || a.ErasedAt != null)).Select(a => a.Id).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>A role in words.</summary>
    public static string RoleSays(Language language, Role role) => RoleText.Of(language, role);
}
