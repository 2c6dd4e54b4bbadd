using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tests.Visits;

/// <summary>What came of planning a visit.</summary>
internal abstract record PlanVisitResult
{
    private PlanVisitResult()
    {
    }

    public sealed record Planned(VisitId Id) : PlanVisitResult;

    public sealed record Refused(IReadOnlyList<VisitFault> Faults) : PlanVisitResult;
}

/// <summary>Plans a visit, and says that it was made. Loads, decides by the rules, saves with its entry in the audit log.</summary>
internal sealed class PlanVisit(DistrictDb db, TimeProvider time)
{
    public async Task<PlanVisitResult> Run(Person by, SchoolId? school, string? purpose, DateOnly? day, CancellationToken ct)
    {
        var known = school is not null && await db.Set<School>().AnyAsync(s => s.Id == school, ct);
        if (VisitRules.Against(known, purpose, day, await DistrictDay.Today(db, time, ct)) is { Count: > 0 } faults) return new PlanVisitResult.Refused(faults);
        var visit = new Visit { Id = time.NewId<VisitId>(), School = school!.Value, Purpose = purpose!.Trim(), Day = day!.Value, CreatedAt = time.Now() };
        db.Add(visit);
        await db.Commit(new(by.Actor, "visit.planned", new("visit", visit.Id.Value), Described(visit)), ct);
        return new PlanVisitResult.Planned(visit.Id);
    }

    /// <summary>Nothing where there is no such visit, or it was made before.</summary>
    public async Task Done(Person by, VisitId id, CancellationToken ct)
    {
        if (await db.Set<Visit>().SingleOrDefaultAsync(v => v.Id == id && v.DoneAt == null, ct) is not { } visit) return;
        visit.DoneAt = time.Now();
        await db.Commit(new(by.Actor, "visit.done", new("visit", id.Value), Described(visit)), ct);
    }

    private static JsonObject Described(Visit visit) => new() { ["day"] = DayText.Field(visit.Day), ["purpose"] = visit.Purpose, ["school"] = visit.School.ToString() };
}
