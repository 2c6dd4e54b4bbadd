using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Files;

/// <summary>Records for tests of what belongs to any record.</summary>
internal static class RecordSite
{
    public static async Task<SchoolId> AddSchool(TestSite site, string name)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var id = site.Stores.Time.NewId<SchoolId>();
        db.Add(new School { Id = id, Slug = name.ToLowerInvariant(), Name = name, NameFolded = StoreConventions.Fold(name), CreatedAt = site.Stores.Time.Now() });
        await db.Commit(new(Actor.Operator, "school.added", new("school", id.Value), []), TestContext.Current.CancellationToken);
        return id;
    }
}
