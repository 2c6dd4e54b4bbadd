using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Packs;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>An incident in a list: nothing of what its reporter wrote.</summary>
public sealed record IncidentRow(IncidentId Id, string Kind, string KindName, IncidentState State, Severity? Severity, ToolId? Tool, string? ToolName, int? Students, DateTimeOffset ReportedAt, DateTimeOffset KnownAt, int StepsOpen)
{
    /// <param name="names">Of <see cref="ReadIncidents.KindNames"/>: a kind that no pack in use has keeps the name that it was taken up under.</param>
    public IncidentRow Named(IReadOnlyDictionary<string, string> names) => this with { KindName = names.GetValueOrDefault(Kind, KindName) };
}

/// <summary>A clock with when it runs out.</summary>
/// <param name="Due">Null: what starts it has not happened.</param>
public sealed record ClockRow(IncidentClock Clock, ClockDue? Due)
{
    public bool IsLate(DateTimeOffset now) => Clock.DoneAt is null && Due is not null && Due.At <= now;
}

/// <summary>A clock of some incident that still runs.</summary>
public sealed record RunningClock(Incident Incident, ClockRow Row);

/// <summary>Reads of incidents.</summary>
internal static class ReadIncidents
{
    /// <summary>Clocks that a page or a person's work looks at, at most.</summary>
    private const int MostClocks = 500;

    public static ListKind List { get; } = new(["state", "severity", "tool"], ["state", "reported", "severity", "students"]);

    public static IQueryable<Incident> Where(DistrictDb db, IncidentState? state, Severity? severity, ToolId? tool)
    {
        var incidents = db.Set<Incident>().AsNoTracking();
        if (state is not null) incidents = incidents.Where(i => i.State == state);
        if (severity is not null) incidents = incidents.Where(i => i.Severity == severity);
        return tool is null ? incidents : incidents.Where(i => i.Tool == tool);
    }

    /// <summary>Taken up, and not closed.</summary>
    public static IQueryable<Incident> Unclosed(DistrictDb db) => db.Set<Incident>().AsNoTracking().Where(i => i.State == IncidentState.Open || i.State == IncidentState.Contained);

    public static IQueryable<IncidentRow> Rows(DistrictDb db, IQueryable<Incident> incidents, string sort, bool descending)
    {
        var ordered = (sort, descending) switch
        {
            ("severity", false) => incidents.OrderBy(i => i.Severity == Severity.Severe ? 0 : i.Severity == Severity.High ? 1 : i.Severity == Severity.Medium ? 2 : i.Severity == Severity.Low ? 3 : 4).ThenByDescending(i => i.ReportedAt).ThenBy(i => i.Id),
            ("severity", true) => incidents.OrderByDescending(i => i.Severity == Severity.Severe ? 0 : i.Severity == Severity.High ? 1 : i.Severity == Severity.Medium ? 2 : i.Severity == Severity.Low ? 3 : 4).ThenByDescending(i => i.ReportedAt).ThenBy(i => i.Id),
            ("students", false) => incidents.OrderBy(i => i.Students == null).ThenBy(i => i.Students).ThenBy(i => i.Id),
            ("students", true) => incidents.OrderBy(i => i.Students == null).ThenByDescending(i => i.Students).ThenBy(i => i.Id),
            ("reported", true) => incidents.OrderBy(i => i.ReportedAt).ThenBy(i => i.Id),
            ("reported", false) => incidents.OrderByDescending(i => i.ReportedAt).ThenBy(i => i.Id),
            // What waits for somebody comes first.
            (_, true) => incidents.OrderByDescending(i => i.State == IncidentState.Reported ? 0 : i.State == IncidentState.Open ? 1 : i.State == IncidentState.Contained ? 2 : 3).ThenByDescending(i => i.ReportedAt).ThenBy(i => i.Id),
            _ => incidents.OrderBy(i => i.State == IncidentState.Reported ? 0 : i.State == IncidentState.Open ? 1 : i.State == IncidentState.Contained ? 2 : 3).ThenByDescending(i => i.ReportedAt).ThenBy(i => i.Id),
        };
        return ordered.Select(i => new IncidentRow(i.Id, i.Kind, i.KindName, i.State, i.Severity, i.Tool, db.Set<Tool>().Where(t => t.Id == i.Tool).Select(t => t.Name).FirstOrDefault(), i.Students, i.ReportedAt, i.KnownAt,
            db.Set<IncidentStep>().Count(s => s.Incident == i.Id && s.DoneAt == null)));
    }

    /// <summary>The kinds of the packs in use, the district's own first.</summary>
    public static async Task<IReadOnlyList<PackItem>> Kinds(DistrictDb db, DistrictPacks packs, CancellationToken ct) =>
        [.. (await packs.InUse(db, IncidentKinds.KindName, ct)).OrderByDescending(p => p.Id.Urn.Contains(":local:", StringComparison.Ordinal)).SelectMany(p => p.Items).DistinctBy(i => i.Id)];

    /// <summary>What those kinds are called, by their codes.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> KindNames(DistrictDb db, DistrictPacks packs, Language language, CancellationToken ct) =>
        (await Kinds(db, packs, ct)).ToDictionary(k => k.Id, k => k.Fields.Text("title")!.In(language));

