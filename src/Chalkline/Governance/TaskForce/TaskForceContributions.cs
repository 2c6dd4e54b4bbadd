using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>The task force in the navigation.</summary>
internal sealed class TaskForceNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(TaskForceRights.Read)
        ? [new(TaskForceText.Say(language, nameof(TaskForceWords.Title)), TaskForcePages.Home, TaskForceText.Say(language, nameof(TaskForceWords.Sentence)), NavigationGroup.Roadmap)] : [];
}

/// <summary>A meeting as a record: everybody reads it, its managers write beside it.</summary>
internal sealed class MeetingRecord : IRecordKind
{
    public const string KindName = "meeting";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new MeetingId(id);
        if (!person.May(TaskForceRights.Read)) return null;
        return await db.Set<Meeting>().AsNoTracking().Where(m => m.Id == wanted).Select(m => (DateOnly?)m.Day).SingleOrDefaultAsync(ct) is { } day
            ? new(DayText.Field(day), MeetingPages.PathOf(id), RecordParts.All, person.May(TaskForceRights.Manage)) : null;
    }
}

/// <summary>Own action items; seats that are empty or soon will be, for who manages the task force.</summary>
internal sealed class TaskForceWork(DistrictPacks packs) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var me = asked.Person.Id;
        var actions = await asked.Db.Set<ActionItem>().AsNoTracking().Where(a => a.Owner == me && a.DoneAt == null).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(IWorkItems.Most - 2).ToListAsync(ct);
        var items = actions.Select(a => new WorkItem($"action-item:{a.Id}", a.Text, Say(nameof(TaskForceWords.ActionWhy)), MeetingPages.PathOf(a.Meeting.Value), Say(nameof(TaskForceWords.Open)), WaitsFor.Us)
        { Since = a.CreatedAt, Due = a.DueOn }).ToList();
        if (!asked.Person.May(TaskForceRights.Manage)) return items;
        var seats = await ReadTaskForce.Seats(asked.Db, packs, asked.Language, asked.Today, ct);
        var (vacant, ending) = (seats.Where(s => s.Holder is null).ToList(), seats.Where(s => s.EndsSoon).ToList());
        if (vacant.Count > 0)
        {
            items.Add(new("task-force:vacant", Say(nameof(TaskForceWords.WorkVacant), vacant.Count), string.Join("; ", vacant.Select(s => s.Name)), TaskForcePages.Home, Say(nameof(TaskForceWords.Fill)), WaitsFor.Us)
            { Needs = TaskForceRights.Manage });
        }
        if (ending.Count > 0)
        {
            items.Add(new("task-force:ending", Say(nameof(TaskForceWords.WorkEnding), ending.Count), string.Join("; ", ending.Select(s => s.Name)), TaskForcePages.Home, Say(nameof(TaskForceWords.Fill)), WaitsFor.Us)
            { Due = ending.Min(s => s.Holder!.Until), Needs = TaskForceRights.Manage });
        }
        return items;

        string Say(string key, params object[] values) => TaskForceText.Say(asked.Language, key, values);
    }
}

/// <summary>What waits for whoever leads the work on AI, and empty seats: what a task force is asked about first.</summary>
internal sealed class WorkAgenda(IServiceProvider services) : IAgendaItems
{
    public async Task<IReadOnlyList<AgendaSuggestion>> Of(AgendaQuestion asked, CancellationToken ct)
    {
        // The office, and nobody's own: an agenda is the same for everybody.
        var office = new Person(default, "", asked.Language.Code, [new(Role.AiLead, null, null)]);
        var waiting = new List<WorkItem>();
        foreach (var source in services.GetServices<IWorkItems>())
            waiting.AddRange((await source.Of(new(asked.Db, office, asked.Language, asked.Now, asked.Today), ct)).Where(i => i.Waits == WaitsFor.Us && (i.Needs is null || asked.Person.May(i.Needs))));
        return [.. waiting.OrderBy(i => i.Due ?? DateOnly.MaxValue).ThenBy(i => i.Key, StringComparer.Ordinal).Take(IAgendaItems.Most).Select(i => new AgendaSuggestion(i.Key, i.Title, i.Why, i.Path))];
    }
}

/// <summary>A seat of the task force is filled; without one named: all of them are.</summary>
internal sealed class SeatsAreFilled(DistrictPacks packs) : ICheckKind
{
    private const string BodyName = "body", SeatName = "seat", Body = "task-force";

    public string Name => "seats-filled";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(BodyName, CheckValue.Choice) { Required = false }, new(SeatName, CheckValue.Choice) { Required = false }];

    public string Says(Language language) => TaskForceText.Say(language, nameof(TaskForceWords.CheckFilled));

    public string Says(Language language, CheckParameter parameter) => TaskForceText.Say(language, parameter.Name == BodyName ? nameof(TaskForceWords.Body) : nameof(TaskForceWords.Seat));

    public async Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) => parameter.Name == BodyName
        ? [new(Body, TaskForceText.Say(asked.Language, nameof(TaskForceWords.Title)))]
        : [.. (await SeatPacks.Items(asked.Db, packs, ct)).Values.Select(i => new CheckChoice(i.Id, i.Fields.Text("name")!.In(asked.Language)))];

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var seats = await ReadTaskForce.Seats(asked.Db, packs, asked.Language, asked.Today, ct);
        return [.. criteria.Select(c => Of(asked.Language, c, seats))];
    }

    private CheckResult Of(Language language, Criterion criterion, IReadOnlyList<SeatLine> seats)
    {
        string Say(string key, params object[] values) => TaskForceText.Say(language, key, values);
        var wanted = criterion[SeatName] is { } kind ? seats.Where(s => s.Kind == kind).ToList() : seats;
        var what = criterion[SeatName] is null ? Says(language) : wanted.Count == 0 ? Say(nameof(TaskForceWords.CheckOne), criterion[SeatName]!) : Say(nameof(TaskForceWords.CheckOne), wanted[0].Name);
        if (criterion[BodyName] is not (null or Body)) return Result(CheckState.InsufficientInformation, Say(nameof(TaskForceWords.CheckBody)));
        if (seats.Count == 0) return Result(CheckState.NotMet, Say(nameof(TaskForceWords.CheckNone)));
        if (wanted.Count == 0) return Result(CheckState.NotMet, Say(nameof(TaskForceWords.CheckNoSeat)));
        var vacant = wanted.Where(s => s.Holder is null).ToList();
        return vacant.Count == 0 ? Result(CheckState.Met, Say(nameof(TaskForceWords.CheckAll), wanted.Count))
            : Result(CheckState.NotMet, Say(nameof(TaskForceWords.CheckVacant), vacant.Count, string.Join("; ", vacant.Select(s => s.Name))));

        CheckResult Result(CheckState state, string reason) => new(state, what, reason) { Path = TaskForcePages.Home, Needs = TaskForceRights.Read };
    }
}
