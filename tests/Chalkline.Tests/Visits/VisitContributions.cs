using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chalkline.Tests.Visits;

/// <summary>Words of visits, in the language of whoever reads.</summary>
internal static class VisitText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(VisitWords.ResourceManager, language, key, values);
}

/// <summary>The place in the navigation.</summary>
internal sealed class VisitNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) =>
        person.May(VisitRights.Read) ? [new(VisitText.Say(language, nameof(VisitWords.Title)), "/visits", VisitText.Say(language, nameof(VisitWords.Sentence)))] : [];
}

/// <summary>Visits that are near wait for whoever makes them.</summary>
internal sealed class VisitWork : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(VisitRights.Manage)) return [];
        var open = await asked.Db.Set<Visit>().AsNoTracking().Where(v => v.DoneAt == null).OrderBy(v => v.Day).ThenBy(v => v.Id).Take(IWorkItems.Most).ToListAsync(ct);
        return [.. open.Where(v => VisitRules.Waits(v, asked.Today)).Select(v => new WorkItem($"visit:{v.Id}", v.Purpose, VisitText.Say(asked.Language, nameof(VisitWords.Kind_visit)), "/visits",
            VisitText.Say(asked.Language, nameof(VisitWords.MarkDone)), WaitsFor.Us)
        { Since = v.CreatedAt, Due = v.Day, Needs = VisitRights.Manage })];
    }
}

/// <summary>A visit is found by its purpose, by those who may read of it.</summary>
internal sealed class VisitSearch : ISearchEntries
{
    public string Kind => "visit";

    public Right Right => VisitRights.Read;

    public string Says(Language language) => VisitText.Say(language, nameof(VisitWords.Kind_visit));

    public IEnumerable<Guid> Touched(object row) => row is Visit visit ? [visit.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var visits = db.Set<Visit>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(VisitId.From).ToList();
            visits = visits.Where(v => ids.Contains(v.Id));
        }
        foreach (var visit in await visits.Select(v => new { v.Id, v.Purpose, v.School }).ToListAsync())
            yield return new(visit.Id.Value, visit.Purpose, "/visits") { Schools = [visit.School] };
    }
}

/// <summary>One visit in the demonstration, planned as people plan it.</summary>
internal sealed class VisitDemonstration : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public Task Fill(DemonstrationScene scene, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var school = await services.GetRequiredService<DistrictDb>().Set<School>().OrderBy(s => s.NameFolded).Select(s => s.Id).FirstAsync(ct);
        return await services.GetRequiredService<PlanVisit>().Run(scene.Administrator, school, DemonstrationScene.Invented("See the reading tutor in grade 3"), scene.Today.AddDays(3), ct);
    });
}
