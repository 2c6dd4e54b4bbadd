using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Governance.Delegation;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>Decisions, the board and the delegation in the navigation.</summary>
internal sealed class DecisionNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        string Say(string key) => DecisionText.Say(language, key);
        if (person.May(DecisionRights.Read))
        {
            yield return new(Say(nameof(DecisionWords.Title)), DecisionPages.Home, Say(nameof(DecisionWords.Sentence)), NavigationGroup.Roadmap);
            yield return new(Say(nameof(DecisionWords.Board)), BoardPages.Home, Say(nameof(DecisionWords.BoardSentence)), NavigationGroup.Roadmap);
        }
        yield return new(Say(nameof(DecisionWords.Delegation)), "/delegation", Say(nameof(DecisionWords.DelegationLead)), NavigationGroup.Roadmap);
        if (person.May(DecisionRights.HoldsRead)) yield return new(Say(nameof(DecisionWords.Holds)), "/holds", Say(nameof(DecisionWords.HoldsSentence)), NavigationGroup.Administration);
        // Who merely answers for a tool is led there by what waits for them.
        if (person.May(DecisionRights.Abstain)) yield return new(Say(nameof(DecisionWords.Conflicts)), ConflictPages.Path, Say(nameof(DecisionWords.ConflictsSentence)), NavigationGroup.Roadmap);
    }
}

/// <summary>A proposal as a record: those who read decisions see it, those who ask for some write beside it.</summary>
internal sealed class ProposalRecord : IRecordKind
{
    public const string KindName = "proposal";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new ProposalId(id);
        if (!person.May(DecisionRights.Read)) return null;
        return await db.Set<Proposal>().AsNoTracking().Where(p => p.Id == wanted).Select(p => p.Title).SingleOrDefaultAsync(ct) is { } title
            ? new(title, DecisionPages.PathOf(id), RecordParts.All, person.May(DecisionRights.Propose)) : null;
    }
}

/// <summary>Proposals and decisions are found by their title.</summary>
internal sealed class ProposalSearch : ISearchEntries
{
    public string Kind => ProposalRecord.KindName;

    public Right Right => DecisionRights.Read;

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.Kind_proposal));

    public IEnumerable<Guid> Touched(object row) => row is Proposal proposal ? [proposal.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var proposals = db.Set<Proposal>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(ProposalId.From).ToList();
            proposals = proposals.Where(p => ids.Contains(p.Id));
        }
        foreach (var proposal in await proposals.Select(p => new { p.Id, p.Title }).ToListAsync())
            yield return new(proposal.Id.Value, proposal.Title, DecisionPages.PathOf(proposal.Id.Value));
    }
}

