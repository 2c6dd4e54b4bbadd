using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>What came of a change of a milestone.</summary>
internal abstract record ChangePlanResult
{
    private ChangePlanResult()
    {
    }

    public sealed record Done(MilestoneId Id) : ChangePlanResult;

    /// <summary>There is none, or none that this person may change.</summary>
    public sealed record NoSuchMilestone : ChangePlanResult;

    public sealed record Refused(IReadOnlyList<PlanFault> Faults) : ChangePlanResult;
}

/// <summary>What every operation on the plan goes by.</summary>
internal sealed class PlanStore(DistrictDb db, TimeProvider time, JobQueue jobs)
{
    public DistrictDb Db => db;

    public TimeProvider Time => time;

    /// <summary>A milestone that this person may change, tracked, as it was when the form was filled in.</summary>
    public async Task<Milestone?> ToChange(Person by, MilestoneId id, string? version, CancellationToken ct)
    {
        var milestone = await db.Set<Milestone>().Include(m => m.Waits).SingleOrDefaultAsync(m => m.Id == id && m.RemovedAt == null, ct);
        if (milestone is null || !PlanAccess.MayPace(by, milestone.School)) return null;
        db.Expect(milestone, VersionOf(version));
        return milestone;
    }

    /// <summary>Counted up by whatever changes what waits for what: whoever else does so between here and the commit makes this one stale.</summary>
    public async Task<PlanState> Touch(CancellationToken ct)
    {
        var state = await db.Set<PlanState>().SingleOrDefaultAsync(ct);
        if (state is null)
        {
            state = new() { ChangedAt = time.Now() };
            db.Add(state);
            return state;
        }
        state.ChangedAt = time.Now();
        db.Raise(state);
        return state;
    }

    /// <summary>What the caller commits next has a look at the checks queued for the next morning, where none is.</summary>
    public async Task<PlanState> Watch(CancellationToken ct)
    {
        var state = await Touch(ct);
        await WatchMilestones.Queue(db, jobs, state, time.Now(), ct);
        return state;
    }

    public static int VersionOf(string? typed) => int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : -1;

    public static Subject Of(MilestoneId id) => new("milestone", id.Value);

    public static JsonNode? Day(DateOnly? day) => day is null ? null : DayText.Field(day);
}

/// <summary>Adds a milestone, and changes what it says.</summary>
internal sealed class ChangeMilestone(PlanStore plan)
{
    public async Task<ChangePlanResult> Add(Person by, MilestoneForm form, CancellationToken ct)
    {
        var (facts, read) = MilestoneRules.Read(form);
        var faults = read.ToList();
        await CheckPeople(facts, null, faults, ct);
        if (facts.School is { } school && !await plan.Db.Set<School>().AnyAsync(s => s.Id == school, ct) || !PlanAccess.MayPace(by, facts.School))
            faults.Add(new(nameof(form.School), nameof(PlanWords.FaultSchool)));
        if (await plan.Db.Set<Milestone>().CountAsync(m => m.RemovedAt == null, ct) >= MilestoneRules.MostMilestones)
            faults.Add(new("", nameof(PlanWords.FaultMany), MilestoneRules.MostMilestones));
        if (faults.Count > 0) return new ChangePlanResult.Refused(faults);
        var (id, now) = (plan.Time.NewId<MilestoneId>(), plan.Time.Now());
        var milestone = new Milestone
        {
            Id = id,
            Name = facts.Name,
            Description = facts.Description,
            Phase = facts.Phase,
            School = facts.School,
            Seat = facts.Seat,
            Owner = facts.Owner,
            Backup = facts.Backup,
            StartsOn = facts.StartsOn,
            DueOn = facts.DueOn,
            FirstDueOn = facts.DueOn,
            CreatedAt = now,
        };
        plan.Db.Add(milestone);
        await plan.Watch(ct);
        await plan.Db.Commit(new(by.Actor, "milestone.added", PlanStore.Of(id), Since(null, milestone)), ct);
        return new ChangePlanResult.Done(id);
    }

