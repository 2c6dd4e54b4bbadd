using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>The register in the navigation.</summary>
internal sealed class ToolNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (person.May(ToolRights.Read)) yield return new(ToolText.Say(language, nameof(ToolWords.Title)), ToolPages.Home, ToolText.Say(language, nameof(ToolWords.Sentence)), NavigationGroup.Tools);
        yield return new(ToolText.Say(language, nameof(ToolWords.LookupTitle)), "/can-i-use", ToolText.Say(language, nameof(ToolWords.LookupSentence)), NavigationGroup.Tools);
    }
}

/// <summary>What of tools waits: reviews that are due for who answers for one, tools without an owner and steps that wait for their gate for who keeps the register.</summary>
internal sealed class ToolWork : IWorkItems
{
    /// <summary>A review is announced so many days before its day.</summary>
    private const int DaysBefore = 30;

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        await Own(asked, items, ct);
        if (asked.Person.May(ToolRights.Manage)) await Kept(asked, items, ct);
        return [.. items.Take(IWorkItems.Most)];
    }

    private static async Task Own(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var (me, soon) = (asked.Person.Id, asked.Today.AddDays(DaysBefore));
        ToolStage[] ended = [ToolStage.Retired, ToolStage.Refused, ToolStage.Prohibited];
        var mine = await asked.Db.Set<Tool>().AsNoTracking().Where(t => (t.Owner == me || t.Backup == me) && !ended.Contains(t.Stage)
            && (t.ReviewBy <= soon || asked.Db.Set<ToolConcern>().Any(c => c.Tool == t.Id && c.SettledAt == null))).OrderBy(t => t.ReviewBy).ThenBy(t => t.Id).Take(IWorkItems.Most).ToListAsync(ct);
        foreach (var (tool, standing) in from tool in mine join standing in await ReadStandings.Of(asked.Db, mine, asked.Today, ct) on tool.Id equals standing.Key select (tool, standing.Value))
            items.Add(new($"tool:{tool.Id}", Say(asked, nameof(ToolWords.WorkReview), tool.Name), standing.IsUnderReview ? string.Join(", ", standing.Concerns.Select(c => ToolText.Of(asked.Language, c.Kind)).Distinct()) : ToolText.Of(asked.Language, tool.Stage),
                ToolPages.PathOf(tool.Id), Say(asked, nameof(ToolWords.WorkOpen)), WaitsFor.Us)
            { Due = tool.ReviewBy, Since = tool.StageSince });
    }

    private static async Task Kept(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        ToolStage[] ended = [ToolStage.Retired, ToolStage.Refused, ToolStage.Prohibited];
        var orphans = asked.Db.Set<Tool>().AsNoTracking().Where(t => t.Owner == null && !ended.Contains(t.Stage));
        if (await orphans.CountAsync(ct) is > 0 and var count)
            items.Add(new("tools:no-owner", Say(asked, nameof(ToolWords.WorkNoOwner), count), Say(asked, nameof(ToolWords.WorkNoOwnerWhy)), "/tools?view=no-owner", Say(asked, nameof(ToolWords.WorkOpen)), WaitsFor.Us) { Needs = ToolRights.Manage });
        var waiting = await (from move in asked.Db.Set<ToolMove>().AsNoTracking()
                             where move.State == ToolMoveState.Waits
                             join tool in asked.Db.Set<Tool>() on move.Tool equals tool.Id
                             where tool.Stage == move.FromStage
                             orderby move.AskedAt
                             select new { tool.Id, tool.Name, move.ToStage, move.AskedAt }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(waiting.Select(w => new WorkItem($"tool-move:{w.Id}", $"{w.Name}: {Say(asked, "Step_" + w.ToStage)}", Say(asked, nameof(ToolWords.WorkWaitsWhy)), ToolPages.PathOf(w.Id), Say(asked, nameof(ToolWords.WorkOpen)), WaitsFor.Us)
        { Since = w.AskedAt, Needs = ToolRights.Manage }));
    }

    private static string Say(WorkQuestion asked, string key, params object[] values) => ToolText.Say(asked.Language, key, values);
}

/// <summary>Who answers for a tool that is to be decided on: until they have declared their interests, its gates stay closed.</summary>
internal sealed class OwnersDeclare : IMustDeclare
{
    public IQueryable<AccountId> Of(DistrictDb db) => from tool in db.Set<Tool>()
                                                      where tool.Owner != null && (tool.Stage == ToolStage.NotYetReviewed || tool.Stage == ToolStage.InReview
                                                          || db.Set<ToolMove>().Any(m => m.Tool == tool.Id && m.State == ToolMoveState.Waits && m.FromStage == tool.Stage))
                                                      select tool.Owner!.Value;
}

/// <summary>No tool is in use that nobody has looked at.</summary>
internal sealed class ToolsAreReviewed : ICheckKind
{
    public string Name => "tools-reviewed";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [];

    public string Says(Language language) => ToolText.Say(language, nameof(ToolWords.CheckReviewed));

    public string Says(Language language, CheckParameter parameter) => parameter.Name;

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var all = await asked.Db.Set<Tool>().CountAsync(ct);
        var open = await asked.Db.Set<Tool>().CountAsync(t => t.Stage == ToolStage.NotYetReviewed, ct);
        var result = (all, open) switch
        {
            (0, _) => new CheckResult(CheckState.InsufficientInformation, Says(asked.Language), ToolText.Say(asked.Language, nameof(ToolWords.None))) { Path = ToolPages.Home },
            (_, 0) => new(CheckState.Met, Says(asked.Language), ToolText.Say(asked.Language, nameof(ToolWords.CheckReviewedYes), all)) { Path = ToolPages.Home },
            _ => new(CheckState.NotMet, Says(asked.Language), ToolText.Say(asked.Language, nameof(ToolWords.CheckReviewedNo), open)) { Path = "/tools?view=not-yet-reviewed" },
        };
        return [.. criteria.Select(_ => result)];
    }
}

