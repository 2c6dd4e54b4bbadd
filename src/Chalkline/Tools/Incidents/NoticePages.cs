using System.Net.Mime;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>Letters about an incident: begun from the pack's, written on, marked as sent, printed, taken as text.</summary>
internal static class NoticePages
{
    private const string One = IncidentPages.Home + "/{id:guid}/notices/{name}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(One, Show).Requires(ToolRights.IncidentsManage);
        routes.MapPost(One, Write).DisableAntiforgery().Requires(ToolRights.IncidentsManage);
        routes.MapGet(One + ".txt", Text).Requires(ToolRights.IncidentsManage);
    }

    public static string PathOf(IncidentId id, string name) => $"{IncidentPages.PathOf(id)}/notices/{name}";

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, DistrictPacks packs, Guid id, string name, CancellationToken ct)
    {
        if (await IncidentPages.Find(http, db, packs, id, ct) is not { Kind.Length: > 0 } incident || await Letter(db, packs, incident, name, ct) is not { } letter) return Results.NotFound();
        var editions = await Editions(db, incident.Id, name, ct);
        return Pages.Show<NoticePage>(http, await Model(http, db, incident, letter, editions, editions.Count > 0 ? Of(editions[0]) : await Begin(http, db, incident, letter, name, ct), new(), ct));
    }

    private static async Task<IResult> Write(HttpContext http, DistrictDb db, DistrictPacks packs, WriteNotice write, Guid id, string name, [FromForm] NoticeForm form, CancellationToken ct)
    {
        if (await IncidentPages.Find(http, db, packs, id, ct) is not { Kind.Length: > 0 } incident || await Letter(db, packs, incident, name, ct) is not { } letter) return Results.NotFound();
        var language = Pages.LanguageOf(http);
        return await AimAnswer.To<NoticePage, Incident>(http, () => write.Run(http.SignedIn(), incident.Id, name, letter.Text("to")!.In(language), form, ct), _ => PathOf(incident.Id, name), () => IncidentPages.Find(http, db, packs, id, ct), async again =>
        {
            var editions = await Editions(db, incident.Id, name, ct);
            return await Model(http, db, again.Record!, letter, editions, again.IsStale ? form with { Edition = Edition(editions) } : form, again.Faults, ct);
        }, IncidentText.Of);
    }

    private static async Task<IResult> Text(DistrictDb db, Guid id, string name, CancellationToken ct) =>
        await Editions(db, new(id), name, ct) is [var latest, ..] ? Results.Text($"{latest.Subject}\n\n{latest.Body}\n", MediaTypeNames.Text.Plain, System.Text.Encoding.UTF8) : Results.NotFound();

    private static async Task<NoticePage.Content> Model(HttpContext http, DistrictDb db, Incident incident, PackFields letter, IReadOnlyList<IncidentNotice> editions, NoticeForm form, Faults faults, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        var names = await StaffNames.Of(db, [.. editions.Select(e => (AccountId?)e.MadeBy), .. editions.Select(e => e.SentBy)], language, ct);
        return new(incident, letter.Text("name")!.English, letter.Text("to")!.In(language), editions, names, await DistrictTime.Zone(db, ct), form, faults);
    }

    /// <summary>The pack's letter, completed with what is known.</summary>
    private static async Task<NoticeForm> Begin(HttpContext http, DistrictDb db, Incident incident, PackFields letter, string name, CancellationToken ct)
    {
        var (language, facts) = (Pages.LanguageOf(http), await ReadIncidents.Letter(db, incident, http.SignedIn().Name, ct));
        string Complete(string field) => IncidentRules.Complete(letter.Text(field)!.In(language), facts, IncidentRules.IsPublic(name), language);
        return new() { Subject = Complete("subject"), Body = Complete("body"), Edition = "0" };
    }

    private static NoticeForm Of(IncidentNotice notice) => new() { Subject = notice.Subject, Body = notice.Body, Edition = notice.Edition.ToString(Language.Numbers) };

    private static string Edition(IReadOnlyList<IncidentNotice> editions) => (editions.Count > 0 ? editions[0].Edition : 0).ToString(Language.Numbers);

    private static async Task<PackFields?> Letter(DistrictDb db, DistrictPacks packs, Incident incident, string name, CancellationToken ct) =>
        (await ReadIncidents.Kinds(db, packs, ct)).FirstOrDefault(k => k.Id == incident.Kind)?.Fields.Rows("notices").FirstOrDefault(n => n.Text("name")!.English == name);

    /// <summary>The latest first.</summary>
    private static async Task<IReadOnlyList<IncidentNotice>> Editions(DistrictDb db, IncidentId id, string name, CancellationToken ct) =>
        await db.Set<IncidentNotice>().AsNoTracking().Where(n => n.Incident == id && n.Name == name).OrderByDescending(n => n.Edition).ToListAsync(ct);
}
