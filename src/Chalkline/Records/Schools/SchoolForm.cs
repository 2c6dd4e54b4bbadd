using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Records.Schools;

/// <summary>A school as it is typed.</summary>
/// <param name="Version">Of the record that the form was filled from; null for a new school.</param>
public sealed record SchoolForm(string? Name, string? NcesId, string? Grades, string? Enrollment, string? EnrollmentOn, string? Address, string? Version)
{
    public static SchoolForm Of(School school) => new(school.Name, school.NcesId, school.Grades.Label, school.Enrollment?.ToString(CultureInfo.InvariantCulture),
        DayText.Field(school.EnrollmentOn), school.Address, school.Version.ToString(CultureInfo.InvariantCulture));

    public static SchoolForm Blank { get; } = new(null, null, null, null, null, null, null);
}

/// <summary>When a school closes.</summary>
public sealed record CloseForm(string? ClosedOn, string? Version);
