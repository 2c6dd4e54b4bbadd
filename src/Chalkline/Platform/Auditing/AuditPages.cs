using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Microsoft.Net.Http.Headers;

namespace Chalkline.Platform.Auditing;

/// <summary>The audit log for those who may read it: the list, one entry, and all of it as a file.</summary>
internal static class AuditPages
{
    public const string Path = "/audit-log";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IServiceCollection AddAuditPages(this IServiceCollection services)
    {
        services.AddScoped<ReadAuditLog>();
        services.AddScoped<HistoryQueries>();
        services.AddSingleton<AuditLabels>();
        services.AddAuditWords(AuditWords.ResourceManager);
        services.AddSingleton<INavigation, AuditNavigation>();
        services.AddSingleton<IJobKind, CheckLog>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).Requires(PlatformRights.AuditLogRead);
        routes.MapGet(Path + "/{sequence:long}", Entry).Requires(PlatformRights.AuditLogRead);
        routes.MapGet(Path + ".csv", Csv).Requires(PlatformRights.AuditLogRead);
        routes.MapGet(Path + ".jsonl", Export).Requires(PlatformRights.AuditLogRead);
        HistoryPages.Map(routes);
        routes.MapPost(Path + "/check", Check).DisableAntiforgery().Requires(PlatformRights.AuditLogRead);
    }

    private static async Task<IResult> Check(HttpContext http, DistrictDb db, JobQueue queue, CancellationToken ct) =>
        Pages.GoTo(http, $"/jobs/{await queue.Start(db, CheckLog.KindName, [], http.SignedIn().Actor, ct)}");

    private static async Task<IResult> List(HttpContext http, ReadAuditLog log, AuditLabels labels, CancellationToken ct)
    {
        var (language, query, view) = (Pages.LanguageOf(http), AuditQuery.Of(http.Request.Query), ListView.Read(http, AuditQuery.ListKind));
        var faults = view.Faults;
        var page = await log.Page(query, faults, key => Wording.Say(AuditWords.ResourceManager, language, key), ct);
        var zone = await log.Zone(ct);
        var kinds = await log.Codes("subject_kind", ct);
        var actions = await log.Codes("action", ct);
        var model = new AuditLogPage.Log(query, faults, [.. page.Lines.Select(Row)], page.Older,
            [.. kinds.Select(k => (k, labels.Kind(k, language)))], [.. actions.Select(a => (a, labels.Action(a, language)))]);
        return faults.None ? Pages.Show<AuditLogPage>(http, model) : Pages.Again<AuditLogPage>(http, model);

        AuditLogPage.Row Row(AuditLine line) => new(line.Sequence, Instant(line.At, zone), Who(line.ActorKind, line.Actor, line.ActorName, language),
            labels.Action(line.Action, language), labels.Kind(line.SubjectKind, language));
    }

    /// <summary>What the list shows, all of it.</summary>
    private static async Task<IResult> Csv(HttpContext http, ReadAuditLog log, AuditLabels labels, CancellationToken ct)
    {
        var (language, query, view) = (Pages.LanguageOf(http), AuditQuery.Of(http.Request.Query), ListView.Read(http, AuditQuery.ListKind));
        // What is wrong with a filter is found by asking for the first page.
        await log.Page(query, view.Faults, Say, ct);
        if (!view.Faults.None) return await List(http, log, labels, ct);
        var zone = await log.Zone(ct);
        return CsvFile.Of("audit-log", [Say(nameof(AuditWords.ColumnNumber)), Say(nameof(AuditWords.ColumnWhen)), Say(nameof(AuditWords.ColumnWho)), Say(nameof(AuditWords.ColumnWhat)), Say(nameof(AuditWords.ColumnKind))],
            log.All(query, view.Faults, Say, ct).Select(l => (IReadOnlyList<string?>)[l.Sequence.ToString(CultureInfo.InvariantCulture), Instant(l.At, zone),
                Who(l.ActorKind, l.Actor, l.ActorName, language), labels.Action(l.Action, language), labels.Kind(l.SubjectKind, language)]));

        string Say(string key) => Wording.Say(AuditWords.ResourceManager, language, key);
    }

    private static async Task<IResult> Entry(HttpContext http, long sequence, ReadAuditLog log, AuditLabels labels, CancellationToken ct)
    {
        if (await log.Entry(sequence, ct) is not var (entry, name, hasNext)) return Results.NotFound();
        var (language, body) = (Pages.LanguageOf(http), JsonNode.Parse(entry.Body)!);
        var model = new AuditEntryPage.Entry(sequence, hasNext, Instant(entry.At, await log.Zone(ct)), Who(entry.ActorKind, entry.ActorId, name, language), entry.ActorId,
            labels.Action(entry.Action, language), entry.Action, labels.Kind(entry.SubjectKind, language), entry.SubjectId, Changes(body["change"]), body.ToJsonString(Readable),
            (string)body["previous"]!, entry.Hash);
        return Pages.Show<AuditEntryPage>(http, model);
    }

    private static async Task Export(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment) { FileName = $"{http.District()}-audit-log.jsonl" }.ToString();
        await ExportLog.To(http.Response.Body, db, ct);
    }

    /// <summary>The fields of a change, before and after; one that is no pair has only an after.</summary>
    private static List<AuditEntryPage.Change> Changes(JsonNode? change) => change is not JsonObject fields ? [] :
        [.. fields.Select(f => f.Value is JsonArray { Count: 2 } pair ? new AuditEntryPage.Change(f.Key, Text(pair[0]), Text(pair[1])) : new(f.Key, "", Text(f.Value)))];

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.ToString(),
        _ => value.ToJsonString(Readable),
    };

    internal static string Who(string kind, Guid? account, string? name, Language language) => kind switch
    {
        _ when name is { Length: > 0 } => name,
        "operator" => Wording.Say(AuditWords.ResourceManager, language, nameof(AuditWords.ActorOperator)),
        "system" => Wording.Say(AuditWords.ResourceManager, language, nameof(AuditWords.ActorSystem)),
        "visitor" => Wording.Say(AuditWords.ResourceManager, language, nameof(AuditWords.ActorVisitor)),
        _ => Wording.Say(AuditWords.ResourceManager, language, nameof(AuditWords.ActorErased), account?.ToString()[..8] ?? ""),
    };

    private static string Instant(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
