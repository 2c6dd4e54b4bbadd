using Chalkline.Platform;
using Chalkline.Roadmap.Goals;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

/// <summary>Adds a use case to a goal, and changes it.</summary>
internal static class DescribeUseCase
{
    public static async Task<AimResult<UseCase>> Add(DistrictDb db, TimeProvider time, Person by, UseCaseForm form, CancellationToken ct)
    {
        var (facts, faults) = UseCaseRules.Read(form);
        if (faults.Count == 0) faults = await Against(db, facts, ct);
        if (faults.Count > 0) return new AimResult<UseCase>.Refused(null, faults);
        var one = new UseCase { Id = time.NewId<UseCaseId>(), Name = "", NameFolded = "", Summary = "", ImpactWhy = "", RiskWhy = "", CreatedAt = time.Now() };
        facts.ApplyTo(one);
        db.Add(one);
        await db.Commit(new(by.Actor, "use-case.added", new("use-case", one.Id.Value), facts.Since(null)), ct);
        return new AimResult<UseCase>.Done(one);
    }

    public static async Task<AimResult<UseCase>> Change(DistrictDb db, Person by, UseCaseId id, UseCaseForm form, CancellationToken ct)
    {
        if (await db.Set<UseCase>().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } one) return new AimResult<UseCase>.NoSuch();
        var before = UseCaseRules.Facts.Of(one);
        var (facts, faults) = UseCaseRules.Read(form);
        if (faults.Count == 0 && facts.Goal != before.Goal) faults = await Against(db, facts, ct);
        if (faults.Count > 0) return new AimResult<UseCase>.Refused(one, faults);
        facts.ApplyTo(one);
        db.Expect(one, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "use-case.changed", new("use-case", id.Value), facts.Since(before)), ct);
        return new AimResult<UseCase>.Done(one);
    }

    private static async Task<List<AimFault>> Against(DistrictDb db, UseCaseRules.Facts facts, CancellationToken ct)
    {
        var goal = facts.Goal;
        return await db.Set<Goal>().AnyAsync(g => g.Id == goal && g.DroppedAt == null, ct) ? [] : [new(nameof(UseCaseForm.Goal), nameof(AimWords.FaultChoice))];
    }
}
