using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

/// <summary>Requests in the navigation: all of them for who answers, the own for everybody else.</summary>
internal sealed class RequestNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (person.May(ToolRights.RequestsRead)) yield return new(Say(nameof(RequestWords.Title)), RequestPages.Home, Say(nameof(RequestWords.Sentence)), NavigationGroup.Tools);
        else if (person.May(ToolRights.Ask)) yield return new(Say(nameof(RequestWords.MyTitle)), RequestPages.Home + "/mine", Say(nameof(RequestWords.MySentence)), NavigationGroup.Tools);

        string Say(string key) => RequestText.Say(language, key);
    }
}

/// <summary>Requests that wait for an answer, with the day that was promised.</summary>
internal sealed class RequestWork(DistrictPacks packs) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Manage)) return [];
        var waiting = await ReadRequests.Waiting(asked.Db, packs, IWorkItems.Most, ct);
        return [.. waiting.Select(r => new WorkItem($"tool-request:{r.Request.Id}", Title(r), Why(r), RequestPages.PathOf(r.Request.Id), Say(nameof(RequestWords.WorkOpen)), WaitsFor.Us)
        { Since = r.Request.AskedAt, Due = r.Promised, Needs = ToolRights.Manage })];

        // Titles leave the site with calendars: what nobody has read yet is not in them.
        string Title(RequestRow row) => row.Tool is { } tool ? Say(nameof(RequestWords.WorkAnswer), tool) : Say(nameof(RequestWords.WorkRead));

        string Why(RequestRow row) => row.Asks == 1 ? Say(nameof(RequestWords.WorkOne)) : Say(nameof(RequestWords.WorkMany), row.Asks);

        string Say(string key, params object[] values) => RequestText.Say(asked.Language, key, values);
    }
}

/// <summary>Requests whose promised day is over, on the superintendent's page.</summary>
internal sealed class RequestBriefing(DistrictPacks packs) : IBriefingSection
{
    /// <summary>Of the oldest so many.</summary>
    private const int MostLooked = 200;

    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.RequestsRead)) return [];
        var late = (await ReadRequests.Waiting(asked.Db, packs, MostLooked, ct)).Where(r => r.IsLate(asked.Today)).ToList();
        if (late.Count == 0) return [];
        string Say(string key, params object[] values) => RequestText.Say(asked.Language, key, values);
        var lines = late.Take(IBriefingSection.Most).Select(r => new BriefingLine(r.Tool ?? Say(nameof(RequestWords.WorkRead)), RequestPages.PathOf(r.Request.Id), Say(nameof(RequestWords.PromisedFor), DayText.Of(asked.Language, r.Promised!.Value)))
        { Kind = StatusKind.Stopped, Status = Say(nameof(RequestWords.Late)) });
        return [new(BriefingPlace.Late, Say(nameof(RequestWords.LateTitle)), Say(nameof(RequestWords.LateLead), late.Count), [.. lines], RequestPages.Home)];
    }
}

/// <summary>Who asked for a tool, on its page: how many, since when, as what; no names.</summary>
internal sealed class RequestSection : IToolSection
{
    public int Place => 20;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        var db = http.RequestServices.GetRequiredService<DistrictDb>();
        var heads = db.Set<ToolRequest>().AsNoTracking().Where(r => r.Tool == tool.Id);
        var asked = await db.Set<ToolRequest>().AsNoTracking().Where(r => r.Tool == tool.Id || heads.Any(h => h.Id == r.MergedInto)).GroupBy(r => r.Asker)
            .Select(g => new { Asker = g.Key, Count = g.Count(), First = g.Min(r => r.AskedAt) }).ToListAsync(ct);
        if (asked.Count == 0) return null;
        var links = http.SignedIn().May(ToolRights.RequestsRead) ? await heads.OrderBy(r => r.AskedAt).ThenBy(r => r.Id).Take(IWorkItems.Most).ToListAsync(ct) : [];
        return new(typeof(RequestSectionView), new RequestSectionView.Content(asked.Sum(a => a.Count), DistrictTime.Day(asked.Min(a => a.First), await DistrictTime.Zone(db, ct)),
            [.. asked.OrderByDescending(a => a.Count).ThenBy(a => a.Asker).Select(a => (a.Asker, a.Count))], links));
    }
}

/// <summary>Staff who asked for a tool, by their own request or one that was merged into another: they do not review it.</summary>
internal sealed class RequestPeople : IToolPeople
{
    public ToolHand Hand => ToolHand.Asked;

    public async Task<ILookup<ToolId, AccountId>> Of(DistrictDb db, IReadOnlyCollection<ToolId> tools, CancellationToken ct)
    {
        var requests = db.Set<ToolRequest>().AsNoTracking();
        var wanted = tools.Select(t => (ToolId?)t).ToList();
        var own = await requests.Where(r => r.AskedBy != null && wanted.Contains(r.Tool)).Select(r => new { r.Tool, r.AskedBy }).ToListAsync(ct);
        var merged = await (from part in requests join head in requests on part.MergedInto equals head.Id where part.AskedBy != null && wanted.Contains(head.Tool) select new { head.Tool, part.AskedBy }).ToListAsync(ct);
        return own.Concat(merged).ToLookup(r => r.Tool!.Value, r => r.AskedBy!.Value);
    }
}
