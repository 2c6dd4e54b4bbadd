using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Goals;

/// <summary>A goal as a record with comments, files and a history: written by those who keep it.</summary>
internal sealed class GoalRecord : IRecordKind
{
    public const string KindName = "goal";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new GoalId(id);
        if (!person.May(RoadmapRights.GoalsRead)) return null;
        var name = await db.Set<Goal>().AsNoTracking().Where(r => r.Id == wanted).Select(r => r.Name).SingleOrDefaultAsync(ct);
        return name is null ? null : new(name, "/goals/" + id, RecordParts.All, person.May(RoadmapRights.GoalsManage));
    }
}

/// <summary>A goal is found by its name.</summary>
internal sealed class GoalSearch : ISearchEntries
{
    public string Kind => GoalRecord.KindName;

    public Right Right => RoadmapRights.GoalsRead;

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.Goal));

    public IEnumerable<Guid> Touched(object row) => row is Goal record ? [record.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var records = db.Set<Goal>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(GoalId.From).ToList();
            records = records.Where(r => ids.Contains(r.Id));
        }
        foreach (var record in await records.Select(r => new { r.Id, r.Name }).ToListAsync()) yield return new(record.Id.Value, record.Name, "/goals/" + record.Id);
    }
}
