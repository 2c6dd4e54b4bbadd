using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Packs;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

/// <summary>A request in a list.</summary>
/// <param name="Asks">How many asked the same: this one, and those that were merged into it.</param>
public sealed record RequestRow(ToolRequest Request, int Asks, string? Tool, RiskTier? Tier)
{
    public DateOnly AskedOn { get; init; }

    /// <summary>The last day on which the answer is in time; null: nothing is promised.</summary>
    public DateOnly? Promised { get; init; }

    public bool IsLate(DateOnly today) => !Request.IsClosed && Promised < today;
}

/// <summary>What the lists can be narrowed to. Words: <c>RequestView_…</c>.</summary>
public enum RequestView
{
    New,
    Open,
    Answered,
}

/// <summary>Reads of requests.</summary>
internal static class ReadRequests
{
    public static ListKind List { get; } = new(["state", "name"], ["asked", "name", "asks"]);

    /// <summary>Those that are answered for themselves: what was merged into another is not.</summary>
    public static IQueryable<ToolRequest> Heads(DistrictDb db, RequestView? view, string? name)
    {
        var requests = db.Set<ToolRequest>().AsNoTracking().Where(r => r.MergedInto == null);
        if (name is not null && StoreConventions.Fold(name) is var folded) requests = requests.Where(r => r.NameFolded.Contains(folded));
        return view switch
        {
            RequestView.New => requests.Where(r => r.State == RequestState.New),
            RequestView.Open => requests.Where(r => r.State == RequestState.Open),
            RequestView.Answered => requests.Where(r => r.State == RequestState.Answered || r.State == RequestState.Declined),
            _ => requests,
        };
    }

    public static IQueryable<RequestRow> Rows(DistrictDb db, IQueryable<ToolRequest> requests, string sort, bool descending)
    {
        var all = db.Set<ToolRequest>();
        var ordered = (sort, descending) switch
        {
            ("name", false) => requests.OrderBy(r => r.NameFolded).ThenBy(r => r.AskedAt).ThenBy(r => r.Id),
            ("name", true) => requests.OrderByDescending(r => r.NameFolded).ThenBy(r => r.AskedAt).ThenBy(r => r.Id),
            ("asks", false) => requests.OrderBy(r => all.Count(p => p.MergedInto == r.Id)).ThenBy(r => r.Id),
            ("asks", true) => requests.OrderByDescending(r => all.Count(p => p.MergedInto == r.Id)).ThenBy(r => r.Id),
            (_, true) => requests.OrderByDescending(r => r.AskedAt).ThenBy(r => r.Id),
            _ => requests.OrderBy(r => r.AskedAt).ThenBy(r => r.Id),
        };
        return ordered.Select(r => new RequestRow(r, 1 + all.Count(p => p.MergedInto == r.Id), db.Set<Tool>().Where(t => t.Id == r.Tool).Select(t => t.Name).FirstOrDefault(),
            db.Set<Tool>().Where(t => t.Id == r.Tool).Select(t => t.Tier).FirstOrDefault()));
    }

    /// <summary>The rows with the day on which each was asked and the one by which an answer is promised.</summary>
    public static async Task<IReadOnlyList<RequestRow>> Promise(DistrictDb db, DistrictPacks packs, IReadOnlyList<RequestRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0) return rows;
        var (days, calendar, zone) = (await Days(db, packs, ct), await SchoolCalendars.Load(db, ct), await DistrictTime.Zone(db, ct));
        return [.. rows.Select(r => r with { AskedOn = DistrictTime.Day(r.Request.AskedAt, zone), Promised = days.Day(DistrictTime.Day(r.Request.AskedAt, zone), r.Tier, calendar) })];
    }

    public static async Task<PageOf<RequestRow>> Promise(DistrictDb db, DistrictPacks packs, PageOf<RequestRow> page, CancellationToken ct) => page with { Rows = await Promise(db, packs, page.Rows, ct) };

    /// <summary>One request with its day; the promise is that of the one it was merged into, from the day on which this one was asked.</summary>
    public static async Task<RequestRow?> One(DistrictDb db, DistrictPacks packs, IQueryable<ToolRequest> requests, CancellationToken ct) =>
        (await Promise(db, packs, await Rows(db, requests, "asked", false).Take(1).ToListAsync(ct), ct)).SingleOrDefault();

    /// <summary>The district's own packs go before those of the program.</summary>
    public static async Task<PromisedDays> Days(DistrictDb db, DistrictPacks packs, CancellationToken ct)
    {
        var days = new Dictionary<RiskTier, int>();
        foreach (var item in (await packs.InUse(db, RiskTiers.KindName, ct)).OrderByDescending(p => p.Id.Urn.Contains(":local:", StringComparison.Ordinal)).SelectMany(p => p.Items))
            if (Gate.TierOf(item.Id) is { } tier && item.Fields.Whole("days") is { } count) days.TryAdd(tier, count);
        return new(days);
    }

    /// <summary>What may ask the same: by the tool's name, or by its maker's address.</summary>
    public static IQueryable<ToolRequest> Alike(DistrictDb db, ToolRequest request) =>
        Heads(db, null, null).Where(r => r.Id != request.Id && r.RemovedAt == null && (r.NameFolded == request.NameFolded || request.Host != "" && r.Host == request.Host)).OrderBy(r => r.AskedAt).ThenBy(r => r.Id);

    /// <summary>Those that wait for an answer longest, at most so many.</summary>
    public static async Task<IReadOnlyList<RequestRow>> Waiting(DistrictDb db, DistrictPacks packs, int most, CancellationToken ct) => await Promise(db, packs,
        await Rows(db, Heads(db, null, null).Where(r => r.State == RequestState.New || r.State == RequestState.Open), "asked", false).Take(most).ToListAsync(ct), ct);
}
