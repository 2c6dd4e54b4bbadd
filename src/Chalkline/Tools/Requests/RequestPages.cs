using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

/// <summary>Requests as the staff asks and those who keep the register answer.</summary>
internal static class RequestPages
{
    public const string Home = "/tool-requests";

    private const int MostTools = 1000, MostAlike = 50;

    private static readonly ListKind Mine = new([], ["asked"]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(ToolRights.RequestsRead);
        routes.MapGet(Home + ".csv", File).Requires(ToolRights.RequestsRead);
        routes.MapGet(Home + "/mine", OwnList).Requires(ToolRights.Ask);
        routes.MapGet(Home + "/new", New).Requires(ToolRights.Ask);
        routes.MapPost(Home + "/new", Ask).DisableAntiforgery().Requires(ToolRights.Ask);
        routes.MapGet(Home + "/{id:guid}", One).Requires(ToolRights.Ask);
        routes.MapGet(Home + "/{id:guid}/answer", AskToAnswer).Requires(ToolRights.Manage);
        routes.MapPost(Home + "/{id:guid}/answer", Answer).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    public static string PathOf(ToolRequestId id) => $"{Home}/{id}";

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        var view = ListView.Read(http, ReadRequests.List);
        var state = view.Value<RequestView>("state", Codes.Find<RequestView>);
        var rows = view.Faults.None ? await ReadRequests.Rows(db, ReadRequests.Heads(db, state, view.Text("name")), view.Sort, view.Descending).PageOf(view.Page, ct) : new([], 1, 0);
        return Pages.Show<RequestListPage>(http, new RequestListPage.Content(await ReadRequests.Promise(db, packs, rows, ct), view, state, await DistrictDay.Today(db, time, ct)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        var (language, view) = (Pages.LanguageOf(http), ListView.Read(http, ReadRequests.List));
        var state = view.Value<RequestView>("state", Codes.Find<RequestView>);
        if (!view.Faults.None) return await List(http, db, packs, time, ct);
        string Say(string key) => RequestText.Say(language, key);
        var rows = await ReadRequests.Promise(db, packs, await ReadRequests.Rows(db, ReadRequests.Heads(db, state, view.Text("name")), view.Sort, view.Descending).ToListAsync(ct), ct);
        return CsvFile.Of("tool-requests", [Say(nameof(RequestWords.ToolName)), Say(nameof(RequestWords.Maker)), Say(nameof(RequestWords.State)), Say(nameof(RequestWords.Asks)), Say(nameof(RequestWords.AskedOn)), Say(nameof(RequestWords.Promised)), Say(nameof(RequestWords.Tool))],
            rows.Select(r => (IReadOnlyList<string?>)[RequestText.Name(language, r.Request), r.Request.Maker, RequestText.Of(language, r.Request.State), r.Asks.ToString(Language.Numbers), DayText.Field(r.AskedOn), DayText.Field(r.Promised), r.Tool]).ToAsyncEnumerable());
    }

    private static async Task<RazorComponentResult> OwnList(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        var (me, view) = (http.SignedIn().Id, ListView.Read(http, Mine));
        var own = db.Set<ToolRequest>().AsNoTracking().Where(r => r.AskedBy == me);
        var rows = view.Faults.None ? await ReadRequests.Rows(db, own, "asked", true).PageOf(view.Page, ct) : new([], 1, 0);
        return Pages.Show<MyRequestsPage>(http, new MyRequestsPage.Content(await ReadRequests.Promise(db, packs, rows, ct), view, await DistrictDay.Today(db, time, ct)), view.Status);
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? name, CancellationToken ct) =>
        Pages.Show<AskPage>(http, new AskPage.Content(false, new() { Name = name, Asker = Codes.Of(http.SignedIn().Is(Role.Teacher) ? Asker.Teacher : Asker.Staff) }, new(), await Schools(db, ct)));

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] AskForm form, CancellationToken ct) => await AskForTool.Run(db, time, http.SignedIn(), form, ct) switch
    {
        AskResult.Kept kept => Pages.GoTo(http, PathOf(kept.Id)),
        AskResult.Refused refused => Pages.Again<AskPage>(http, new AskPage.Content(false, form, RequestText.Of(Pages.LanguageOf(http), refused.Faults), await Schools(db, ct))),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    private static async Task<IResult> One(HttpContext http, DistrictDb db, DistrictPacks packs, ReadRecordSections sections, TimeProvider time, Guid id, CancellationToken ct)
    {
        var (person, wanted) = (http.SignedIn(), new ToolRequestId(id));
        var readsAll = person.May(ToolRights.RequestsRead);
        var seen = db.Set<ToolRequest>().AsNoTracking().Where(r => r.Id == wanted && (readsAll || r.AskedBy == person.Id));
        if (await ReadRequests.One(db, packs, seen, ct) is not { } row) return Results.NotFound();
        var head = row.Request.MergedInto is { } into ? await db.Set<ToolRequest>().AsNoTracking().SingleAsync(r => r.Id == into, ct) : null;
        var parts = readsAll ? await db.Set<ToolRequest>().AsNoTracking().Where(r => r.MergedInto == wanted).OrderBy(r => r.AskedAt).ThenBy(r => r.Id).Take(MostAlike).ToListAsync(ct) : [];
        var alike = readsAll && row.Request is { MergedInto: null, RemovedAt: null } ? await ReadRequests.Alike(db, row.Request).Take(MostAlike).ToListAsync(ct) : [];
        var names = await StaffNames.Of(db, [row.Request.AskedBy], Pages.LanguageOf(http), ct);
        var school = row.Request.School is { } at ? await db.Set<School>().AsNoTracking().Where(s => s.Id == at).Select(s => s.Name).SingleOrDefaultAsync(ct) : null;
        return Pages.Show<RequestPage>(http, new RequestPage.Content(row, head, parts, alike, row.Request.AskedBy is { } by ? names.GetValueOrDefault(by) : null, school, await Fate(db, head ?? row.Request, time, ct),
            readsAll, person.May(ToolRights.Manage), await DistrictDay.Today(db, time, ct), await sections.Of(http, RequestRecords.Requests.Kind, id, ct)));
    }

    /// <summary>How the tool stands that a request is tied to; null: it is tied to none.</summary>
    public static async Task<RequestFate?> Fate(DistrictDb db, ToolRequest request, TimeProvider time, CancellationToken ct)
    {
        if (request.Tool is not { } id || await ReadTools.Find(db, id.Value, ct) is not { } tool) return null;
        return new(tool, (await Lifecycle.ReadStandings.Of(db, [tool], await DistrictDay.Today(db, time, ct), ct))[id]);
    }

    private static async Task<IResult> AskToAnswer(HttpContext http, DistrictDb db, Guid id, string? into, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { RemovedAt: null } request) return Results.NotFound();
        var form = new AnswerForm { Act = into is null ? null : Codes.Of(RequestAct.Merge), Into = into, Tool = request.Tool?.ToString(), Name = request.Name, Vendor = request.Maker, Answer = request.Answer, Version = request.Version.ToString(Language.Numbers) };
        return Pages.Show<AnswerPage>(http, await Form(db, AimAgain<ToolRequest>.First(request), form, ct));
    }

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, AnswerRequest answer, Guid id, [FromForm] AnswerForm form, CancellationToken ct) =>
        AimAnswer.To<AnswerPage, ToolRequest>(http, () => answer.Run(http.SignedIn(), new(id), form, ct), r => PathOf(r.Id), () => Find(db, id, ct), async again => await Form(db, again, form, ct), RequestText.Of);

    private static async Task<AnswerPage.Content> Form(DistrictDb db, AimAgain<ToolRequest> again, AnswerForm form, CancellationToken ct)
    {
        var request = again.Record!;
        var tools = await db.Set<Tool>().AsNoTracking().OrderBy(t => t.NameFolded).ThenBy(t => t.Id).Select(t => new { t.Id, t.Name, t.NameFolded }).Take(MostTools).ToListAsync(ct);
        var alike = await ReadRequests.Alike(db, request).Take(MostAlike).ToListAsync(ct);
        var others = await ReadRequests.Heads(db, null, null).Where(r => r.Id != request.Id && r.RemovedAt == null).OrderByDescending(r => r.AskedAt).ThenBy(r => r.Id).Take(MostAlike).ToListAsync(ct);
        var contacts = await db.Set<ToolRequest>().AsNoTracking().Where(r => (r.Id == request.Id || r.MergedInto == request.Id) && r.Contact != "").Select(r => r.Contact).Distinct().Take(MostAlike).ToListAsync(ct);
        return new(request, form with { Version = again.Version(form.Version) }, again.Faults,
            [.. tools.OrderByDescending(t => t.NameFolded == request.NameFolded).Select(t => (t.Id.ToString(), t.Name))], [.. alike.Concat(others).DistinctBy(r => r.Id)], contacts);
    }

    public static async Task<IReadOnlyList<(string Value, string Text)>> Schools(DistrictDb db, CancellationToken ct) =>
        [.. (await db.Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => new { s.Id, s.Name }).ToListAsync(ct)).Select(s => (s.Id.ToString(), s.Name))];

    private static Task<ToolRequest?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ToolRequestId(id);
        return db.Set<ToolRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == wanted, ct);
    }
}

/// <summary>What became of the tool that a request is tied to.</summary>
public sealed record RequestFate(Tool Tool, Lifecycle.ToolStanding Standing);
