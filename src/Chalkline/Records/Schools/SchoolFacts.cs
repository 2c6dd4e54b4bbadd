using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records.Schools;

/// <summary>What people say of a school, read and found good.</summary>
public sealed record SchoolFacts(string Name, string? NcesId, GradeSet Grades, int? Enrollment, DateOnly? EnrollmentOn, string? Address)
{
    public static SchoolFacts Of(School school) =>
        new(school.Name, school.NcesId, school.Grades, school.Enrollment, school.EnrollmentOn, school.Address);

    public School NewSchool(SchoolId id, string slug, DateTimeOffset now)
    {
        var school = new School { Id = id, Slug = slug, Name = Name, NameFolded = StoreConventions.Fold(Name), CreatedAt = now };
        ApplyTo(school);
        return school;
    }

    public void ApplyTo(School school)
    {
        (school.Name, school.NameFolded, school.NcesId, school.Grades) = (Name, StoreConventions.Fold(Name), NcesId, Grades);
        (school.Enrollment, school.EnrollmentOn, school.Address) = (Enrollment, EnrollmentOn, Address);
    }

    /// <summary>What differs from before, for the audit log.</summary>
    public JsonObject Since(SchoolFacts? before) => AuditEntry.Fields(
        ("name", before?.Name, Name),
        ("ncesId", before?.NcesId, NcesId),
        ("grades", before?.Grades.Codes, Grades.Codes),
        ("enrollment", before?.Enrollment, Enrollment),
        ("enrollmentOn", Day(before?.EnrollmentOn), Day(EnrollmentOn)),
        ("address", before?.Address, Address));

    private static JsonNode? Day(DateOnly? day) => day is null ? null : DayText.Field(day);
}
