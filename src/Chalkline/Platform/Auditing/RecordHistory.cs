using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Auditing;

/// <summary>An entry of the audit log as the history of a record has it.</summary>
public sealed record HistoryLine(long Sequence, string At, string What, string Who);

/// <summary>What the audit log has of a record.</summary>
/// <param name="MayReadLog">The entries themselves can be opened.</param>
public sealed record HistoryList(string Kind, Guid Record, PageOf<HistoryLine> Entries, bool MayReadLog);

/// <summary>Reads the log for one record, by its index.</summary>
internal sealed class HistoryQueries(DistrictDb db, AuditLabels labels, RecordText text)
{
    /// <summary>The newest first.</summary>
    public async Task<HistoryList> List(Person person, Subject record, string? page, Language language, CancellationToken ct)
    {
        var rows = await db.Set<AuditRecord>().AsNoTracking().Where(e => e.SubjectKind == record.Kind && e.SubjectId == record.Id).OrderByDescending(e => e.Sequence)
            .Select(e => new { e.Sequence, e.At, e.Action, e.ActorKind, e.ActorId }).PageOf(page, ct);
        var (zone, names) = (await text.Zone(ct), await text.Names(rows.Rows.Select(e => e.ActorId is { } id ? new AccountId(id) : (AccountId?)null), ct));
        return new(record.Kind, record.Id, new([.. rows.Rows.Select(e => new HistoryLine(e.Sequence, DistrictTime.Text(e.At, zone, language), labels.Action(e.Action, language),
            AuditPages.Who(e.ActorKind, e.ActorId, e.ActorId is { } actor ? names.GetValueOrDefault(new(actor)) : null, language)))], rows.Number, rows.Total),
            person.May(PlatformRights.AuditLogRead));
    }
}

/// <summary>The whole history of a record, for whoever may see it.</summary>
internal static class HistoryPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/records/{kind}/{id:guid}/history", List).ForSignedIn("the record whose history it is says who sees it");

    /// <summary>The address of a record's history.</summary>
    public static string PathOf(string kind, Guid id) => $"/records/{kind}/{id}/history";

    private static async Task<IResult> List(HttpContext http, RecordKinds records, HistoryQueries queries, string kind, Guid id, string? page, CancellationToken ct)
    {
        var (person, record) = (http.SignedIn(), new Subject(kind, id));
        if (await records.Find(person, record, RecordParts.History, ct) is not { } place) return Results.NotFound();
        return Pages.Show<HistoryPage>(http, new HistoryPage.Content(place, await queries.List(person, record, page, Pages.LanguageOf(http), ct)));
    }
}
