using Chalkline.Governance;
using Chalkline.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.PublicPage;

/// <summary>The public page about AI, and the page on which an edition of it is published.</summary>
internal static class PublicPages
{
    public const string Home = "/ai", Publishing = "/public-page";

    private const string Why = "families see which AI is used, why, with which data, and what was refused";
    private const int MostEditions = 12;

    private static readonly ListKind Kind = new(["name", "edition"], ["name"]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Show).InDistrict().ForAnyone(Why);
        routes.MapGet(Home + ".json", Json).InDistrict().ForAnyone(Why);
        routes.MapGet(Home + "/policies/{id:guid}", Policy).InDistrict().ForAnyone("families read the policies in force");
        routes.MapGet(Publishing, Ask).Requires(ToolRights.Publish);
        routes.MapPost(Publishing, Publish).DisableAntiforgery().Requires(ToolRights.Publish);
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var view = ListView.Read(http, Kind);
        var number = view.Value<int>("edition", text => int.TryParse(text, out var n) && n > 0 ? n : null);
        var edition = await Edition(db, number, ct);
        if (number is not null && edition is null) return Results.NotFound();
        var last = await db.Set<PublicEdition>().AsNoTracking().OrderByDescending(e => e.Number).Take(MostEditions).Select(e => new EditionRow(e.Number, e.PublishedAt)).ToListAsync(ct);
        var content = edition is null ? null : PublicContent.Of(edition.Content);
        var name = view.Text("name");
        var found = content?.Tools.Where(t => name is null || StoreConventions.Fold(t.Name).Contains(StoreConventions.Fold(name), StringComparison.Ordinal) || StoreConventions.Fold(t.Vendor).Contains(StoreConventions.Fold(name), StringComparison.Ordinal)).ToList() ?? [];
        return Pages.Show<PublicAiPage>(http, new PublicAiPage.Content(view, name, edition, content, found.PageOf(view.Page), last, await DistrictTime.Zone(db, ct)), view.Status);
    }

    private static async Task<IResult> Json(DistrictDb db, int? edition, CancellationToken ct) =>
        await Edition(db, edition, ct) is { } found ? Results.Text(found.Content, "application/json; charset=utf-8") : Results.NotFound();

    private static Task<PublicEdition?> Edition(DistrictDb db, int? number, CancellationToken ct) => number is { } wanted
        ? db.Set<PublicEdition>().AsNoTracking().SingleOrDefaultAsync(e => e.Number == wanted, ct) : PublishPage.Last(db, ct);

    private static async Task<IResult> Policy(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        var policies = await PublicPolicies.InForce(db).ToListAsync(ct);
        return policies.Find(p => p.Id == id) is { } policy ? Pages.Show<PublicPolicyPage>(http, policy) : Results.NotFound();
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, ReadPublicContent read, CancellationToken ct)
    {
        var last = await PublishPage.Last(db, ct);
        var form = last is null ? new() : PublishForm.Of(PublicContent.Of(last.Content));
        return Pages.Show<PublishAiPage>(http, await Model(db, read, form, new(), last, false, ct));
    }

    private static async Task<IResult> Publish(HttpContext http, DistrictDb db, ReadPublicContent read, TimeProvider time, [FromForm] PublishForm form, CancellationToken ct)
    {
        var (words, faults) = PublishPage.Read(form);
        var last = await PublishPage.Last(db, ct);
        if (faults.Count > 0) return Pages.Again<PublishAiPage>(http, await Model(db, read, form, ToolText.Of(Pages.LanguageOf(http), faults), last, false, ct));
        if (form.Do != "publish") return Pages.Show<PublishAiPage>(http, await Model(db, read, form, new(), last, false, ct));
        if (await PublishPage.Run(db, time, read, http.SignedIn(), words, form.Agreed, ct)) return Pages.GoTo(http, Home);
        db.ChangeTracker.Clear();
        return Pages.Show<PublishAiPage>(http, await Model(db, read, form, new(), last, true, ct), StatusCodes.Status409Conflict);
    }

    /// <param name="outdated">Something changed between the preview and the word to publish it.</param>
    private static async Task<PublishAiPage.Content> Model(DistrictDb db, ReadPublicContent read, PublishForm form, Faults faults, PublicEdition? last, bool outdated, CancellationToken ct)
    {
        var content = await read.Of(PublishPage.Read(form).Words, ct);
        var before = last is null ? null : PublicContent.Of(last.Content);
        return new(form, faults, last, content, PublicDifference.Between(before, content), content.Frozen().Sha256, outdated, await DistrictTime.Zone(db, ct));
    }
}

/// <summary>An edition among the others.</summary>
public sealed record EditionRow(int Number, DateTimeOffset PublishedAt);
