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
    /// <param name="kinds">That can be held.</param>
    public static async Task<GovernanceResult> Place(DistrictDb db, IEnumerable<HoldableKind> kinds, TimeProvider time, Person by, HoldForm form, CancellationToken ct)
    {
        var fields = new FormReading();
        if (!kinds.Any(k => k.Kind == form.Kind)) fields.Refuse(nameof(form.Kind), nameof(AimWords.FaultChoice));
        Guid? record = null;
        if (!string.IsNullOrWhiteSpace(form.Record))
        {
            // Of an address of a page under the record's, the record's id.
            if (form.Record.Split('/', '?', '#').LastOrDefault(part => Guid.TryParse(part, out _)) is { } id) record = Guid.Parse(id);
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

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, IEnumerable<HoldableKind> kinds, string? page, CancellationToken ct) => Pages.Show<HoldPage>(http, await Model(http, db, kinds, page, new(), new(), ct));

    private static async Task<IResult> Place(HttpContext http, DistrictDb db, IEnumerable<HoldableKind> kinds, TimeProvider time, [FromForm] HoldForm form, CancellationToken ct) =>
        await (await ChangeHold.Place(db, kinds, time, http.SignedIn(), form, ct)).Answer(http, _ => "/holds", async faults => Pages.Again<HoldPage>(http, await Model(http, db, kinds, null, form, faults, ct)));

    private static async Task<IResult> Lift(HttpContext http, DistrictDb db, IEnumerable<HoldableKind> kinds, TimeProvider time, Guid id, [FromForm] string? why, CancellationToken ct) =>
        await (await ChangeHold.Lift(db, time, http.SignedIn(), new(id), why, ct)).Answer(http, _ => "/holds", async faults => Pages.Again<HoldPage>(http, await Model(http, db, kinds, null, new(), faults, ct)));

    private static async Task<HoldPage.Content> Model(HttpContext http, DistrictDb db, IEnumerable<HoldableKind> kinds, string? page, HoldForm form, Faults faults, CancellationToken ct)
    {
        var holds = await db.Set<LegalHold>().AsNoTracking().OrderBy(h => h.LiftedAt != null).ThenByDescending(h => h.Id).PageOf(page, ct);
        var (zone, language) = (await DistrictTime.Zone(db, ct), Pages.LanguageOf(http));
        return new(holds, kinds.ToDictionary(k => k.Kind, k => k.Says(language)), await StaffNames.Of(db, holds.Rows.SelectMany(h => new[] { (AccountId?)h.PlacedBy, h.LiftedBy }), language, ct), zone, form, faults, http.SignedIn().May(DecisionRights.HoldsManage));
    }
}
