using Chalkline.Platform;

namespace Chalkline.Records.Schools;

internal abstract record ChangeSchoolResult
{
    private ChangeSchoolResult()
    {
    }

    public sealed record Changed : ChangeSchoolResult;

    public sealed record NoSuchSchool : ChangeSchoolResult;

    public sealed record Refused(School School, IReadOnlyList<RecordFault> Faults) : ChangeSchoolResult;
}

/// <summary>Changes what is said of a school. A principal's form has no name and no NCES id: what the school is called is the district's to say.</summary>
internal static class ChangeSchool
{
    public static async Task<ChangeSchoolResult> Run(DistrictDb db, TimeProvider time, Person by, string slug, SchoolForm form, CancellationToken ct)
    {
        if (await SchoolQueries.ToChange(db, by, RecordsRights.SchoolsFacts, slug, ct) is not { } school) return new ChangeSchoolResult.NoSuchSchool();
        if (!by.May(RecordsRights.SchoolsManage)) form = form with { Name = school.Name, NcesId = school.NcesId };
        var before = SchoolFacts.Of(school);
        var (facts, faults) = SchoolRules.Read(form, await DistrictDay.Today(db, time, ct));
        if (faults.Count == 0) faults = await SchoolQueries.Taken(db, facts, school.Id, ct);
        if (faults.Count > 0) return new ChangeSchoolResult.Refused(school, faults);
        if (facts == before) return new ChangeSchoolResult.Changed();
        facts.ApplyTo(school);
        SchoolQueries.Expect(db, school, form.Version);
        await db.Commit(new(by.Actor, "school.changed", new("school", school.Id.Value), facts.Since(before)), ct);
        return new ChangeSchoolResult.Changed();
    }
}
