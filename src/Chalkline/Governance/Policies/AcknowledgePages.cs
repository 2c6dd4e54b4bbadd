using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>Acknowledging policies: one's own, and who has not.</summary>
internal static class AcknowledgePages
{
    private const string Own = "what one has read oneself";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/acknowledgements", Mine).ForSignedIn(Own);
        routes.MapGet("/policies/{id:guid}/acknowledge", Ask).ForSignedIn(Own);
        routes.MapPost("/policies/{id:guid}/acknowledge", Say).DisableAntiforgery().ForSignedIn(Own);
        routes.MapGet("/policies/acknowledgements", List).Requires(PolicyRights.Acknowledgements);
        routes.MapGet("/policies/acknowledgements.csv", Csv).Requires(PolicyRights.ExportAcknowledgements);
        routes.MapGet("/policies/{id:guid}/acknowledgements", BySchool).Requires(PolicyRights.Acknowledgements);
    }

    private static async Task<IResult> Mine(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var me = http.SignedIn().Id;
        return Pages.Show<MyAcknowledgementsPage>(http, new MyAcknowledgementsPage.Content(await Acknowledging.Waiting(db, me, ct), await Acknowledging.Said(db, me, ct), await DistrictTime.Zone(db, ct)));
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Model(http, db, new(id), new(), ct) is { } model
        ? Pages.Show<AcknowledgePage>(http, model) : Results.NotFound();

    private static async Task<IResult> Say(HttpContext http, DistrictDb db, AcknowledgePolicy acknowledge, Guid id, [FromForm] AcknowledgeForm form, CancellationToken ct) =>
        await acknowledge.Run(http.SignedIn(), new(id), form, ct) switch
        {
            PolicyResult.Done => Pages.GoTo(http, $"/policies/{id}/acknowledge"),
            PolicyResult.Refused refused when await Model(http, db, new(id), GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults), ct) is { } model => Pages.Again<AcknowledgePage>(http, model),
            _ => Results.NotFound(),
        };

    private static async Task<AcknowledgePage.Content?> Model(HttpContext http, DistrictDb db, PolicyId id, Faults faults, CancellationToken ct)
    {
        var person = http.SignedIn();
        if (await PolicyQueries.Find(db, person, id, null, ct) is not var (policy, version) || version.State != PolicyState.Published) return null;
        return new(policy, version, await Acknowledging.Standing(db, person.Id, id, ct), faults, await DistrictTime.Zone(db, ct));
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (reach, view) = (http.SignedIn().Reach(PolicyRights.Acknowledgements), ListView.Read(http, AcknowledgementFilter.Kind));
        var filter = AcknowledgementFilter.Read(view);
        var schools = (await PolicyPages.Schools(db, ct)).Where(s => reach.Includes(s.Id)).ToList();
        var policies = await db.Set<Policy>().AsNoTracking().Where(p => p.Published != null).OrderBy(p => p.NameFolded).ThenBy(p => p.Id).Select(p => new PolicyName(p.Id, p.Name, p.NameSpanish)).ToListAsync(ct);
        if (!view.Faults.None) return Pages.Again<WhoHasNotPage>(http, new WhoHasNotPage.Content(new([], 1, 0), filter, view, schools, policies, Enumerable.Empty<SchoolId>().ToLookup(_ => default(AccountId)), reach.IsDistrict));
        var rows = await (await WhoHasNot.Rows(db, reach, filter, view.Descending, ct)).PageOf(view.Page, WhoHasNot.MostCounted, ct);
        return Pages.Show<WhoHasNotPage>(http, new WhoHasNotPage.Content(rows, filter, view, schools, policies, await WhoHasNot.SchoolsOf(db, reach, rows.Rows.Select(r => r.Account), ct), reach.IsDistrict));
    }

    private static async Task<IResult> Csv(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var (reach, view, language) = (http.SignedIn().Reach(PolicyRights.ExportAcknowledgements), ListView.Read(http, AcknowledgementFilter.Kind), Pages.LanguageOf(http));
        var filter = AcknowledgementFilter.Read(view);
        if (!view.Faults.None) return await List(http, db, ct);
        return CsvFile.Of(filter.Done ? "acknowledged" : "not-acknowledged", ["name", "policy", "version"], Rows(await WhoHasNot.Rows(db, reach, filter, view.Descending, ct)));

        async IAsyncEnumerable<IReadOnlyList<string?>> Rows(IQueryable<AcknowledgementRow> rows)
        {
            await foreach (var row in rows.AsAsyncEnumerable())
                yield return [row.Name, PolicyNames.In(language, row.PolicyName, row.PolicySpanish), row.Number.ToString(Language.Numbers)];
        }
    }

    private static async Task<IResult> BySchool(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var (person, policy) = (http.SignedIn(), new PolicyId(id));
        if (await PolicyQueries.Find(db, person, policy, null, ct) is not var (found, version) || version.State != PolicyState.Published) return Results.NotFound();
        var reach = person.Reach(PolicyRights.Acknowledgements);
        var (all, bySchool) = await WhoHasNot.Counts(db, reach, policy, ct);
        if (all.Must == 0 && !reach.IsDistrict) return Results.NotFound();
        return Pages.Show<AcknowledgementsPage>(http, new AcknowledgementsPage.Content(found, version, all, bySchool, await PolicyPages.Schools(db, ct)));
    }
}

/// <summary>A policy by name, to choose from.</summary>
public sealed record PolicyName(PolicyId Id, string Name, string NameSpanish);
