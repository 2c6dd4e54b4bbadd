using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>Schools as search finds them: by their names and their NCES ids.</summary>
internal sealed class SchoolSearch : ISearchEntries
{
    public string Kind => "school";

    public Right Right => RecordsRights.SchoolsRead;

    public string Says(Language language) => RecordsText.Say(language, nameof(RecordsWords.Kind_school));

    public IEnumerable<Guid> Touched(object row) => row is School school ? [school.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var schools = db.Set<School>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(SchoolId.From).ToList();
            schools = schools.Where(s => ids.Contains(s.Id));
        }
        foreach (var school in await schools.Select(s => new { s.Id, s.Name, s.Slug, s.NcesId }).ToListAsync())
            yield return new(school.Id.Value, school.Name, "/schools/" + school.Slug) { Words = school.NcesId is { } id ? [id] : [], Schools = [school.Id] };
    }
}