/// <summary>Tools on the superintendent's page: how many, what is not reviewed, what is under review, which contract ends next.</summary>
internal sealed class ToolBriefing : IBriefingSection
{
    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Read) || await asked.Db.Set<Tool>().CountAsync(ct) is not (> 0 and var all)) return [];
        string Say(string key, params object[] values) => ToolText.Say(asked.Language, key, values);
        var counts = await ReadTools.Counts(asked.Db, asked.Today, ct);
        var refused = await asked.Db.Set<Tool>().CountAsync(t => t.Stage == ToolStage.Refused || t.Stage == ToolStage.Prohibited, ct);
        var used = await asked.Db.Set<Tool>().CountAsync(t => t.Stage != ToolStage.Refused && t.Stage != ToolStage.Prohibited && t.Stage != ToolStage.Retired && t.Stage != ToolStage.Requested && t.Stage != ToolStage.InReview, ct);
        var lines = new List<BriefingLine>();
        foreach (var view in new[] { ToolView.UnderReview, ToolView.NotYetReviewed, ToolView.NoAgreement, ToolView.NoOwner, ToolView.Renewal })
            if (counts[view] > 0) lines.Add(new($"{ToolText.Of(asked.Language, view)}: {counts[view]}", "/tools?view=" + Roadmap.Codes.Of(view)));
        return [new(BriefingPlace.Tools, Say(nameof(ToolWords.Title)), Say(nameof(ToolWords.BriefingLead), used, all, refused), lines, ToolPages.Home)];
    }
}

/// <summary>What tools cost a year, as far as it is known.</summary>
internal sealed class ToolMoney : IBriefingSection
{
    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Read)) return [];
        ToolStage[] unpaid = [ToolStage.Requested, ToolStage.InReview, ToolStage.Refused, ToolStage.Prohibited, ToolStage.Retired];
        var costs = await asked.Db.Set<Tool>().AsNoTracking().Where(t => !unpaid.Contains(t.Stage)).Select(t => t.YearlyCost).ToListAsync(ct);
        string Say(string key, params object[] values) => ToolText.Say(asked.Language, key, values);
        var unknown = costs.Count(c => c is null);
        var lead = costs.Count == 0 ? Say(nameof(ToolWords.MoneyNone)) : Say(unknown == 0 ? nameof(ToolWords.MoneyAll) : nameof(ToolWords.MoneyLead), ToolText.Amount(costs.Sum() ?? 0), costs.Count - unknown, unknown);
        return [new(BriefingPlace.Money, Say(nameof(ToolWords.MoneyHeading)), lead, [], ToolPages.Home)];
    }
}

/// <summary>Tools in the board packet: how many stand how.</summary>
internal sealed class ToolPacket : IPacketSection
{
    public string Slot => "tools";

    public string Says(Language language) => ToolText.Say(language, nameof(ToolWords.PacketSays));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        var tools = await asked.Db.Set<Tool>().AsNoTracking().ToListAsync(ct);
        if (tools.Count == 0) return [PacketBlock.Line(ToolText.Say(asked.Language, nameof(ToolWords.None)))];
        var standings = await ReadStandings.Of(asked.Db, tools, asked.Today, ct);
        var rows = Enum.GetValues<ToolStatus>().Select(s => (Status: s, Count: standings.Values.Count(v => v.Status == s))).ToList();
        var word = ToolText.Say(asked.Language, nameof(ToolWords.ToolsCount));
        return
        [
            new PacketBlock.Bars(ToolText.Say(asked.Language, nameof(ToolWords.PacketTitle)), string.Join(", ", rows.Select(r => $"{ToolText.Of(asked.Language, r.Status)}: {r.Count}")), word, tools.Count,
                [.. rows.Select(r => new PacketBar(ToolText.Of(asked.Language, r.Status), r.Count, r.Count.ToString(Language.Numbers)))]),
        ];
    }
}

/// <summary>The days by which notice must be given and on which contracts end, in the calendars of those who keep the register.</summary>
internal sealed class ToolDates : IDates
{
    private const int Most = 200;

    public async Task<IReadOnlyList<DatedEntry>> Of(WorkQuestion asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Manage)) return [];
        ToolStage[] ended = [ToolStage.Retired, ToolStage.Refused, ToolStage.Prohibited];
        var tools = await asked.Db.Set<Tool>().AsNoTracking().Where(t => !ended.Contains(t.Stage) && (t.NoticeBy >= from && t.NoticeBy <= to || t.ContractEnd >= from && t.ContractEnd <= to))
            .OrderBy(t => t.ContractEnd).ThenBy(t => t.Id).Take(Most).ToListAsync(ct);
        return [.. tools.SelectMany(t => new[] { Entry(t, "notice", t.NoticeBy, nameof(ToolWords.NoticeDay)), Entry(t, "end", t.ContractEnd, nameof(ToolWords.ContractEnds)) }).OfType<DatedEntry>().Where(e => e.First >= from && e.First <= to)];

        DatedEntry? Entry(Tool tool, string what, DateOnly? day, string word) =>
            day is { } on ? new($"tool:{tool.Id}:{what}", ToolText.Say(asked.Language, word, tool.Name), on, on, ToolPages.PathOf(tool.Id)) : null;
    }
}
