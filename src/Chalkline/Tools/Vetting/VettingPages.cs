using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>The reviews of a tool as a whole: how they stand, and who does which.</summary>
internal static class VettingPages
{
    public const string Home = ToolPages.Home + "/{id:guid}/vetting";

    /// <summary>More than are read.</summary>
    private const int MostOthers = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, Show).Requires(ToolRights.VettingRead);
        routes.MapGet(Home + "/plan", AskPlan).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/plan", Plan).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(Home + "/{area}/countersign", (HttpContext http, Guid id) => Pages.GoTo(http, PathOf(new(id)))).Requires(ToolRights.VettingCountersign);
        routes.MapPost(Home + "/{area}/countersign", Countersign).DisableAntiforgery().Requires(ToolRights.VettingCountersign);
    }

    public static string PathOf(ToolId id) => $"{ToolPages.Home}/{id}/vetting";

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, ReadVetting read, DistrictPacks packs, TimeProvider time, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<VettingPage>(http, await Content(http, db, read, packs, time, tool, new(), ct)) : Results.NotFound();

    private static async Task<IResult> Countersign(HttpContext http, DistrictDb db, ReadVetting read, FinishReview finish, DistrictPacks packs, TimeProvider time, Guid id, string area, CancellationToken ct) =>
        await finish.Countersign(http.SignedIn(), new(id), area, ct) switch
        {
            AimResult<Tool>.Done => Pages.GoTo(http, PathOf(new(id))),
            AimResult<Tool>.Refused refused => Pages.Again<VettingPage>(http, await Content(http, db, read, packs, time, refused.Record!, VettingText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        };

    private static async Task<VettingPage.Content> Content(HttpContext http, DistrictDb db, ReadVetting read, DistrictPacks packs, TimeProvider time, Tool tool, Faults faults, CancellationToken ct)
    {
        var (language, today) = (Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct));
        var vetting = (await read.Of(db, [tool], language, today, ct))[tool.Id];
        var reviews = vetting.Areas.Select(a => a.Review).Append(vetting.LawReview).OfType<AreaReview>().ToList();
        var names = await StaffNames.Of(db, [.. reviews.SelectMany(r => new[] { r.Reviewer, r.FinishedBy, r.CountersignedBy }), .. vetting.Statements.Values.SelectMany(s => new[] { s.Account, (AccountId?)s.SignedBy })], language, ct);
        var others = new List<(VettingAnswer Answer, Question? Question)>();
        foreach (var answer in vetting.Others.Take(MostOthers)) others.Add((answer, await Wording(db, packs, answer, ct)));
        var links = await db.Set<VendorLink>().CountAsync(l => l.Tool == tool.Id, ct);
        return new(vetting, names, others, links, today, await DistrictTime.Zone(db, ct), http.SignedIn(), faults);
    }

    /// <summary>The question as it was when it was answered; null: the district no longer has that version.</summary>
    public static async Task<Question?> Wording(DistrictDb db, DistrictPacks packs, VettingAnswer answer, CancellationToken ct) =>
        await packs.At(db, PackId.Parse(answer.Pack), PackVersion.Parse(answer.Release), ct) is { } pack && pack.Items.FirstOrDefault(i => i.Id == answer.Item) is { } item ? new(pack, item) : null;

    private static async Task<IResult> AskPlan(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<PlanPage>(http, await PlanContent(http, db, read, time, AimAgain<Tool>.First(tool), null, ct)) : Results.NotFound();

    private static Task<IResult> Plan(HttpContext http, DistrictDb db, ReadVetting read, PlanReviews plan, TimeProvider time, IFormCollection form, Guid id, CancellationToken ct)
    {
        var typed = PlannedArea.Read(form);
        return AimAnswer.To<PlanPage, Tool>(http, () => plan.Run(http.SignedIn(), new(id), typed, Pages.LanguageOf(http), ct), t => PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            async again => await PlanContent(http, db, read, time, again, typed, ct), VettingText.Of);
    }

    private static async Task<PlanPage.Content> PlanContent(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, AimAgain<Tool> again, IReadOnlyList<PlannedArea>? typed, CancellationToken ct)
    {
        var (language, today) = (Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct));
        var vetting = (await read.Of(db, [again.Record!], language, today, ct))[again.Record!.Id];
        var due = vetting.Path is { } path ? VettingRules.DueDay(await SchoolCalendars.Load(db, ct), today, path.Days) : (DateOnly?)null;
        var choices = await PlanReviews.Reviewers(db, ct);
        var areas = vetting.Areas.Append(vetting.Area(VettingRules.Law)!).Select(a => new PlanPage.Row(a, typed?.FirstOrDefault(t => t.Area == a.Area)
            ?? new(a.Area, a.Review?.Reviewer?.ToString(), DayText.Field(a.Review?.Due ?? due), null), [.. choices[a.Area]])).ToList();
        return new(vetting, areas, again.Faults);
    }
}
