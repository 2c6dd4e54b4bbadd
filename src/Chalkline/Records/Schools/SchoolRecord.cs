using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Schools;

/// <summary>A school as a record with comments, files and a history: for those who see the school; written by those who keep its facts.</summary>
internal sealed class SchoolRecord : IRecordKind
{
    public const string KindName = "school";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var school = new SchoolId(id);
        var found = await SchoolQueries.Readable(db, person).Where(s => s.Id == school).Select(s => new { s.Name, s.Slug }).SingleOrDefaultAsync(ct);
        return found is null ? null : new(found.Name, "/schools/" + found.Slug, RecordParts.All, person.Reach(RecordsRights.SchoolsFacts).Includes(school));
    }
}
