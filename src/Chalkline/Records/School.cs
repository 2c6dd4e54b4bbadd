using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>A school of the district. One that has closed stays: what was decided for it is still to be read.</summary>
public sealed class School : IVersioned
{
    public SchoolId Id { get; init; }

    /// <summary>The school in addresses, made from its first name; it stays when the name changes, so that links do.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }

    /// <summary>What lists sort and search by; no two schools have the same.</summary>
    public required string NameFolded { get; set; }

    /// <summary>The 12 digits of the National Center for Education Statistics: 7 of the district, 5 of the school.</summary>
    public string? NcesId { get; set; }

    /// <summary>As <see cref="GradeSet.Codes"/> has them, so that a list is filtered by a grade in the query.</summary>
    public string GradeCodes { get; set; } = "";

    public GradeSet Grades
    {
        get => GradeSet.TryParse(GradeCodes, out var grades) ? grades : throw new InvalidOperationException($"'{GradeCodes}' are no grades.");
        set => GradeCodes = value.Codes;
    }

    /// <summary>Students, on <see cref="EnrollmentOn"/>; null where nobody has said.</summary>
    public int? Enrollment { get; set; }
    public DateOnly? EnrollmentOn { get; set; }
    public string? Address { get; set; }

    /// <summary>Its first day without classes; may lie ahead.</summary>
    public DateOnly? ClosedOn { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    public bool IsOpenOn(DateOnly day) => ClosedOn is not { } closed || day < closed;
}
