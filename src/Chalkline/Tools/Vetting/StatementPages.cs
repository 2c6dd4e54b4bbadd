using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>What is signed for a tool beside its reviews: who looks at its results, and what an audit found.</summary>
internal static class StatementPages
{
    private const int MostEvidence = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(VettingPages.Home + "/human-review", (HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, StatementKind.HumanReview, id, ct)).Requires(ToolRights.VettingRead);
        routes.MapPost(VettingPages.Home + "/human-review", (HttpContext http, DistrictDb db, TimeProvider time, [FromForm] StatementForm form, Guid id, CancellationToken ct) =>
            Sign(http, db, time, StatementKind.HumanReview, form, id, ct)).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(VettingPages.Home + "/audit", (HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, StatementKind.Audit, id, ct)).Requires(ToolRights.VettingRead);
        routes.MapPost(VettingPages.Home + "/audit", (HttpContext http, DistrictDb db, TimeProvider time, [FromForm] StatementForm form, Guid id, CancellationToken ct) =>
            Sign(http, db, time, StatementKind.Audit, form, id, ct)).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, StatementKind kind, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<StatementPage>(http, await Content(http, db, kind, AimAgain<Tool>.First(tool), null, ct)) : Results.NotFound();

    private static Task<IResult> Sign(HttpContext http, DistrictDb db, TimeProvider time, StatementKind kind, StatementForm form, Guid id, CancellationToken ct) =>
        AimAnswer.To<StatementPage, Tool>(http, () => SignStatement.Run(db, time, http.SignedIn(), new(id), kind, form, ct), t => VettingPages.PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            async again => await Content(http, db, kind, again, form, ct), VettingText.Of);

    private static async Task<StatementPage.Content> Content(HttpContext http, DistrictDb db, StatementKind kind, AimAgain<Tool> again, StatementForm? form, CancellationToken ct)
    {
        var tool = again.Record!;
        var signed = await db.Set<VettingStatement>().AsNoTracking().SingleOrDefaultAsync(s => s.Tool == tool.Id && s.Kind == kind, ct);
        var names = await StaffNames.Of(db, [signed?.Account, signed?.SignedBy], Pages.LanguageOf(http), ct);
        var email = signed?.Account is { } account ? await db.Users.Where(a => a.Id == account && a.ErasedAt == null).Select(a => a.Email).SingleOrDefaultAsync(ct) : null;
        var evidence = await KeepEvidence.For(db, tool).Select(e => new { e.Id, e.Name }).Take(MostEvidence).ToListAsync(ct);
        var shown = form ?? new()
        {
            Who = signed is null ? null : kind == StatementKind.Audit ? signed.Who : email,
            Text = signed?.Text,
            Day = DayText.Field(signed?.Day),
            Finding = signed?.Finding is { } finding ? Codes.Of(finding) : null,
            Evidence = signed?.Evidence?.ToString(),
            Version = tool.Version.ToString(Language.Numbers),
        };
        return new(tool, kind, signed, names, [.. evidence.Select(e => (e.Id.ToString(), e.Name))], await DistrictTime.Zone(db, ct), http.SignedIn().May(ToolRights.Manage), shown with { Version = again.Version(shown.Version) }, again.Faults);
    }
}
