using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>A date as it is to be moved.</summary>
public sealed record MoveForm
{
    public string? DueOn { get; init; }
    public string? Why { get; init; }

    /// <summary>"yes": what it pushes moves along, as far as this person may move it.</summary>
    public string? Along { get; init; }
    public string? Version { get; init; }
}

/// <summary>Moves a milestone's date, for a reason; what it pushes moves along if that is wanted, in the same commit.</summary>
internal sealed class MoveMilestone(PlanStore plan, ReadPlan read)
{
    public async Task<ChangePlanResult> Run(Person by, MilestoneId id, MoveForm form, Language language, CancellationToken ct)
    {
        if (await plan.ToChange(by, id, form.Version, ct) is not { } milestone) return new ChangePlanResult.NoSuchMilestone();
        var (due, why, faults) = Read(form, milestone);
        if (faults.Count > 0) return new ChangePlanResult.Refused(faults);
        var before = milestone.DueOn;
        var moves = new List<(Milestone Milestone, DateOnly To)> { (milestone, due) };
        if (form.Along == "yes") moves.AddRange(await Along(by, id, due, language, ct));
        var state = await plan.Touch(ct);
        foreach (var (moved, to) in moves)
        {
            plan.Db.Add(new MilestoneMove
            {
                Id = plan.Time.NewId<MilestoneMoveId>(),
                Milestone = moved.Id,
                FromDay = moved.DueOn,
                ToDay = to,
                Why = why,
                MovedBy = by.Id,
                MovedAt = state.ChangedAt,
            });
            moved.DueOn = to;
        }
        var change = AuditEntry.Fields(("dueOn", DayText.Field(before), DayText.Field(due)), ("why", null, why));
        if (moves.Count > 1) change["along"] = new System.Text.Json.Nodes.JsonArray([.. moves.Skip(1).Select(m => (System.Text.Json.Nodes.JsonNode)m.Milestone.Id.ToString())]);
        await plan.Db.Commit(new(by.Actor, "milestone.moved", PlanStore.Of(id), change), ct);
        return new ChangePlanResult.Done(id);
    }

    private static (DateOnly Due, string Why, List<PlanFault> Faults) Read(MoveForm form, Milestone milestone)
    {
        var faults = new List<PlanFault>();
        if (!DayText.TryRead(form.DueOn, out var due)) faults.Add(new(nameof(form.DueOn), nameof(PlanWords.FaultDay)));
        else if (due == milestone.DueOn) faults.Add(new(nameof(form.DueOn), nameof(PlanWords.FaultSameDay)));
        else if (due < milestone.StartsOn) faults.Add(new(nameof(form.DueOn), nameof(PlanWords.FaultStarts)));
        var why = MilestoneRules.Text(form.Why, nameof(form.Why), MilestoneRules.LongestWhy, faults);
        if (why is null) faults.Add(new(nameof(form.Why), nameof(PlanWords.FaultWhy)));
        return (due, why ?? "", faults);
    }

    private async Task<List<(Milestone, DateOnly)>> Along(Person by, MilestoneId id, DateOnly due, Language language, CancellationToken ct)
    {
        var pushed = PlanRules.Pushes((await read.Now(language, ct)).Items, id, due).ToDictionary(p => p.Id, p => p.To);
        var ids = pushed.Keys.ToList();
        var milestones = await plan.Db.Set<Milestone>().Where(m => ids.Contains(m.Id)).ToListAsync(ct);
        return [.. milestones.Where(m => PlanAccess.MayPace(by, m.School)).Select(m => (m, pushed[m.Id]))];
    }
}
