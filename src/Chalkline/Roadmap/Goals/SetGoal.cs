using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Challenges;
using Chalkline.Roadmap.Measures;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Goals;

/// <summary>Sets a goal, changes it, gives it up.</summary>
internal static class SetGoal
{
    public static async Task<AimResult<Goal>> Add(DistrictDb db, TimeProvider time, Person by, GoalForm form, CancellationToken ct)
    {
        var (facts, faults) = GoalRules.Read(form, await DistrictDay.Today(db, time, ct));
        if (faults.Count == 0) faults = GoalRules.Fits(facts, null, await Others(db, facts, ct));
        if (faults.Count > 0) return new AimResult<Goal>.Refused(null, faults);
        var goal = new Goal { Id = time.NewId<GoalId>(), Name = "", NameFolded = "", CreatedAt = time.Now() };
        facts.ApplyTo(goal);
        db.Add(goal);
        await db.Commit(new(by.Actor, "goal.set", new("goal", goal.Id.Value), facts.Since(null)), ct);
        return new AimResult<Goal>.Done(goal);
    }

    public static async Task<AimResult<Goal>> Change(DistrictDb db, TimeProvider time, Person by, GoalId id, GoalForm form, CancellationToken ct)
    {
        if (await db.Set<Goal>().SingleOrDefaultAsync(g => g.Id == id && g.DroppedAt == null, ct) is not { } goal) return new AimResult<Goal>.NoSuch();
        var before = GoalRules.Facts.Of(goal);
        var (facts, faults) = GoalRules.Read(form, await DistrictDay.Today(db, time, ct));
        if (faults.Count == 0) faults = GoalRules.Fits(facts, before, await Others(db, facts, ct));
        if (faults.Count > 0) return new AimResult<Goal>.Refused(goal, faults);
        facts.ApplyTo(goal);
        db.Expect(goal, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "goal.changed", new("goal", id.Value), facts.Since(before)), ct);
        return new AimResult<Goal>.Done(goal);
    }

    public static async Task<AimResult<Goal>> Drop(DistrictDb db, TimeProvider time, Person by, GoalId id, DropForm form, CancellationToken ct)
    {
        if (await db.Set<Goal>().SingleOrDefaultAsync(g => g.Id == id && g.DroppedAt == null, ct) is not { } goal) return new AimResult<Goal>.NoSuch();
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), Goal.LongestWhy);
        if (!reading.IsGood) return new AimResult<Goal>.Refused(goal, reading.Faults);
        (goal.DroppedAt, goal.DroppedWhy) = (time.Now(), why);
        db.Expect(goal, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "goal.dropped", new("goal", id.Value), new() { ["why"] = why }), ct);
        return new AimResult<Goal>.Done(goal);
    }

    private static async Task<GoalRules.Others> Others(DistrictDb db, GoalRules.Facts facts, CancellationToken ct)
    {
        var (challenge, measure, school) = (facts.Challenge, facts.Measure, facts.School);
        return new(await db.Set<Challenge>().AnyAsync(c => c.Id == challenge && c.HiddenAt == null, ct),
            await db.Set<Measure>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == measure, ct),
            school is null || await db.Set<School>().AnyAsync(s => s.Id == school, ct),
            facts.Owner is not { } owner || await StaffNames.Could(db, owner, null, null, ct));
    }
}
