using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Chalkline.Roadmap.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>
/// A kind of record that all who have a right may read and few may write: with comments, files and a history, and found by its name. Its table has the
/// columns <c>Id</c> and <c>Name</c>.
/// </summary>
/// <param name="path">Of its pages, up to the id.</param>
/// <param name="says">What one is called.</param>
/// <param name="filesChange">See <see cref="IRecordKind.FilesChange"/>; null: nothing rests on them.</param>
internal sealed class NamedRecord<TRecord, TId>(string kind, string path, Func<Language, string> says, Right read, Right write, Func<TRecord, TId> idOf, Func<DistrictDb, TId, CancellationToken, Task>? filesChange = null) : IRecordKind, ISearchEntries
    where TRecord : class where TId : struct, IId<TId>
{
    public string Kind => kind;

    public Right Right => read;

    public string Says(Language language) => says(language);

    public IEnumerable<Guid> Touched(object row) => row is TRecord record ? [idOf(record).Value] : [];

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        if (!person.May(read)) return null;
        var wanted = TId.From(id);
        var name = await db.Set<TRecord>().AsNoTracking().Where(r => EF.Property<TId>(r, "Id").Equals(wanted)).Select(r => EF.Property<string>(r, "Name")).SingleOrDefaultAsync(ct);
        return name is null ? null : new(name, path + id, RecordParts.All, person.May(write));
    }

    public Task FilesChange(DistrictDb db, Guid id, CancellationToken ct) => filesChange?.Invoke(db, TId.From(id), ct) ?? Task.CompletedTask;

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var records = db.Set<TRecord>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(TId.From).ToList();
            records = records.Where(r => ids.Contains(EF.Property<TId>(r, "Id")));
        }
        foreach (var record in await records.Select(r => new { Id = EF.Property<TId>(r, "Id"), Name = EF.Property<string>(r, "Name") }).ToListAsync())
            yield return new(record.Id.Value, record.Name, path + record.Id);
    }
}

/// <summary>Measures, goals and use cases as records: read by everybody, written by those who keep them.</summary>
internal static class AimRecords
{
    public static NamedRecord<Measure, MeasureId> Measures { get; } =
        new("measure", "/measures/", language => AimText.Say(language, nameof(AimWords.Measure)), RoadmapRights.MeasuresRead, RoadmapRights.MeasuresManage, m => m.Id);

    public static NamedRecord<Goal, GoalId> Goals { get; } = new("goal", "/goals/", language => AimText.Say(language, nameof(AimWords.Goal)), RoadmapRights.GoalsRead, RoadmapRights.GoalsManage, g => g.Id);

    public static NamedRecord<UseCase, UseCaseId> UseCases { get; } =
        new("use-case", "/use-cases/", language => AimText.Say(language, nameof(AimWords.UseCase)), RoadmapRights.UseCasesRead, RoadmapRights.UseCasesManage, u => u.Id);
}
