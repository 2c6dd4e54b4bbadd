using System.Globalization;

namespace Chalkline.Roadmap.UseCases;

/// <summary>A use case as it is typed.</summary>
public sealed record UseCaseForm
{
    public string? Name { get; init; }
    public string? Goal { get; init; }
    public string? Level { get; init; }
    public string? Purpose { get; init; }
    public string? Data { get; init; }
    public string? Grades { get; init; }

    /// <summary>Those that are ticked.</summary>
    public string[]? Roles { get; init; }
    public string? Summary { get; init; }
    public string? Impact { get; init; }
    public string? ImpactWhy { get; init; }
    public string? Risk { get; init; }
    public string? RiskWhy { get; init; }
    public string? Version { get; init; }

    public static UseCaseForm Of(UseCase one) => new()
    {
        Name = one.Name,
        Goal = one.Goal.ToString(),
        Level = Codes.Of(one.Level),
        Purpose = Codes.Of(one.Purpose),
        Data = Codes.Of(one.Data),
        Grades = one.Grades.Label,
        Roles = one.RoleCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Summary = one.Summary,
        Impact = one.Impact.ToString(CultureInfo.InvariantCulture),
        ImpactWhy = one.ImpactWhy,
        Risk = one.Risk.ToString(CultureInfo.InvariantCulture),
        RiskWhy = one.RiskWhy,
        Version = one.Version.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>Success criteria as they are typed.</summary>
public sealed record CriteriaForm
{
    public string? Text { get; init; }

    /// <summary>Of the version that the form was filled from; "" for the first.</summary>
    public string? Number { get; init; }
    public string? Version { get; init; }
}
