using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Records.Schools;

/// <summary>A school as it is typed. (Forms have settable properties: what a browser does not send is null, where a constructor's parameter would be demanded.)</summary>
public sealed record SchoolForm
{
    public string? Name { get; init; }
    public string? NcesId { get; init; }
    public string? Grades { get; init; }
    public string? Enrollment { get; init; }
    public string? EnrollmentOn { get; init; }
    public string? Address { get; init; }

    /// <summary>Of the record that the form was filled from; null for a new school.</summary>
    public string? Version { get; init; }

    public static SchoolForm Of(School school) => new()
    {
        Name = school.Name,
        NcesId = school.NcesId,
        Grades = school.Grades.Label,
        Enrollment = school.Enrollment?.ToString(CultureInfo.InvariantCulture),
        EnrollmentOn = DayText.Field(school.EnrollmentOn),
        Address = school.Address,
        Version = school.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>When a school closes.</summary>
public sealed record CloseForm
{
    public string? ClosedOn { get; init; }
    public string? Version { get; init; }
}