    public static async Task<IReadOnlyList<ClockRow>> Clocks(DistrictDb db, Incident incident, CancellationToken ct)
    {
        var clocks = await db.Set<IncidentClock>().AsNoTracking().Where(c => c.Incident == incident.Id).OrderBy(c => c.Place).ThenBy(c => c.Id).ToListAsync(ct);
        if (clocks.Count == 0) return [];
        var (calendar, zone) = (await SchoolCalendars.Load(db, ct), await DistrictTime.Zone(db, ct));
        return [.. clocks.Select(c => new ClockRow(c, ClockRules.Due(ClockRules.StartOf(incident, c.Start), c.Count, c.Unit, zone, calendar)))];
    }

    /// <summary>All clocks that run in incidents that are not closed, the first to run out first.</summary>
    public static async Task<IReadOnlyList<RunningClock>> Running(DistrictDb db, CancellationToken ct)
    {
        var found = await (from clock in db.Set<IncidentClock>().AsNoTracking()
                           join incident in db.Set<Incident>() on clock.Incident equals incident.Id
                           where clock.DoneAt == null && (incident.State == IncidentState.Open || incident.State == IncidentState.Contained)
                           orderby incident.KnownAt, clock.Place, clock.Id
                           select new { clock, incident }).Take(MostClocks).ToListAsync(ct);
        if (found.Count == 0) return [];
        var (calendar, zone) = (await SchoolCalendars.Load(db, ct), await DistrictTime.Zone(db, ct));
        return [.. found.Select(f => new RunningClock(f.incident, new(f.clock, ClockRules.Due(ClockRules.StartOf(f.incident, f.clock.Start), f.clock.Count, f.clock.Unit, zone, calendar))))
            .Where(r => r.Row.Due is not null).OrderBy(r => r.Row.Due!.At)];
    }

    /// <summary>How many bad ones are not closed, of each of these tools that has any.</summary>
    public static async Task<IReadOnlyDictionary<ToolId, int>> ClosingGates(DistrictDb db, IReadOnlyCollection<ToolId> tools, CancellationToken ct) =>
        (await db.Set<Incident>().AsNoTracking().Where(i => i.Tool != null && tools.Contains(i.Tool.Value) && (i.State == IncidentState.Open || i.State == IncidentState.Contained)
            && (i.Severity == Severity.High || i.Severity == Severity.Severe)).Select(i => i.Tool!.Value).ToListAsync(ct)).GroupBy(t => t).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>What letters about an incident are completed with.</summary>
    public static async Task<IncidentRules.LetterFacts> Letter(DistrictDb db, Incident incident, string contact, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleOrDefaultAsync(ct);
        var tool = incident.Tool is { } id ? await (from t in db.Set<Tool>().AsNoTracking() where t.Id == id join v in db.Set<Vendor>() on t.Vendor equals v.Id select new { t.Name, Vendor = v.Name }).SingleAsync(ct) : null;
        return new(tool?.Name ?? "", tool?.Vendor ?? "", DistrictTime.Day(incident.KnownAt, profile?.TimeZone ?? "UTC"), incident.KindName, incident.Students, profile?.Name ?? "", contact);
    }
}

/// <summary>An incident as a record: comments and files are for those who handle incidents, so that nothing of a report reaches others.</summary>
internal sealed class IncidentRecord : IRecordKind
{
    public const string KindName = "incident";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        if (!person.May(ToolRights.IncidentsRead)) return null;
        var wanted = new IncidentId(id);
        if (await db.Set<Incident>().AsNoTracking().Where(i => i.Id == wanted).Select(i => new { i.KindName, i.State }).SingleOrDefaultAsync(ct) is not { } found) return null;
        var may = person.May(ToolRights.IncidentsManage);
        return new(IncidentText.Name(Language.English, found.KindName, found.State), IncidentPages.PathOf(wanted), may ? RecordParts.All : RecordParts.History, may);
    }
}

/// <summary>Incidents are found by their kind and their tool, once somebody has taken them up.</summary>
internal sealed class IncidentSearch : ISearchEntries
{
    public string Kind => IncidentRecord.KindName;

    public Right Right => ToolRights.IncidentsRead;

    public string Says(Language language) => IncidentText.Say(language, nameof(IncidentWords.Incident));

    public IEnumerable<Guid> Touched(object row) => row is Incident incident ? [incident.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var incidents = db.Set<Incident>().AsNoTracking().Where(i => i.KindName != "");
        if (only is not null)
        {
            var ids = only.Select(IncidentId.From).ToList();
            incidents = incidents.Where(i => ids.Contains(i.Id));
        }
        foreach (var i in await incidents.Select(i => new { i.Id, i.KindName, Tool = db.Set<Tool>().Where(t => t.Id == i.Tool).Select(t => t.Name).FirstOrDefault() }).ToListAsync())
            yield return new(i.Id.Value, i.Tool is null ? i.KindName[..Math.Min(i.KindName.Length, Longest)] : $"{i.KindName[..Math.Min(i.KindName.Length, Longest)]}: {i.Tool}", IncidentPages.PathOf(i.Id));
    }

    /// <summary>With a tool's name behind it, less than search takes.</summary>
    private const int Longest = 250;
}
