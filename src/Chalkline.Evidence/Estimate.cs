namespace Chalkline.Evidence;

/// <summary>A closed interval, in the unit of what it is an interval for.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The interval of <c>factor · value</c>; a negative factor swaps the ends.</summary>
    public Interval Times(double factor) =>
        factor >= 0 ? new(Low * factor, High * factor) : new(High * factor, Low * factor);
}

/// <summary>
/// An estimated quantity with its inference: the estimate and its standard error in the outcome's unit, t degrees of freedom,
/// the two-sided p, and the interval at the study's confidence.
/// </summary>
public sealed record Estimate(double Value, double StandardError, double DegreesOfFreedom, double P, Interval Interval);
