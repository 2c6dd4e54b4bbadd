using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Principles;

/// <summary>Principles: what the district holds to, and what carries it out.</summary>
internal static class PrinciplePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/principles", List).Requires(RuleRights.PrinciplesRead);
        routes.MapGet("/principles/take", (HttpContext http) => Pages.GoTo(http, "/principles")).Requires(RuleRights.PrinciplesWrite);
        routes.MapPost("/principles/take", Take).DisableAntiforgery().Requires(RuleRights.PrinciplesWrite);
        routes.MapGet("/principles/new", New).Requires(RuleRights.PrinciplesWrite);
        routes.MapPost("/principles/new", Add).DisableAntiforgery().Requires(RuleRights.PrinciplesWrite);
        routes.MapGet("/principles/{id:guid}/edit", Ask).Requires(RuleRights.PrinciplesWrite);
        routes.MapPost("/principles/{id:guid}/edit", Save).DisableAntiforgery().Requires(RuleRights.PrinciplesWrite);
        routes.MapGet("/principles/{id:guid}/adopt", AskAdopt).Requires(RuleRights.PrinciplesAdopt);
        routes.MapPost("/principles/{id:guid}/adopt", Adopt).DisableAntiforgery().Requires(RuleRights.PrinciplesAdopt);
        routes.MapGet("/principles/{id:guid}/withdraw", AskWithdraw).Requires(RuleRights.PrinciplesEnd);
        routes.MapPost("/principles/{id:guid}/withdraw", Withdraw).DisableAntiforgery().Requires(RuleRights.PrinciplesEnd);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, Checks checks, CancellationToken ct)
    {
        var person = http.SignedIn();
        var drafts = person.May(RuleRights.PrinciplesWrite) || person.May(RuleRights.PrinciplesAdopt) || person.Is(Role.Auditor);
        var principles = (await PrincipleQueries.Standing(db, ct)).Where(p => drafts || p.AdoptedOn is not null);
        return Pages.Show<PrinciplesPage>(http, new PrinciplesPage.Content([.. principles.Select(p => Carried(p, checks, Pages.LanguageOf(http)))], person));
    }

    private static async Task<IResult> Take(HttpContext http, WritePrinciple write, CancellationToken ct)
    {
        await write.Take(http.SignedIn(), ct);
        return Pages.GoTo(http, "/principles");
    }

    private static RazorComponentResult New(HttpContext http, Checks checks) => Pages.Show<PrincipleFormPage>(http, Form(http, checks, null, new(), new()));

    private static async Task<IResult> Add(HttpContext http, WritePrinciple write, Checks checks, [FromForm] PrincipleForm form, CancellationToken ct) =>
        Answer(http, checks, null, form, await write.Save(http.SignedIn(), null, form, ct));

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Checks checks, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } principle
        ? Pages.Show<PrincipleFormPage>(http, Form(http, checks, principle, PrincipleForm.Of(principle), new())) : Results.NotFound();

    private static Task<IResult> Save(HttpContext http, DistrictDb db, WritePrinciple write, Checks checks, Guid id, [FromForm] PrincipleForm form, CancellationToken ct) => Pages.OrStale<PrincipleFormPage>(http,
        async () => await Find(db, id, ct) is { } principle ? Answer(http, checks, principle, form, await write.Save(http.SignedIn(), new(id), form, ct)) : Results.NotFound(),
        async faults => await Find(db, id, ct) is { } now ? Form(http, checks, now, form with { Version = PrincipleForm.Of(now).Version }, faults) with { Stored = PrincipleForm.Of(now) } : null);

    private static IResult Answer(HttpContext http, Checks checks, Principle? principle, PrincipleForm form, GovernanceResult result) => result switch
    {
        GovernanceResult.Done => Pages.GoTo(http, "/principles"),
        GovernanceResult.Refused refused => Pages.Again<PrincipleFormPage>(http, Form(http, checks, principle, form, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults))),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> AskAdopt(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { AdoptedOn: null } principle
        ? Pages.Show<AdoptPrinciplePage>(http, new AdoptPrinciplePage.Content(principle, new() { Version = principle.Version.ToString(Language.Numbers) }, new(), Adopts: true)) : Results.NotFound();

    private static async Task<IResult> Adopt(HttpContext http, DistrictDb db, WritePrinciple write, Guid id, [FromForm] PrincipleForm form, CancellationToken ct) => await write.Adopt(http.SignedIn(), new(id), form, ct) switch
    {
        GovernanceResult.Done => Pages.GoTo(http, "/principles"),
        GovernanceResult.Refused refused => Pages.Again<AdoptPrinciplePage>(http, new AdoptPrinciplePage.Content((await Find(db, id, ct))!, form, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults), Adopts: true)),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> AskWithdraw(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Find(db, id, ct) is { } principle && http.SignedIn().May(RightTo(principle))
        ? Pages.Show<AdoptPrinciplePage>(http, new AdoptPrinciplePage.Content(principle, new() { Version = principle.Version.ToString(Language.Numbers) }, new(), Adopts: false)) : Results.NotFound();

    private static async Task<IResult> Withdraw(HttpContext http, WritePrinciple write, Guid id, [FromForm] PrincipleForm form, CancellationToken ct) =>
        await write.Withdraw(http.SignedIn(), new(id), form, ct) is GovernanceResult.Done ? Pages.GoTo(http, "/principles") : Results.NotFound();

    private static Right RightTo(Principle principle) => principle.AdoptedOn is null ? RuleRights.PrinciplesWrite : RuleRights.PrinciplesAdopt;

    /// <summary>What carries a principle out, and what was named for it that does not exist yet.</summary>
    private static CarriedPrinciple Carried(Principle principle, Checks checks, Language language) => new(principle,
        [.. principle.CheckNames.Select(checks.Find).OfType<ICheckKind>().Select(k => k.Says(language))], [.. principle.CheckNames.Where(n => checks.Find(n) is null)],
        [.. principle.ReportCodes.Select(ReportPages.Find).OfType<ReportPage>().Select(p => (ReportPages.Says(language, p.Code), p.Path, p.Right))]);

    private static PrincipleFormPage.Content Form(HttpContext http, Checks checks, Principle? principle, PrincipleForm form, Faults faults)
    {
        var language = Pages.LanguageOf(http);
        return new(principle, form, faults, [.. checks.Kinds.Select(k => (k.Name, k.Says(language)))], [.. ReportPages.All.Select(p => (p.Code, ReportPages.Says(language, p.Code)))]);
    }

    private static Task<Principle?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new PrincipleId(id);
        return db.Set<Principle>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == wanted && p.WithdrawnAt == null, ct);
    }
}

/// <summary>A principle with what carries it out.</summary>
/// <param name="Checks">In words.</param>
/// <param name="Missing">Names of checks that this program does not have yet.</param>
/// <param name="Reports">In words, where they are, and the right that they take.</param>
public sealed record CarriedPrinciple(Principle Principle, IReadOnlyList<string> Checks, IReadOnlyList<string> Missing, IReadOnlyList<(string Text, string Path, Right? Right)> Reports)
{
    public bool IsCarried => Checks.Count + Reports.Count > 0;
}
