using Chalkline.Design;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>Somebody on the staff, by name.</summary>
public sealed record StaffName(AccountId Id, string Name);

/// <summary>What somebody typed to find people for a form, and whether the form was sent to look for them rather than to be saved.</summary>
public sealed record StaffSearch(string Name, bool IsAsked)
{
    /// <summary>Of the field and of the button that <c>StaffSearchField</c> shows.</summary>
    internal const string Field = "FindPerson", Button = "LookForPerson";

    private const int Longest = 100;

    public static StaffSearch Of(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return new("", false);
        var typed = http.Request.Form[Field].ToString().Trim();
        return new(typed.Length <= Longest ? typed : "", http.Request.Form.ContainsKey(Button));
    }
}

/// <summary>People of whom a form chooses: all who could be chosen, or where those are too many for a list, those who were looked for.</summary>
/// <param name="Looked">What was typed; null: all are listed, and there is nothing to look for.</param>
public sealed record StaffChoice(IReadOnlyList<StaffName> People, string? Looked)
{
    /// <summary>For a list to choose from.</summary>
    /// <param name="nobody">What stands there for nobody.</param>
    public IReadOnlyList<(string Value, string Text)> Options(string nobody) => [("", nobody), .. People.Select(p => (p.Id.ToString(), p.Name))];
}

/// <summary>People as owners of something: who could be one, and what they are called.</summary>
public static class StaffNames
{
    /// <summary>More than a list to choose from can hold and be read.</summary>
    private const int Most = 100;

    /// <summary>Who holds a right now, for the whole district or at this school, by name.</summary>
    public static IQueryable<StaffName> Holding(DistrictDb db, Right right, SchoolId? school) => Named(Could(db, right, school));

    /// <summary>The same for the whole district, and those of these who hold it not.</summary>
    public static IQueryable<StaffName> HoldingOr(DistrictDb db, Right right, IQueryable<AccountId> others)
    {
        var holders = Could(db, right, null).Select(a => a.Id);
        return Named(StaffRoles.OpenAccounts(db).Where(a => holders.Contains(a.Id) || others.Contains(a.Id)));
    }

    /// <summary>Whether somebody could be chosen.</summary>
    /// <param name="right">Null: whoever has an open account.</param>
    public static Task<bool> Could(DistrictDb db, AccountId account, Right? right, SchoolId? school, CancellationToken ct) => Could(db, right, school).AnyAsync(a => a.Id == account, ct);

    /// <summary>Of whom a form chooses: those who hold a right now, for the whole district or at this school, and those who are chosen already.</summary>
    /// <param name="right">Null: whoever has an open account.</param>
    public static async Task<StaffChoice> Choice(DistrictDb db, Right? right, SchoolId? school, StaffSearch search, IEnumerable<string?> chosen, CancellationToken ct)
    {
        var could = Could(db, right, school);
        var all = await Named(could).Take(Most + 1).ToListAsync(ct);
        if (all.Count <= Most) return new(all, null);
        var (ids, folded) = (chosen.Select(c => Guid.TryParse(c, out var id) ? new AccountId(id) : default).Distinct().ToList(), StoreConventions.Fold(search.Name));
        var found = could.Where(a => ids.Contains(a.Id) || folded != "" && (a.NameFolded.StartsWith(folded) || a.NameFolded.Contains(" " + folded)));
        return new(await Named(found).Take(Most).ToListAsync(ct), search.Name);
    }

    private static IQueryable<Account> Could(DistrictDb db, Right? right, SchoolId? school)
    {
        var open = StaffRoles.OpenAccounts(db);
        if (right is null) return open;
        var anywhere = right.Held.Where(h => h.Value == Extent.District).Select(h => h.Key).ToList();
        var there = right.Held.Keys.Except(anywhere).ToList();
        var held = db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce)
            .Where(g => anywhere.Contains(g.Role) || there.Contains(g.Role) && g.School != null && g.School == school);
        return open.Where(a => held.Any(g => g.Account == a.Id));
    }

    private static IQueryable<StaffName> Named(IQueryable<Account> accounts) => accounts.OrderBy(a => a.NameFolded).ThenBy(a => a.Id).Select(a => new StaffName(a.Id, a.Name));

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
