using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>The roadmap in the navigation.</summary>
internal sealed class PlanNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (person.May(PlanRights.Read)) yield return new(PlanText.Say(language, nameof(PlanWords.Title)), "/roadmap", PlanText.Say(language, nameof(PlanWords.Sentence)), NavigationGroup.Roadmap);
        if (person.May(PlanRights.RisksRead)) yield return new(PlanText.Say(language, nameof(PlanWords.Risks)), "/roadmap/risks", PlanText.Say(language, nameof(PlanWords.RisksSentence)), NavigationGroup.Roadmap);
    }
}

/// <summary>A milestone as a record: for those who see it; written by those who set its pace.</summary>
internal sealed class MilestoneRecord : IRecordKind
{
    public const string KindName = "milestone";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new MilestoneId(id);
        var found = await PlanAccess.SeenBy(db.Set<Milestone>().AsNoTracking(), person).Where(m => m.Id == wanted).Select(m => new { m.Name, m.School, m.Owner, m.Backup }).SingleOrDefaultAsync(ct);
        return found is null ? null : new(found.Name, $"/roadmap/milestones/{id}", RecordParts.All,
            PlanAccess.MayPace(person, found.School) || found.Owner == person.Id || found.Backup == person.Id);
    }
}

/// <summary>Milestones as search finds them: the district's by who reads the whole roadmap, a school's by its own people too.</summary>
internal sealed class MilestoneSearch : ISearchEntries
{
    public string Kind => MilestoneRecord.KindName;

    public Right Right => PlanRights.Read;

    public string Says(Language language) => PlanText.Say(language, nameof(PlanWords.Kind_milestone));

    public IEnumerable<Guid> Touched(object row) => row is Milestone milestone ? [milestone.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var milestones = db.Set<Milestone>().AsNoTracking().Where(m => m.RemovedAt == null);
        if (only is not null)
        {
            var ids = only.Select(MilestoneId.From).ToList();
            milestones = milestones.Where(m => ids.Contains(m.Id));
        }
        foreach (var milestone in await milestones.Select(m => new { m.Id, m.Name, m.School }).ToListAsync())
            yield return new(milestone.Id.Value, milestone.Name, $"/roadmap/milestones/{milestone.Id}") { Schools = milestone.School is { } school ? [school] : [] };
    }
}

/// <summary>Milestones that are late or come soon, for who has them; those that nobody has, for who manages the roadmap.</summary>
internal sealed class PlanWork(Checks checks, TimeProvider time) : IWorkItems
{
    /// <summary>A milestone waits for its owner from this many days before its date.</summary>
    private const int DaysBefore = 30;

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var (db, me) = (asked.Db, asked.Person.Id);
        var soon = asked.Today.AddDays(DaysBefore);
        var standing = db.Set<Milestone>().AsNoTracking().Where(m => m.RemovedAt == null && m.DueOn <= soon);
        var manages = asked.Person.May(PlanRights.Manage);
        if (!await standing.AnyAsync(m => m.Owner == me || m.Backup == me || manages && m.Owner == null, ct)) return [];
        var view = await new ReadPlan(db, checks, time).Now(asked.Language, ct);
        var gone = await StaffNames.Gone(db, view.Lines.Select(l => l.Owner), ct);
        var waiting = view.Lines.Where(l => l.Item.DueOn <= soon && l.State is MilestoneState.Late or MilestoneState.Open).ToList();
        var items = waiting.Where(l => l.Owner == me || l.Backup == me && (l.Owner is not { } owner || gone.Contains(owner))).Take(IWorkItems.Most - 1).Select(l => Item(asked.Language, l)).ToList();
        var vacant = waiting.Count(l => l.Owner is null || gone.Contains(l.Owner.Value));
        if (manages && vacant > 0)
        {
            items.Add(new("milestones:no-owner", Say(nameof(PlanWords.WorkVacant), vacant), Say(nameof(PlanWords.WorkVacantWhy)), "/roadmap?state=open", Say(nameof(PlanWords.See)), WaitsFor.Us)
            { Needs = PlanRights.Manage });
        }
        return items;

        string Say(string key, params object[] values) => PlanText.Say(asked.Language, key, values);
    }

    private static WorkItem Item(Language language, PlanLine line)
    {
        var (_, word, since) = PlanText.Status(language, line.State);
        var open = line.Item.Checks.FirstOrDefault(c => !c.IsMet);
        return new($"milestone:{line.Item.Id}", line.Item.Name, open is null ? (since is null ? word : $"{word} {since}") : $"{open.What}: {open.Reason}", $"/roadmap/milestones/{line.Item.Id}",
            PlanText.Say(language, nameof(PlanWords.See)), WaitsFor.Us)
        { Due = line.Item.DueOn, School = line.Item.School, Needs = PlanRights.Own };
    }
}
