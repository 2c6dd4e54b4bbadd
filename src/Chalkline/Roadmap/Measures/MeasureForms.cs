using System.Globalization;

namespace Chalkline.Roadmap.Measures;

/// <summary>A measure as it is typed.</summary>
public sealed record MeasureForm
{
    public string? Name { get; init; }
    public string? Unit { get; init; }
    public string? Direction { get; init; }
    public string? Least { get; init; }
    public string? Most { get; init; }
    public string? Level { get; init; }
    public string? Domain { get; init; }

    /// <summary>Anything: its values are numbers of students.</summary>
    public string? CountsStudents { get; init; }
    public string? Source { get; init; }
    public string? Version { get; init; }

    public static MeasureForm Of(Measure measure) => new()
    {
        Name = measure.Name,
        Unit = measure.Unit,
        Direction = Codes.Of(measure.Direction),
        Least = measure.Least?.ToString(CultureInfo.InvariantCulture),
        Most = measure.Most?.ToString(CultureInfo.InvariantCulture),
        Level = Codes.Of(measure.Level),
        Domain = Codes.Of(measure.Domain),
        CountsStudents = measure.CountsStudents ? "yes" : null,
        Source = measure.Source,
        Version = measure.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>One value as it is typed.</summary>
public sealed record ValueForm
{
    /// <summary>"": the whole district.</summary>
    public string? School { get; init; }
    public string? Group { get; init; }
    public string? Day { get; init; }
    public string? Amount { get; init; }
    public string? Students { get; init; }
}

/// <summary>Ends the use of a measure.</summary>
public sealed record RetireForm
{
    public string? Why { get; init; }
    public string? Version { get; init; }
}
