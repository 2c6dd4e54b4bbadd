using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records.Schools;

internal abstract record CloseSchoolResult
{
    private CloseSchoolResult()
    {
    }

    public sealed record Done : CloseSchoolResult;

    public sealed record NoSuchSchool : CloseSchoolResult;

    public sealed record Refused(School School, IReadOnlyList<RecordFault> Faults) : CloseSchoolResult;
}

/// <summary>Closes a school on a day, which may lie ahead, or opens it again. Its record and its history stay.</summary>
internal static class CloseSchool
{
    public static async Task<CloseSchoolResult> Run(DistrictDb db, Person by, string slug, CloseForm form, CancellationToken ct)
    {
        if (await SchoolQueries.ToChange(db, by, RecordsRights.SchoolsManage, slug, ct) is not { } school) return new CloseSchoolResult.NoSuchSchool();
        if (!DayText.TryRead(form.ClosedOn, out var day))
            return new CloseSchoolResult.Refused(school, [new(nameof(form.ClosedOn), nameof(RecordsWords.FaultDay))]);
        await Save(db, by, school, day, form.Version, "school.closed", ct);
        return new CloseSchoolResult.Done();
    }

    public static async Task<CloseSchoolResult> Undo(DistrictDb db, Person by, string slug, CloseForm form, CancellationToken ct)
    {
        if (await SchoolQueries.ToChange(db, by, RecordsRights.SchoolsManage, slug, ct) is not { } school) return new CloseSchoolResult.NoSuchSchool();
        await Save(db, by, school, null, form.Version, "school.reopened", ct);
        return new CloseSchoolResult.Done();
    }

    private static async Task Save(DistrictDb db, Person by, School school, DateOnly? day, string? version, string action, CancellationToken ct)
    {
        var before = school.ClosedOn;
        if (before == day) return;
        school.ClosedOn = day;
        SchoolQueries.Expect(db, school, version);
        await db.Commit(new(by.Actor, action, new("school", school.Id.Value), AuditEntry.Fields(("closedOn", Text(before), Text(day)))), ct);
    }

    private static string? Text(DateOnly? day) => day is null ? null : DayText.Field(day);
}
