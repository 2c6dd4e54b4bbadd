using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>A milestone with who has it.</summary>
public sealed record PlanLine(PlanItem Item, MilestoneState State, Role? Seat, AccountId? Owner, AccountId? Backup);

/// <summary>The whole plan at one moment. Its states go by all milestones; what of it somebody sees is cut out of it.</summary>
public sealed record PlanView(IReadOnlyList<PlanLine> Lines, DateOnly Today, DateOnly? ScheduleLocks)
{
    private readonly Dictionary<MilestoneId, PlanLine> _byId = Lines.ToDictionary(l => l.Item.Id);
    private readonly Dictionary<MilestoneId, IReadOnlyList<PushedMilestone>> _pushed = [];

    public IReadOnlyList<PlanItem> Items { get; } = [.. Lines.Select(l => l.Item)];

    public PlanLine? Find(MilestoneId id) => _byId.GetValueOrDefault(id);

    /// <summary>What a milestone that is late pushes by now.</summary>
    public IReadOnlyList<PushedMilestone> PushedBy(PlanItem late) => _pushed.TryGetValue(late.Id, out var known) ? known : _pushed[late.Id] = PlanRules.PushedBy(Items, late, Today);

    /// <summary>What somebody sees of it.</summary>
    public IReadOnlyList<PlanLine> SeenBy(Person person)
    {
        var reach = person.Reach(PlanRights.Read);
        return [.. Lines.Where(l => PlanAccess.Sees(reach, l.Item.School))];
    }
}

/// <summary>Whose milestones are whose: the district's are seen by everyone, a school's by its own people and those of the district.</summary>
internal static class PlanAccess
{
    public static bool Sees(Reach reach, SchoolId? school) => reach is not Reach.Nowhere && (school is not { } id || reach.Includes(id));

    public static bool MayPace(Person person, SchoolId? school)
    {
        var reach = person.Reach(PlanRights.Pace);
        return school is { } id ? reach.Includes(id) : reach.IsDistrict;
    }

    /// <summary>The milestones in force that somebody sees, filtered in the query.</summary>
    public static IQueryable<Milestone> SeenBy(IQueryable<Milestone> milestones, Person person)
    {
        var standing = milestones.Where(m => m.RemovedAt == null);
        switch (person.Reach(PlanRights.Read))
        {
            case Reach.District: return standing;
            case Reach.Schools schools:
                var ids = schools.Ids.ToList();
                return standing.Where(m => m.School == null || ids.Contains(m.School.Value));
            default: return standing.Where(m => false);
        }
    }
}

/// <summary>Reads the plan with all its checks: a few queries, however many milestones there are.</summary>
internal sealed class ReadPlan(DistrictDb db, Checks checks, TimeProvider time)
{
    public async Task<PlanView> Now(Language language, CancellationToken ct)
    {
        var zone = await DistrictTime.Zone(db, ct);
        var now = time.Now();
        return await At(new(db, language, now, DistrictTime.Day(now, zone)), zone, ct);
    }

    private static List<PlanLine> Lines(IReadOnlyList<PlanItem> items, IReadOnlyList<StoredMilestone> rows, DateOnly today)
    {
        var states = PlanRules.States(items, today);
        return [.. items.Zip(rows, (item, row) => new PlanLine(item, states[item.Id], row.Seat, row.Owner, row.Backup))];
    }

    private async Task<PlanView> At(CheckQuestion asked, string zone, CancellationToken ct)
    {
        var rows = await db.Set<Milestone>().AsNoTracking().Where(m => m.RemovedAt == null).OrderBy(m => m.DueOn).ThenBy(m => m.Id)
            .Select(m => new StoredMilestone(m.Id, m.Name, m.Phase, m.School, m.StartsOn, m.DueOn, m.FirstDueOn, m.MetAt, m.Criteria, m.Seat, m.Owner, m.Backup)).ToListAsync(ct);
        var standing = rows.Select(r => r.Id).ToHashSet();
        var waits = (await db.Set<MilestoneWait>().AsNoTracking().ToListAsync(ct)).Where(w => standing.Contains(w.WaitsFor)).ToLookup(w => w.Milestone, w => w.WaitsFor);
        var locks = await db.Set<PlanState>().AsNoTracking().Select(s => s.ScheduleLocksOn).SingleOrDefaultAsync(ct);
        var criteria = rows.ConvertAll(r => Criterion.Read(r.Criteria, r.School));
        var results = await checks.Evaluate(asked, [.. criteria.SelectMany(c => c)], ct);
        var (items, at) = (new List<PlanItem>(rows.Count), 0);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            items.Add(new(row.Id, row.Name, row.Phase, row.School, row.StartsOn, row.DueOn, row.FirstDueOn, row.MetAt is { } met ? DistrictTime.Day(met, zone) : null,
                [.. waits[row.Id]], [.. results.Skip(at).Take(criteria[i].Count)]));
            at += criteria[i].Count;
        }
        return new(Lines(items, rows, asked.Today), asked.Today, locks);
    }

    private sealed record StoredMilestone(MilestoneId Id, string Name, RoadmapPhase Phase, SchoolId? School, DateOnly? StartsOn, DateOnly DueOn, DateOnly FirstDueOn, DateTimeOffset? MetAt,
        string Criteria, Role? Seat, AccountId? Owner, AccountId? Backup);
}
