using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>Somebody must acknowledge a policy because of one role; with two such roles there are two rows.</summary>
internal sealed class PolicyDuty
{
    public PolicyId Policy { get; init; }
    public AccountId Account { get; init; }
    public Role Role { get; init; }
    public SchoolId? School { get; init; }

    /// <summary>A version was acknowledged that still holds.</summary>
    public bool Done { get; init; }
}

/// <summary>Who must acknowledge what, and who has: always asked, never kept, so that a role that is given or taken away changes it at once.</summary>
internal static class Duties
{
    public static IQueryable<PolicyDuty> Of(DistrictDb db) =>
        from grant in StaffRoles.InForce(db)
        join role in db.Set<PolicyRole>() on grant.Role equals role.Role
        join policy in db.Set<Policy>().AsNoTracking() on role.Policy equals policy.Id
        where policy.Published != null
            && (!db.Set<PolicySchool>().Any(s => s.Policy == policy.Id) || db.Set<PolicySchool>().Any(s => s.Policy == policy.Id && s.School == grant.School))
        select new PolicyDuty
        {
            Policy = policy.Id,
            Account = grant.Account,
            Role = grant.Role,
            School = grant.School,
            Done = db.Set<PolicyAcknowledgement>().Any(a => a.Policy == policy.Id && a.Account == grant.Account && a.Number >= policy.AcknowledgeFrom),
        };

    /// <summary>Those that a person may know of: all, or the schools' own.</summary>
    public static IQueryable<PolicyDuty> Within(this IQueryable<PolicyDuty> duties, Reach reach) =>
        reach.IsDistrict ? duties : reach.Within(duties.Where(d => d.School != null), d => d.School!.Value);
}

/// <summary>How somebody stands with a policy.</summary>
/// <param name="Must">The policy is in force, and one of the person's roles must acknowledge it.</param>
/// <param name="Number">The last version that the person has acknowledged; null: none.</param>
/// <param name="Holds">It still holds for the version in force.</param>
public sealed record AcknowledgeStanding(bool Must, int? Number, DateTimeOffset? At, bool Holds)
{
    public bool Waits => Must && !Holds;
}

/// <summary>Reads of one person's acknowledgements, for that person.</summary>
internal static class Acknowledging
{
    public static async Task<AcknowledgeStanding> Standing(DistrictDb db, AccountId me, PolicyId policy, CancellationToken ct)
    {
        var from = await db.Set<Policy>().AsNoTracking().Where(p => p.Id == policy).Select(p => p.AcknowledgeFrom).SingleOrDefaultAsync(ct);
        var last = await db.Set<PolicyAcknowledgement>().AsNoTracking().Where(a => a.Policy == policy && a.Account == me).OrderByDescending(a => a.Number).FirstOrDefaultAsync(ct);
        return new(await Duties.Of(db).AnyAsync(d => d.Policy == policy && d.Account == me, ct), last?.Number, last?.At, from is { } number && last?.Number >= number);
    }

    /// <summary>What the person must acknowledge and has not, the oldest first.</summary>
    public static async Task<IReadOnlyList<WaitingPolicy>> Waiting(DistrictDb db, AccountId me, CancellationToken ct)
    {
        var mine = Duties.Of(db).Where(d => d.Account == me && !d.Done);
        return await (from policy in db.Set<Policy>().AsNoTracking()
                      join version in db.Set<PolicyVersion>() on new { Policy = policy.Id, Number = policy.Published } equals new { version.Policy, Number = (int?)version.Number }
                      where mine.Any(d => d.Policy == policy.Id)
                      orderby version.PublishedAt, policy.Id
                      select new WaitingPolicy(policy.Id, policy.Name, policy.NameSpanish, version.Number, version.PublishedAt!.Value, policy.AcknowledgeDays)).ToListAsync(ct);
    }

    /// <summary>What the person has acknowledged, the newest first.</summary>
    public static Task<List<SaidPolicy>> Said(DistrictDb db, AccountId me, CancellationToken ct) =>
        (from said in db.Set<PolicyAcknowledgement>().AsNoTracking()
         join policy in db.Set<Policy>() on said.Policy equals policy.Id
         where said.Account == me
         orderby said.At descending, policy.Id
         select new SaidPolicy(policy.Id, policy.Name, policy.NameSpanish, said.Number, said.At)).ToListAsync(ct);
}

/// <summary>A policy that waits for somebody's acknowledgement.</summary>
public sealed record WaitingPolicy(PolicyId Id, string Name, string NameSpanish, int Number, DateTimeOffset PublishedAt, int Days)
{
    /// <summary>The last day in time, where the district is.</summary>
    public DateOnly Due(string zone) => DistrictTime.Day(PublishedAt, zone).AddDays(Days);
}

/// <summary>A version that somebody has acknowledged.</summary>
public sealed record SaidPolicy(PolicyId Id, string Name, string NameSpanish, int Number, DateTimeOffset At);
