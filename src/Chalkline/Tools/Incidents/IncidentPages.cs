using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Chalkline.Tools.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>Incidents as the staff reports them and those who handle them work on them.</summary>
internal static class IncidentPages
{
    public const string Home = "/incidents";

    private const string Single = Home + "/{id:guid}";

    private const int MostTools = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(ToolRights.IncidentsRead);
        routes.MapGet(Home + ".csv", File).Requires(ToolRights.IncidentsRead);
        routes.MapGet(Home + "/new", New).Requires(ToolRights.Report);
        routes.MapPost(Home + "/new", Report).DisableAntiforgery().Requires(ToolRights.Report);
        routes.MapGet(Single, One).Requires(ToolRights.Report);
        routes.MapGet(Single + "/triage", AskTriage).Requires(ToolRights.IncidentsManage);
        routes.MapPost(Single + "/triage", Triage).DisableAntiforgery().Requires(ToolRights.IncidentsManage);
        // A form that is sent twice is led to its own address.
        routes.MapGet(Single + "/act", (HttpContext http, Guid id) => Pages.GoTo(http, PathOf(new(id)))).Requires(ToolRights.IncidentsManage);
        routes.MapPost(Single + "/act", Act).DisableAntiforgery().Requires(ToolRights.IncidentsManage);
        routes.MapGet(Single + "/close", AskClose).Requires(ToolRights.IncidentsManage);
        routes.MapPost(Single + "/close", Close).DisableAntiforgery().Requires(ToolRights.IncidentsManage);
        NoticePages.Map(routes);
    }

    public static string PathOf(IncidentId id) => $"{Home}/{id}";

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        var (view, filter) = Asked(http);
        var rows = view.Faults.None ? await ReadIncidents.Rows(db, ReadIncidents.Where(db, filter.State, filter.Severity, filter.Tool), view.Sort, view.Descending).PageOf(view.Page, ct) : new([], 1, 0);
        var tool = filter.Tool is { } id ? await db.Set<Tool>().AsNoTracking().Where(t => t.Id == id).Select(t => t.Name).SingleOrDefaultAsync(ct) : null;
        var names = await ReadIncidents.KindNames(db, packs, Pages.LanguageOf(http), ct);
        rows = rows with { Rows = [.. rows.Rows.Select(r => r.Named(names))] };
        var late = (await ReadIncidents.Running(db, ct)).Where(r => r.Row.IsLate(time.Now())).GroupBy(r => r.Incident.Id).ToDictionary(g => g.Key, g => g.Count());
        return Pages.Show<IncidentListPage>(http, new IncidentListPage.Content(rows, view, filter, tool, late, await DistrictTime.Zone(db, ct)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        var (language, (view, filter)) = (Pages.LanguageOf(http), Asked(http));
        if (!view.Faults.None) return await List(http, db, packs, time, ct);
        var names = await ReadIncidents.KindNames(db, packs, language, ct);
        var zone = await DistrictTime.Zone(db, ct);
        string Say(string key) => IncidentText.Say(language, key);
        return CsvFile.Of("incidents", [Say(nameof(IncidentWords.Kind)), Say(nameof(IncidentWords.Tool)), Say(nameof(IncidentWords.State)), Say(nameof(IncidentWords.SeverityLabel)), Say(nameof(IncidentWords.Students)), Say(nameof(IncidentWords.ReportedOn)), Say(nameof(IncidentWords.StepsOpen))],
            ReadIncidents.Rows(db, ReadIncidents.Where(db, filter.State, filter.Severity, filter.Tool), view.Sort, view.Descending).AsAsyncEnumerable().Select(r => (IReadOnlyList<string?>)[IncidentText.Name(language, r.Named(names).KindName, r.State), r.ToolName,
                IncidentText.Of(language, r.State), r.Severity is { } s ? IncidentText.Of(language, s) : "", r.Students?.ToString(Language.Numbers), DayText.Field(DistrictTime.Day(r.ReportedAt, zone)), r.StepsOpen.ToString(Language.Numbers)]));
    }

    private static (ListView View, IncidentFilter Filter) Asked(HttpContext http)
    {
        var view = ListView.Read(http, ReadIncidents.List);
        return (view, new(view.Value<IncidentState>("state", Codes.Find<IncidentState>), view.Value<Severity>("severity", Codes.Find<Severity>), view.Value<ToolId>("tool", text => Guid.TryParse(text, out var id) ? new ToolId(id) : null)));
    }

    private static async Task<IResult> New(HttpContext http, DistrictDb db, string? tool, CancellationToken ct) => Pages.Show<ReportPage>(http, new ReportPage.Content(false,
        new() { Tool = tool, Asker = Codes.Of(http.SignedIn().Is(Role.Teacher) ? Asker.Teacher : Asker.Staff) }, new(), await RequestPages.Schools(db, ct)));

    private static async Task<IResult> Report(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] ReportForm form, CancellationToken ct) => await ReportIncident.Run(db, time, http.SignedIn(), form, ct) switch
    {
        ReportResult.Kept kept => Pages.GoTo(http, PathOf(kept.Id)),
        ReportResult.Refused refused => Pages.Again<ReportPage>(http, new ReportPage.Content(false, form, IncidentText.Of(Pages.LanguageOf(http), refused.Faults), await RequestPages.Schools(db, ct))),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    /// <summary>All of it for those who handle incidents; without the reporter's words for those who read of them; how it stands for whoever reported it.</summary>
    private static async Task<IResult> One(HttpContext http, DistrictDb db, DistrictPacks packs, ReadRecordSections sections, TimeProvider time, Guid id, CancellationToken ct)
    {
        var person = http.SignedIn();
        if (await Find(http, db, packs, id, ct) is not { } incident || !person.May(ToolRights.IncidentsRead) && incident.ReportedBy != person.Id) return Results.NotFound();
        if (!person.May(ToolRights.IncidentsRead)) return Pages.Show<ReportedPage>(http, new ReportedPage.Content(incident, DistrictTime.Day(incident.ReportedAt, await DistrictTime.Zone(db, ct)), false));
        return Pages.Show<IncidentPage>(http, await Model(http, db, packs, sections, time, incident, new(), ct));
    }

    private static async Task<IncidentPage.Content> Model(HttpContext http, DistrictDb db, DistrictPacks packs, ReadRecordSections sections, TimeProvider time, Incident incident, Faults faults, CancellationToken ct)
    {
        var (person, language) = (http.SignedIn(), Pages.LanguageOf(http));
        var steps = await db.Set<IncidentStep>().AsNoTracking().Where(s => s.Incident == incident.Id).OrderBy(s => s.Place).ThenBy(s => s.Id).ToListAsync(ct);
        var clocks = await ReadIncidents.Clocks(db, incident, ct);
        var notices = await db.Set<IncidentNotice>().AsNoTracking().Where(n => n.Incident == incident.Id).OrderBy(n => n.Name).ThenByDescending(n => n.Edition).ToListAsync(ct);
        var names = await StaffNames.Of(db, [incident.ReportedBy, incident.TakenUpBy, incident.ClosedBy, .. steps.Select(s => s.DoneBy), .. clocks.Select(c => c.Clock.DoneBy), .. notices.Select(n => n.SentBy)], language, ct);
        var kind = incident.Kind.Length > 0 ? (await ReadIncidents.Kinds(db, packs, ct)).FirstOrDefault(k => k.Id == incident.Kind) : null;
        return new()
        {
            Incident = incident,
            Tool = incident.Tool is { } tool ? await ReadTools.Find(db, tool.Value, ct) : null,
            School = incident.School is { } at ? await db.Set<School>().AsNoTracking().Where(s => s.Id == at).Select(s => s.Name).SingleOrDefaultAsync(ct) : null,
            Steps = steps,
            Clocks = clocks,
            Letters = kind is null ? [] : [.. kind.Fields.Rows("notices").Select(n => (n.Text("name")!.English, n.Text("to")!.In(language), notices.Find(m => m.Name == n.Text("name")!.English)))],
            Names = names,
            MayManage = person.May(ToolRights.IncidentsManage),
            Now = time.Now(),
            Zone = await DistrictTime.Zone(db, ct),
            Sections = await sections.Of(http, IncidentRecord.KindName, incident.Id.Value, ct),
            Faults = faults,
        };
    }

    private static async Task<IResult> AskTriage(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, CancellationToken ct)
    {
        if (await Find(http, db, packs, id, ct) is not { } incident || IncidentRules.Acts(incident).Count == 0) return Results.NotFound();
        var local = TimeZoneInfo.ConvertTime(incident.KnownAt, TimeZoneInfo.FindSystemTimeZoneById(await DistrictTime.Zone(db, ct)));
        var form = new TriageForm
        {
            Act = Codes.Of(IncidentRules.Acts(incident)[0]),
            Kind = incident.Kind,
            Severity = incident.Severity is { } severity ? Codes.Of(severity) : "",
            Tool = incident.Tool?.ToString(),
            Students = incident.Students?.ToString(CultureInfo.InvariantCulture),
            KnownDay = DayText.Field(DateOnly.FromDateTime(local.DateTime)),
            KnownTime = local.ToString("HH:mm", CultureInfo.InvariantCulture),
            Answer = incident.Answer,
            Version = incident.Version.ToString(Language.Numbers),
        };
        return Pages.Show<TriagePage>(http, await Form(http, db, packs, AimAgain<Incident>.First(incident), form, ct));
    }

    private static Task<IResult> Triage(HttpContext http, DistrictDb db, DistrictPacks packs, TriageIncident triage, Guid id, [FromForm] TriageForm form, CancellationToken ct) =>
        AimAnswer.To<TriagePage, Incident>(http, () => triage.Run(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct), i => PathOf(i.Id), () => Find(http, db, packs, id, ct), async again => await Form(http, db, packs, again, form, ct), IncidentText.Of);

    private static async Task<TriagePage.Content> Form(HttpContext http, DistrictDb db, DistrictPacks packs, AimAgain<Incident> again, TriageForm form, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        var tools = await db.Set<Tool>().AsNoTracking().OrderBy(t => t.NameFolded).ThenBy(t => t.Id).Select(t => new { t.Id, t.Name }).Take(MostTools).ToListAsync(ct);
        var kinds = (await ReadIncidents.Kinds(db, packs, ct)).Select(k => (k.Id, $"{k.Fields.Text("title")!.In(language)} ({IncidentText.Of(language, Codes.Find<Severity>(k.Fields.Word("usual_severity"))!.Value)})")).ToList();
        return new(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults, kinds, [.. tools.Select(t => (t.Id.ToString(), t.Name))]);
    }

    private static async Task<IResult> Act(HttpContext http, DistrictDb db, DistrictPacks packs, ReadRecordSections sections, TimeProvider time, HandleIncident handle, Guid id, [FromForm] IncidentActForm form, CancellationToken ct) =>
        await handle.Run(http.SignedIn(), new(id), form, ct) switch
        {
            AimResult<Incident>.Done => Pages.GoTo(http, PathOf(new(id))),
            AimResult<Incident>.Refused refused => Pages.Again<IncidentPage>(http, await Model(http, db, packs, sections, time, refused.Record!, IncidentText.Of(Pages.LanguageOf(http), refused.Faults), ct)),
            _ => Results.NotFound(),
        };

    private static async Task<IResult> AskClose(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, CancellationToken ct) => await Find(http, db, packs, id, ct) is { IsRunning: true } incident
        ? Pages.Show<ClosePage>(http, new ClosePage.Content(incident, new() { Version = incident.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static Task<IResult> Close(HttpContext http, DistrictDb db, DistrictPacks packs, CloseIncident close, Guid id, [FromForm] CloseForm form, CancellationToken ct) =>
        AimAnswer.To<ClosePage, Incident>(http, () => close.Run(http.SignedIn(), new(id), form, ct), i => PathOf(i.Id), () => Find(http, db, packs, id, ct),
            again => Task.FromResult<object>(new ClosePage.Content(again.Record!, form with { Version = again.Version(form.Version) }, again.Faults)), IncidentText.Of);

    /// <summary>An incident to be shown, with its kind as packs name it in the reader's language; what no pack has any more keeps the name it was taken up with.</summary>
    public static async Task<Incident?> Find(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, CancellationToken ct)
    {
        var wanted = new IncidentId(id);
        if (await db.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == wanted, ct) is not { } incident) return null;
        incident.KindName = (await ReadIncidents.KindNames(db, packs, Pages.LanguageOf(http), ct)).GetValueOrDefault(incident.Kind, incident.KindName);
        return incident;
    }
}

/// <summary>What an address asks of the list.</summary>
public sealed record IncidentFilter(IncidentState? State, Severity? Severity, ToolId? Tool);