    public async Task<ChangePlanResult> Change(Person by, MilestoneId id, MilestoneForm form, CancellationToken ct)
    {
        if (await plan.ToChange(by, id, form.Version, ct) is not { } milestone) return new ChangePlanResult.NoSuchMilestone();
        // The date is moved by an operation of its own, with a reason; the school stays.
        var (facts, read) = MilestoneRules.Read(form with { DueOn = DayText.Field(milestone.DueOn), School = milestone.School?.ToString() });
        var faults = read.ToList();
        await CheckPeople(facts, milestone, faults, ct);
        if (faults.Count > 0) return new ChangePlanResult.Refused(faults);
        var before = Described(milestone);
        (milestone.Name, milestone.Description, milestone.Phase, milestone.Seat) = (facts.Name, facts.Description, facts.Phase, facts.Seat);
        (milestone.Owner, milestone.Backup, milestone.StartsOn) = (facts.Owner, facts.Backup, facts.StartsOn);
        // Also where nothing differs: a form that was filled in on an older state is told so.
        plan.Db.Raise(milestone);
        await plan.Db.Commit(new(by.Actor, "milestone.changed", PlanStore.Of(id), Since(before, milestone)), ct);
        return new ChangePlanResult.Done(id);
    }

    public async Task<ChangePlanResult> Remove(Person by, MilestoneId id, string? version, CancellationToken ct)
    {
        if (await plan.ToChange(by, id, version, ct) is not { } milestone) return new ChangePlanResult.NoSuchMilestone();
        milestone.RemovedAt = (await plan.Touch(ct)).ChangedAt;
        await plan.Db.Commit(new(by.Actor, "milestone.removed", PlanStore.Of(id), AuditEntry.Fields(("name", milestone.Name, null))), ct);
        return new ChangePlanResult.Done(id);
    }

    /// <summary>Owner and backup hold a role by which they can be; whoever was chosen before may stay.</summary>
    private async Task CheckPeople(MilestoneFacts facts, Milestone? before, List<PlanFault> faults, CancellationToken ct)
    {
        if (facts.Owner is { } owner && owner != before?.Owner && !await Could(owner)) faults.Add(new(nameof(MilestoneForm.Owner), nameof(PlanWords.FaultChoice)));
        if (facts.Backup is { } backup && backup != before?.Backup && !await Could(backup)) faults.Add(new(nameof(MilestoneForm.Backup), nameof(PlanWords.FaultChoice)));

        Task<bool> Could(AccountId account) => StaffNames.Could(plan.Db, account, PlanRights.Own, facts.School, ct);
    }

    private static JsonObject Since(JsonObject? before, Milestone milestone)
    {
        var after = Described(milestone);
        return AuditEntry.Fields([.. after.Select(f => (f.Key, before?[f.Key], f.Value))]);
    }

    private static JsonObject Described(Milestone m) => new()
    {
        ["name"] = m.Name,
        ["description"] = m.Description,
        ["phase"] = Codes.Of(m.Phase),
        ["school"] = m.School?.ToString(),
        ["seat"] = m.Seat?.Code(),
        ["owner"] = m.Owner?.ToString(),
        ["backup"] = m.Backup?.ToString(),
        ["startsOn"] = PlanStore.Day(m.StartsOn),
        ["dueOn"] = PlanStore.Day(m.DueOn),
    };
}

