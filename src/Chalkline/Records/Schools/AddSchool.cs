using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records.Schools;

internal abstract record AddSchoolResult
{
    private AddSchoolResult()
    {
    }

    public sealed record Added(string Slug) : AddSchoolResult;

    public sealed record Refused(IReadOnlyList<RecordFault> Faults) : AddSchoolResult;
}

/// <summary>Adds a school to the district.</summary>
internal static class AddSchool
{
    public static async Task<AddSchoolResult> Run(DistrictDb db, TimeProvider time, Person by, SchoolForm form, CancellationToken ct)
    {
        var (facts, faults) = SchoolRules.Read(form, await DistrictDay.Today(db, time, ct));
        if (faults.Count == 0) faults = await SchoolQueries.Taken(db, facts, null, ct);
        if (faults.Count > 0) return new AddSchoolResult.Refused(faults);
        var slugs = await db.Set<School>().Select(s => s.Slug).ToHashSetAsync(ct);
        var school = facts.NewSchool(time.NewId<SchoolId>(), SchoolRules.Slug(facts.Name, slugs.Contains), time.Now());
        db.Add(school);
        await db.Commit(new(by.Actor, "school.added", new("school", school.Id.Value), facts.Since(null)), ct);
        return new AddSchoolResult.Added(school.Slug);
    }
}
