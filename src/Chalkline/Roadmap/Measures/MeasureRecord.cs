using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

/// <summary>A measure as a record with comments, files and a history: written by those who keep it.</summary>
internal sealed class MeasureRecord : IRecordKind
{
    public const string KindName = "measure";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new MeasureId(id);
        if (!person.May(RoadmapRights.MeasuresRead)) return null;
        var name = await db.Set<Measure>().AsNoTracking().Where(r => r.Id == wanted).Select(r => r.Name).SingleOrDefaultAsync(ct);
        return name is null ? null : new(name, "/measures/" + id, RecordParts.All, person.May(RoadmapRights.MeasuresManage));
    }
}

/// <summary>A measure is found by its name.</summary>
internal sealed class MeasureSearch : ISearchEntries
{
    public string Kind => MeasureRecord.KindName;

    public Right Right => RoadmapRights.MeasuresRead;

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.Measure));

    public IEnumerable<Guid> Touched(object row) => row is Measure record ? [record.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var records = db.Set<Measure>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(MeasureId.From).ToList();
            records = records.Where(r => ids.Contains(r.Id));
        }
        foreach (var record in await records.Select(r => new { r.Id, r.Name }).ToListAsync()) yield return new(record.Id.Value, record.Name, "/measures/" + record.Id);
    }
}
