using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

/// <summary>A use case as a record with comments, files and a history: written by those who keep it.</summary>
internal sealed class UseCaseRecord : IRecordKind
{
    public const string KindName = "use-case";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new UseCaseId(id);
        if (!person.May(RoadmapRights.UseCasesRead)) return null;
        var name = await db.Set<UseCase>().AsNoTracking().Where(r => r.Id == wanted).Select(r => r.Name).SingleOrDefaultAsync(ct);
        return name is null ? null : new(name, "/use-cases/" + id, RecordParts.All, person.May(RoadmapRights.UseCasesManage));
    }
}

/// <summary>A use case is found by its name.</summary>
internal sealed class UseCaseSearch : ISearchEntries
{
    public string Kind => UseCaseRecord.KindName;

    public Right Right => RoadmapRights.UseCasesRead;

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.UseCase));

    public IEnumerable<Guid> Touched(object row) => row is UseCase record ? [record.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var records = db.Set<UseCase>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(UseCaseId.From).ToList();
            records = records.Where(r => ids.Contains(r.Id));
        }
        foreach (var record in await records.Select(r => new { r.Id, r.Name }).ToListAsync()) yield return new(record.Id.Value, record.Name, "/use-cases/" + record.Id);
    }
}
