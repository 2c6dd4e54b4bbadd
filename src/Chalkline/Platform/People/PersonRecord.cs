using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>A person's account as its page shows it.</summary>
public sealed record PersonRecord(
    AccountId Id, string Name, string? Email, string? Language, DateTimeOffset CreatedAt, DateTimeOffset? DeactivatedAt, DateTimeOffset? ErasedAt, bool Came, int Version)
{
    public AccountStatus Status => AccountStatuses.Of(DeactivatedAt is not null, Came);
}

/// <summary>Reads of one person.</summary>
internal static class PersonReads
{
    /// <summary>Null where there is no such person, or none whom the reader may see.</summary>
    public static Task<PersonRecord?> Find(DistrictDb db, Person reader, AccountId id, CancellationToken ct) =>
        Accounts.SeenBy(reader, db).AsNoTracking().Where(s => s.Account.Id == id).Select(s => new PersonRecord(
            s.Account.Id, s.Account.Name, s.Account.Email, s.Account.Language, s.Account.CreatedAt, s.Account.DeactivatedAt, s.Account.ErasedAt, s.Came,
            s.Account.Version)).SingleOrDefaultAsync(ct);

    /// <summary>All roles that the person has, had, or waits for, the oldest first.</summary>
    public static Task<List<RoleGrant>> Grants(DistrictDb db, AccountId id, CancellationToken ct) =>
        db.Set<RoleGrant>().AsNoTracking().Where(g => g.Account == id).OrderBy(g => g.Id).ToListAsync(ct);

    /// <summary>The names of accounts; an erased one has an empty name.</summary>
    public static Task<Dictionary<AccountId, string>> Names(DistrictDb db, IEnumerable<AccountId?> ids, CancellationToken ct)
    {
        var wanted = ids.OfType<AccountId>().Distinct().ToList();
        return db.Users.AsNoTracking().Where(a => wanted.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }
}
