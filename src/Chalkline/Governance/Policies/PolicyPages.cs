using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>Policies: the list, one of them, versions side by side.</summary>
internal static class PolicyPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies", List).Requires(PolicyRights.Read);
        routes.MapGet("/policies.csv", Csv).Requires(PolicyRights.Read);
        routes.MapGet("/policies/new", New).Requires(PolicyRights.Write);
        routes.MapPost("/policies/new", Begin).DisableAntiforgery().Requires(PolicyRights.Write);
        routes.MapGet("/policies/{id:guid}", One).Requires(PolicyRights.Read);
        routes.MapGet("/policies/{id:guid}/compare", Compare).Requires(PolicyRights.Read);
        routes.MapGet("/policies/{id:guid}/audience", AskAudience).Requires(PolicyRights.Write);
        routes.MapPost("/policies/{id:guid}/audience", SetAudience).DisableAntiforgery().Requires(PolicyRights.Write);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (person, view) = (http.SignedIn(), ListView.Read(http, PolicyQueries.List));
        var (state, name) = (view.Value<PolicyState>("state", Codes.Find<PolicyState>), view.Text("name"));
        if (!view.Faults.None) return Pages.Again<PolicyListPage>(http, new PolicyListPage.Content(new([], 1, 0), view, state, name, person));
        return Pages.Show<PolicyListPage>(http, new PolicyListPage.Content(await PolicyQueries.Rows(db, person, state, name, view).PageOf(view.Page, ct), view, state, name, person));
    }

    private static IResult Csv(HttpContext http, DistrictDb db)
    {
        var (person, view, language) = (http.SignedIn(), ListView.Read(http, PolicyQueries.List), Pages.LanguageOf(http));
        var (state, name) = (view.Value<PolicyState>("state", Codes.Find<PolicyState>), view.Text("name"));
        if (!view.Faults.None) return Pages.Again<PolicyListPage>(http, new PolicyListPage.Content(new([], 1, 0), view, state, name, person));
        return CsvFile.Of("policies", ["policy", "in force", "since", "newest version", "state", "review on"], Rows(PolicyQueries.Rows(db, person, state, name, view)));

        async IAsyncEnumerable<IReadOnlyList<string?>> Rows(IQueryable<PolicyRow> rows)
        {
            await foreach (var row in rows.AsAsyncEnumerable())
                yield return [PolicyNames.In(language, row.Name, row.NameSpanish), row.Published?.ToString(Language.Numbers), row.PublishedAt?.ToString("yyyy-MM-dd", Language.Numbers),
                    row.Number.ToString(Language.Numbers), Codes.Of(row.Newest), DayText.Field(row.ReviewOn)];
        }
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, PolicyTemplates templates, string? template, CancellationToken ct) =>
        Pages.Show<BeginPolicyPage>(http, new BeginPolicyPage.Content(new() { Template = template }, new(), await templates.All(db, ct)));

    private static async Task<IResult> Begin(HttpContext http, DistrictDb db, PolicyTemplates templates, WritePolicy write, [FromForm] BeginPolicyForm form, CancellationToken ct) =>
        await write.Begin(http.SignedIn(), form, ct) switch
        {
            PolicyResult.Done done => Pages.GoTo(http, $"/policies/{done.Policy}/edit"),
            PolicyResult.Refused refused => Pages.Again<BeginPolicyPage>(http, new BeginPolicyPage.Content(form, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults), await templates.All(db, ct))),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> One(HttpContext http, DistrictDb db, ReadRecordSections sections, Guid id, int? version, CancellationToken ct)
    {
        var (person, policy) = (http.SignedIn(), new PolicyId(id));
        if (await PolicyQueries.Find(db, person, policy, version, ct) is not var (found, shown)) return Results.NotFound();
        var zone = await DistrictTime.Zone(db, ct);
        var standing = await Acknowledging.Standing(db, person.Id, policy, ct);
        return Pages.Show<PolicyPage>(http, new PolicyPage.Content(found, shown, await PolicyQueries.Versions(db, person, policy, ct), await PolicyQueries.Readings(db, policy, ct),
            PolicyRules.StepsOf(person, shown), await PolicyQueries.Proposal(db, shown, ct), standing, zone, person, await sections.Of(http, PolicyRecord.KindName, id, ct)));
    }

    private static async Task<IResult> Compare(HttpContext http, DistrictDb db, Guid id, string? from, string? to, CancellationToken ct)
    {
        var (person, policy, language) = (http.SignedIn(), new PolicyId(id), Pages.LanguageOf(http));
        if (await PolicyQueries.Find(db, person, policy, null, ct) is not var (found, _)) return Results.NotFound();
        var versions = await PolicyQueries.Versions(db, person, policy, ct);
        var (before, after) = (await PolicyQueries.Compared(db, person, policy, from ?? versions[^1].Number.ToString(Language.Numbers), language, ct),
            await PolicyQueries.Compared(db, person, policy, to ?? versions[0].Number.ToString(Language.Numbers), language, ct));
        if (before is null || after is null) return Results.NotFound();
        return Pages.Show<ComparePage>(http, new ComparePage.Content(found, versions, await PolicyQueries.Readings(db, policy, ct), before, after, LineDiff.Of(before.Text, after.Text)));
    }

    private static async Task<IResult> AskAudience(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Audience(db, new(id), null, new(), ct) is { } model
        ? Pages.Show<AudiencePage>(http, model) : Results.NotFound();

    private static Task<IResult> SetAudience(HttpContext http, DistrictDb db, SetPolicyAudience set, Guid id, [FromForm] PolicySettingsForm form, CancellationToken ct) => Pages.OrStale<AudiencePage>(http,
        async () => await set.Run(http.SignedIn(), new(id), form, ct) switch
        {
            PolicyResult.Done => Pages.GoTo(http, "/policies/" + id),
            PolicyResult.Refused refused when await Audience(db, new(id), form, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults), ct) is { } model => Pages.Again<AudiencePage>(http, model with { Stored = null }),
            _ => Results.NotFound(),
        },
        async faults => await Audience(db, new(id), form, faults, ct) is { } model ? model with { Form = form with { Version = model.Stored!.Version } } : null);

    /// <param name="typed">What was sent; null: as it is stored.</param>
    private static async Task<AudiencePage.Content?> Audience(DistrictDb db, PolicyId policy, PolicySettingsForm? typed, Faults faults, CancellationToken ct)
    {
        if (await db.Set<Policy>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == policy && p.WithdrawnAt == null, ct) is not { } found) return null;
        var stored = new PolicySettingsForm
        {
            Roles = [.. (await db.Set<PolicyRole>().AsNoTracking().Where(r => r.Policy == policy).Select(r => r.Role).ToListAsync(ct)).Select(r => r.Code())],
            Schools = [.. (await db.Set<PolicySchool>().AsNoTracking().Where(s => s.Policy == policy).Select(s => s.School).ToListAsync(ct)).Select(s => s.ToString())],
            Days = found.AcknowledgeDays.ToString(Language.Numbers),
            ReviewOn = DayText.Field(found.ReviewOn),
            Version = found.Version.ToString(Language.Numbers),
        };
        return new(found, typed ?? stored, typed is null ? null : stored, faults, await Schools(db, ct));
    }

    internal static async Task<IReadOnlyList<SchoolName>> Schools(DistrictDb db, CancellationToken ct) =>
        await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).ThenBy(s => s.Id).Select(s => new SchoolName(s.Id, s.Name)).ToListAsync(ct);
}