/// <summary>Decisions that wait for the person; for the clerk, votes to enter; for those who review, decide or answer for something, the yearly declaration.</summary>
internal sealed class DecisionWork(IEnumerable<IMustDeclare> others) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        await Waiting(asked, items, ct);
        if (asked.Person.May(DecisionRights.Countersign)) await Countersigning(asked, items, ct);
        if (asked.Person.May(DecisionRights.EnterBoard)) await Votes(asked, items, ct);
        if (await Must(asked, ct) && await DeclareConflicts.Of(asked.Db, asked.Person.Id, asked.Today, ct) is null)
            items.Add(new("conflicts:declare", Say(asked, nameof(DecisionWords.WorkDeclare)), Say(asked, nameof(DecisionWords.WorkDeclareWhy)), ConflictPages.Path, Say(asked, nameof(DecisionWords.Declare)), WaitsFor.Us));
        return [.. items.Take(IWorkItems.Most)];
    }

    private async Task<bool> Must(WorkQuestion asked, CancellationToken ct)
    {
        var me = asked.Person.Id;
        // An office as such has no interests of its own.
        if (me == default || asked.Person.May(DecisionRights.Abstain)) return me != default;
        foreach (var other in others)
            if (await other.Of(asked.Db).AnyAsync(a => a == me, ct)) return true;
        return false;
    }

    private static async Task Waiting(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        if (!asked.Person.May(DecisionRights.Read)) return;
        foreach (var row in await ReadDecisions.Open(asked.Db, 100, ct))
        {
            var mine = row.AskedBy == asked.Person.Id;
            var decides = !mine && row.Standing == DecisionStanding.Waits && DelegationRules.CapacityOf(asked.Person, row.Needed) is not null;
            // What is beyond everybody's delegation waits for whoever asked to take it to the board.
            var toBoard = row.Standing == DecisionStanding.Waits && row.Needed == DecidingBody.Board && mine;
            if (!decides && !mine) continue;
            items.Add(new($"decide:{row.Id}", Say(asked, toBoard ? nameof(DecisionWords.WorkToBoard) : nameof(DecisionWords.WorkDecide), row.Title), DecisionText.Of(asked.Language, row.Kind), DecisionPages.PathOf(row.Id.Value),
                Say(asked, decides ? nameof(DecisionWords.Decide) : nameof(DecisionWords.Open)), decides || toBoard ? WaitsFor.Us : WaitsFor.Others)
            { Since = row.AskedAt, Due = row.Meeting, Needs = decides ? DecisionRights.Decide : null, NotBy = row.AskedBy, OnWhom = decides || toBoard ? null : DecisionText.Of(asked.Language, row.Needed) });
        }
    }

    private static async Task Countersigning(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var me = asked.Person.Id;
        var waiting = await (from decision in asked.Db.Set<Decision>().AsNoTracking()
                             where decision.NeedsCountersignature && decision.DecidedBy != me && !asked.Db.Set<Countersignature>().Any(s => s.Decision == decision.Id)
                             join proposal in asked.Db.Set<Proposal>() on decision.Proposal equals proposal.Id
                             where proposal.AskedBy != me
                             orderby decision.At
                             select new { proposal.Id, proposal.Title, decision.At }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(waiting.Select(w => new WorkItem($"countersign:{w.Id}", Say(asked, nameof(DecisionWords.WorkCountersign), w.Title), Say(asked, nameof(DecisionWords.CountersignWhy)), DecisionPages.PathOf(w.Id.Value),
            Say(asked, nameof(DecisionWords.Countersign)), WaitsFor.Us)
        { Since = w.At, Needs = DecisionRights.Countersign }));
    }

    /// <summary>Meetings that were, with matters that nothing was entered of.</summary>
    private static async Task Votes(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var today = asked.Today;
        var open = await (from item in ChangeBoard.Waiting(asked.Db).AsNoTracking()
                          join meeting in asked.Db.Set<BoardMeeting>() on item.Meeting equals meeting.Id
                          where meeting.Day <= today
                          group item by meeting.Day into day
                          orderby day.Key
                          select new { Day = day.Key, Count = day.Count() }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(open.Select(o => new WorkItem($"board:{DayText.Field(o.Day)}", Say(asked, nameof(DecisionWords.WorkVotes), o.Count, DayText.Of(asked.Language, o.Day)), Say(asked, nameof(DecisionWords.WorkVotesWhy)),
            BoardPages.PathOf(o.Day), Say(asked, nameof(DecisionWords.EnterVote)), WaitsFor.Us)
        { Needs = DecisionRights.EnterBoard }));
    }

    private static string Say(WorkQuestion asked, string key, params object[] values) => DecisionText.Say(asked.Language, key, values);
}

/// <summary>What waits for a decision is what a task force is asked about.</summary>
internal sealed class DecisionAgenda : IAgendaItems
{
    public async Task<IReadOnlyList<AgendaSuggestion>> Of(AgendaQuestion asked, CancellationToken ct) => !asked.Person.May(DecisionRights.Read) ? []
        : [.. (await ReadDecisions.Open(asked.Db, IAgendaItems.Most, ct)).Select(r => new AgendaSuggestion($"proposal:{r.Id}", r.Title, DecisionText.Of(asked.Language, r.Needed), DecisionPages.PathOf(r.Id.Value)))];
}

/// <summary>The board has voted on a matter, of a kind where one is asked for.</summary>
internal sealed class BoardActed : ICheckKind
{
    private const string KindName = "kind";

    public string Name => "board-action-taken";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(KindName, CheckValue.Choice) { Required = false }];

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.CheckBoard));

    public string Says(Language language, CheckParameter parameter) => DecisionText.Say(language, nameof(DecisionWords.KindLabel));

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CheckChoice>>([.. DecisionText.Choices<DecisionKind>(asked.Language).Select(c => new CheckChoice(c.Value, c.Text))]);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var acted = await (from decision in ReadDecisions.Standing(asked.Db)
                           where decision.Body == DecidingBody.Board
                           join proposal in asked.Db.Set<Proposal>() on decision.Proposal equals proposal.Id
                           group decision.DecidedOn by proposal.Kind into kind
                           select new { kind.Key, Last = kind.Max() }).ToListAsync(ct);
        string Say(string key, params object[] values) => DecisionText.Say(asked.Language, key, values);
        return [.. criteria.Select(c =>
        {
            var kind = Codes.Find<DecisionKind>(c[KindName]);
            var what = kind is { } of ? Say(nameof(DecisionWords.CheckBoardKind), DecisionText.Of(asked.Language, of)) : Says(asked.Language);
            if (c[KindName] is not null && kind is null) return new CheckResult(CheckState.InsufficientInformation, what, Say(nameof(DecisionWords.CheckBoardUnknown)));
            return acted.Where(a => kind is null || a.Key == kind).Select(a => (DateOnly?)a.Last).Max() is { } last
                ? new CheckResult(CheckState.Met, what, Say(nameof(DecisionWords.CheckBoardMet), DayText.Of(asked.Language, last))) { Path = DecisionPages.Home, Needs = DecisionRights.Read }
                : new CheckResult(CheckState.NotMet, what, Say(nameof(DecisionWords.CheckBoardNot))) { Path = DecisionPages.Home, Needs = DecisionRights.Read };
        })];
    }
}
