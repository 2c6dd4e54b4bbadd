namespace Chalkline.Roadmap.UseCases;

/// <summary>What speaks against a use case as a first pilot. Words: <c>PilotObstacle_…</c>.</summary>
public enum PilotObstacle
{
    LowImpact,
    HighRisk,

    /// <summary>The goal was given up.</summary>
    NoGoal,

    /// <summary>The goal's measure is retired.</summary>
    NoMeasure,

    /// <summary>The measure has no value for the goal's place and group since the baseline.</summary>
    NoValue,
}

/// <summary>Where a use case stands by impact and risk, and whether it is a good first pilot.</summary>
/// <param name="Obstacles">None: it is.</param>
/// <param name="Classes">How many classes it would take to show it; null where it is not of classrooms, or more than there are.</param>
public sealed record Placement(IReadOnlyList<PilotObstacle> Obstacles, int? Classes)
{
    /// <summary>A first pilot has at least this impact and at most this risk.</summary>
    public const int LeastImpact = 4, MostRisk = 2;

    public bool IsGoodFirst => Obstacles.Count == 0;

    /// <param name="goalStands">It was not given up.</param>
    /// <param name="hasMeasure">Its goal's measure is in use.</param>
    /// <param name="hasValue">That measure has a value for the goal's place and group.</param>
    public static Placement Of(int impact, int risk, UseCaseLevel level, bool goalStands, bool hasMeasure, bool hasValue)
    {
        var obstacles = new List<PilotObstacle>();
        if (impact < LeastImpact) obstacles.Add(PilotObstacle.LowImpact);
        if (risk > MostRisk) obstacles.Add(PilotObstacle.HighRisk);
        if (!goalStands) obstacles.Add(PilotObstacle.NoGoal);
        else if (!hasMeasure) obstacles.Add(PilotObstacle.NoMeasure);
        else if (!hasValue) obstacles.Add(PilotObstacle.NoValue);
        return new(obstacles, level == UseCaseLevel.Classroom ? ClassesNeeded.Usual.Smallest() : null);
    }
}
