using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Guidance;

/// <summary>The guidance for anyone, and for whoever writes it.</summary>
internal static class GuidancePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/guidance", Published).ForAnyone("families and students read what is allowed in class");
        routes.MapGet("/guidance/draft", Draft).Requires(RuleRights.GuidanceDrafts);
        routes.MapGet("/guidance/begin", (HttpContext http) => Pages.GoTo(http, "/guidance/draft")).Requires(RuleRights.GuidanceWrite);
        routes.MapPost("/guidance/begin", Begin).DisableAntiforgery().Requires(RuleRights.GuidanceWrite);
        routes.MapGet("/guidance/edit", Ask).Requires(RuleRights.GuidanceWrite);
        routes.MapPost("/guidance/edit", Save).DisableAntiforgery().Requires(RuleRights.GuidanceWrite);
        routes.MapGet("/guidance/bands/{band:int}", AskBand).Requires(RuleRights.GuidanceWrite);
        routes.MapPost("/guidance/bands/{band:int}", SaveBand).DisableAntiforgery().Requires(RuleRights.GuidanceWrite);
        routes.MapGet("/guidance/publish", (HttpContext http) => Pages.GoTo(http, "/guidance")).Requires(RuleRights.GuidanceWrite);
        routes.MapPost("/guidance/publish", Publish).DisableAntiforgery().Requires(RuleRights.GuidanceWrite);
    }

    private static async Task<IResult> Published(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var version = await db.Set<GuidanceVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.PublishedAt != null && v.EndedAt == null, ct);
        var zone = await DistrictTime.Zone(db, ct);
        return Pages.Show<GuidancePage>(http, new GuidancePage.Content(version, zone, http.Person()));
    }

    private static async Task<IResult> Draft(HttpContext http, DistrictDb db, CancellationToken ct) => await Shown(http, db, new(), ct);

    private static async Task<IResult> Begin(HttpContext http, WriteGuidance write, CancellationToken ct) => await write.Begin(http.SignedIn(), ct) is GovernanceResult.Done ? Pages.GoTo(http, "/guidance/draft") : Results.NotFound();

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, CancellationToken ct) => await Open(db, ct) is { } draft
        ? Pages.Show<GuidanceHeadPage>(http, new GuidanceHeadPage.Content(GuidanceForm.Of(draft), null, new())) : Results.NotFound();

    private static Task<IResult> Save(HttpContext http, DistrictDb db, WriteGuidance write, [FromForm] GuidanceForm form, CancellationToken ct) => Pages.OrStale<GuidanceHeadPage>(http,
        async () => await write.Save(http.SignedIn(), form, ct) switch
        {
            GovernanceResult.Done => Pages.GoTo(http, "/guidance/draft"),
            GovernanceResult.Refused refused => Pages.Again<GuidanceHeadPage>(http, new GuidanceHeadPage.Content(form, null, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults))),
            _ => Results.NotFound(),
        },
        async faults => await Open(db, ct) is { } now ? new GuidanceHeadPage.Content(form with { Version = GuidanceForm.Of(now).Version }, GuidanceForm.Of(now), faults) : null);

    private static async Task<IResult> AskBand(HttpContext http, DistrictDb db, int band, CancellationToken ct)
    {
        if (await Open(db, ct) is not { } draft || draft.Table.Bands.ElementAtOrDefault(band) is not { } one || band < 0) return Results.NotFound();
        return Pages.Show<GuidanceBandPage>(http, new GuidanceBandPage.Content(band, one.Grades, Typed, draft.Version.ToString(Language.Numbers), new()));

        string? Typed(string field) => field == WriteGuidance.Grades ? one.Grades : field.Split('-', 2) is [var of, var kind] && Codes.Find<AssignmentKind>(kind) is { } known && one.Cells.TryGetValue(known, out var cell)
            ? of switch { WriteGuidance.Level => Codes.Of(cell.Level), WriteGuidance.Words => cell.Words, _ => cell.WordsSpanish } : null;
    }

    private static Task<IResult> SaveBand(HttpContext http, DistrictDb db, WriteGuidance write, int band, [FromForm] string? version, CancellationToken ct)
    {
        return Pages.OrStale<GuidanceBandPage>(http, async () => await write.SaveBand(http.SignedIn(), band, Typed, version, ct) switch
        {
            GovernanceResult.Done => Pages.GoTo(http, "/guidance/draft"),
            GovernanceResult.Refused refused => Pages.Again<GuidanceBandPage>(http, (await Model(GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults)))!),
            _ => Results.NotFound(),
        }, async faults => await Model(faults));

        string? Typed(string field) => http.Request.Form[field];

        async Task<GuidanceBandPage.Content?> Model(Faults faults) => await Open(db, ct) is { } now && now.Table.Bands.ElementAtOrDefault(band) is { } one
            ? new(band, one.Grades, Typed, now.Version.ToString(Language.Numbers), faults) : null;
    }

    private static async Task<IResult> Publish(HttpContext http, DistrictDb db, WriteGuidance write, [FromForm] string? version, CancellationToken ct) => await write.Publish(http.SignedIn(), version, ct) switch
    {
        GovernanceResult.Done => Pages.GoTo(http, "/guidance"),
        GovernanceResult.Refused refused => await Shown(http, db, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults), ct),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> Shown(HttpContext http, DistrictDb db, Faults faults, CancellationToken ct) => await Open(db, ct) is { } draft
        ? Pages.Show<GuidanceDraftPage>(http, new GuidanceDraftPage.Content(draft, faults, http.SignedIn().May(RuleRights.GuidanceWrite)), faults.None ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
        : Pages.GoTo(http, "/guidance");

    private static Task<GuidanceVersion?> Open(DistrictDb db, CancellationToken ct) => db.Set<GuidanceVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.PublishedAt == null, ct);
}