/// <summary>Changes what a milestone waits for. A circle is refused, and named.</summary>
internal sealed class ChangeWaits(PlanStore plan)
{
    public async Task<ChangePlanResult> Run(Person by, MilestoneId id, string? add, string? remove, string? version, CancellationToken ct)
    {
        if (await plan.ToChange(by, id, version, ct) is not { } milestone) return new ChangePlanResult.NoSuchMilestone();
        var before = Ids(milestone);
        await plan.Touch(ct);
        if (Guid.TryParse(remove, out var gone)) milestone.Waits.RemoveAll(w => w.WaitsFor.Value == gone);
        if (!string.IsNullOrWhiteSpace(add))
        {
            var waitsFor = new MilestoneId(Guid.TryParse(add, out var wanted) ? wanted : default);
            if (!await PlanAccess.SeenBy(plan.Db.Set<Milestone>().AsNoTracking(), by).AnyAsync(m => m.Id == waitsFor, ct)) return Refused(nameof(PlanWords.FaultChoice));
            if (await Circle(id, [.. milestone.Waits.Select(w => w.WaitsFor), waitsFor], ct) is { } circle) return circle;
            if (milestone.Waits.TrueForAll(w => w.WaitsFor != waitsFor)) milestone.Waits.Add(new() { Milestone = id, WaitsFor = waitsFor });
        }
        plan.Db.Raise(milestone);
        await plan.Db.Commit(new(by.Actor, "milestone.waits-changed", PlanStore.Of(id), AuditEntry.Fields(("waitsFor", before, Ids(milestone)))), ct);
        return new ChangePlanResult.Done(id);
    }

    private async Task<ChangePlanResult?> Circle(MilestoneId id, IReadOnlyList<MilestoneId> waitsFor, CancellationToken ct)
    {
        if (waitsFor.Contains(id)) return Refused(nameof(PlanWords.FaultItself));
        var waits = (await plan.Db.Set<MilestoneWait>().AsNoTracking().ToListAsync(ct)).GroupBy(w => w.Milestone)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<MilestoneId>)[.. g.Select(w => w.WaitsFor)]);
        var circle = PlanRules.CycleOf(waits, id, waitsFor);
        if (circle.Count == 0) return null;
        var names = await plan.Db.Set<Milestone>().AsNoTracking().Where(m => circle.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        return Refused(nameof(PlanWords.FaultCircle), string.Join(" → ", circle.Select(c => names[c])));
    }

    private static ChangePlanResult.Refused Refused(string word, params object[] values) => new([new("add", word, values)]);

    private static JsonArray Ids(Milestone milestone) => new([.. milestone.Waits.Select(w => w.WaitsFor.ToString()).Order(StringComparer.Ordinal).Select(i => (JsonNode)i)]);
}

/// <summary>Adds a check to what a milestone ends on, or takes one off.</summary>
internal sealed class ChangeCriteria(PlanStore plan)
{
    public Task<ChangePlanResult> Add(Person by, MilestoneId id, Criterion criterion, string? version, CancellationToken ct) =>
        Run(by, id, version, criteria => criteria.Count >= Criterion.Most ? null : [.. criteria, criterion], ct);

    /// <param name="place">Of the check among the milestone's own, from 0.</param>
    public Task<ChangePlanResult> Remove(Person by, MilestoneId id, string? place, string? version, CancellationToken ct) =>
        Run(by, id, version, criteria => [.. criteria.Where((_, i) => i != PlanStore.VersionOf(place))], ct);

    private async Task<ChangePlanResult> Run(Person by, MilestoneId id, string? version, Func<IReadOnlyList<Criterion>, IReadOnlyList<Criterion>?> change, CancellationToken ct)
    {
        if (await plan.ToChange(by, id, version, ct) is not { } milestone) return new ChangePlanResult.NoSuchMilestone();
        var before = Criterion.Read(milestone.Criteria);
        if (change(before) is not { } after || Criterion.Write(after) is not { Length: <= MilestoneRules.LongestCriteria } text)
            return new ChangePlanResult.Refused([new("", nameof(PlanWords.FaultManyChecks), Criterion.Most)]);
        milestone.Criteria = text;
        plan.Db.Raise(milestone);
        await plan.Db.Commit(new(by.Actor, "milestone.checks-changed", PlanStore.Of(id), AuditEntry.Fields(("checks", Criterion.Json(before), Criterion.Json(after)))), ct);
        return new ChangePlanResult.Done(id);
    }
}
