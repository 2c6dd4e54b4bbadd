using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Holds;

/// <summary>A hold as it is typed.</summary>
public sealed record HoldForm
{
    public string? Kind { get; init; }

    /// <summary>An id; "": all of the kind.</summary>
    public string? Record { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Places and lifts legal holds.</summary>
internal static class ChangeHold
{
    /// <summary>The kinds of which something can be deleted for good, by itself or with what hangs on it.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["account", "challenge", "comment", "file", "meeting", "proposal", "school", "seat", "goal", "measure", "use-case", "milestone", "policy"];

    public static async Task<GovernanceResult> Place(DistrictDb db, TimeProvider time, Person by, HoldForm form, CancellationToken ct)
    {
        var fields = new FormReading();
        if (form.Kind is not { } kind || !Kinds.Contains(kind)) fields.Refuse(nameof(form.Kind), nameof(AimWords.FaultChoice));
        Guid? record = null;
        if (!string.IsNullOrWhiteSpace(form.Record))
        {
            if (Guid.TryParse(form.Record.Trim().Split('/')[^1], out var id)) record = id;
            else fields.Refuse(nameof(form.Record), nameof(GovernanceFaultWords.RecordId));
        }
        var reason = fields.Block(form.Reason, nameof(form.Reason), LegalHold.LongestReason);
        if (!fields.IsGood) return fields.Refused();
        var hold = new LegalHold { Id = time.NewId<LegalHoldId>(), Kind = form.Kind!, Record = record, Reason = reason, PlacedBy = by.Id, PlacedAt = time.Now() };
        db.Add(hold);
        await db.Commit(new(by.Actor, "hold.placed", new("hold", hold.Id.Value), AuditEntry.Fields(("kind", null, hold.Kind), ("record", null, record?.ToString()), ("reason", null, reason))), ct);
        return new GovernanceResult.Done(hold.Id.Value);
    }

    public static async Task<GovernanceResult> Lift(DistrictDb db, TimeProvider time, Person by, LegalHoldId id, string? why, CancellationToken ct)
    {
        if (await db.Set<LegalHold>().SingleOrDefaultAsync(h => h.Id == id && h.LiftedAt == null, ct) is not { } hold) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var said = fields.Block(why, $"why-{id}", LegalHold.LongestReason);
        if (!fields.IsGood) return fields.Refused();
        (hold.LiftedBy, hold.LiftedAt, hold.LiftedWhy) = (by.Id, time.Now(), said);
        await db.Commit(new(by.Actor, "hold.lifted", new("hold", id.Value), AuditEntry.Fields(("why", null, said))), ct);
        return new GovernanceResult.Done(id.Value);
    }
}

/// <summary>The page of legal holds.</summary>
internal static class HoldPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/holds", List).Requires(DecisionRights.HoldsRead);
        routes.MapPost("/holds", Place).DisableAntiforgery().Requires(DecisionRights.HoldsManage);
        routes.MapPost("/holds/{id:guid}/lift", Lift).DisableAntiforgery().Requires(DecisionRights.HoldsManage);
    }

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, string? page, CancellationToken ct) => Pages.Show<HoldPage>(http, await Model(http, db, page, new(), new(), ct));

    private static async Task<IResult> Place(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] HoldForm form, CancellationToken ct) =>
        await (await ChangeHold.Place(db, time, http.SignedIn(), form, ct)).Answer(http, _ => "/holds", async faults => Pages.Again<HoldPage>(http, await Model(http, db, null, form, faults, ct)));

    private static async Task<IResult> Lift(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] string? why, CancellationToken ct) =>
        await (await ChangeHold.Lift(db, time, http.SignedIn(), new(id), why, ct)).Answer(http, _ => "/holds", async faults => Pages.Again<HoldPage>(http, await Model(http, db, null, new(), faults, ct)));

    private static async Task<HoldPage.Content> Model(HttpContext http, DistrictDb db, string? page, HoldForm form, Faults faults, CancellationToken ct)
    {
        var holds = await db.Set<LegalHold>().AsNoTracking().OrderBy(h => h.LiftedAt != null).ThenByDescending(h => h.Id).PageOf(page, ct);
        var zone = await DistrictTime.Zone(db, ct);
        return new(holds, await StaffNames.Of(db, holds.Rows.SelectMany(h => new[] { (AccountId?)h.PlacedBy, h.LiftedBy }), Pages.LanguageOf(http), ct), zone, form, faults, http.SignedIn().May(DecisionRights.HoldsManage));
    }
}
