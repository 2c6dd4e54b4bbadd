using Chalkline.Evidence;

namespace Chalkline.Roadmap.UseCases;

/// <summary>
/// How many classes it would take to show an effect where classes are drawn for AI or comparison (Dong and Maynard, 2013, two-level cluster assignment): the smallest
/// even number whose minimum detectable effect size is not above the effect that is worthwhile.
/// </summary>
/// <param name="Worthwhile">In standard deviations of students' scores.</param>
/// <param name="Students">In a class.</param>
/// <param name="Intraclass">Share of the variance that lies between classes.</param>
/// <param name="ClassesExplained">Share of the variance between classes that an earlier score explains.</param>
/// <param name="StudentsExplained">Share of that within classes.</param>
/// <param name="Alpha">Two-sided.</param>
public sealed record ClassesNeeded(double Worthwhile = 0.2, int Students = 22, double Intraclass = 0.1, double ClassesExplained = 0.7, double StudentsExplained = 0.5, double Alpha = 0.05,
    double Power = 0.8)
{
    /// <summary>Half of the classes get it.</summary>
    private const double Treated = 0.5;

    /// <summary>One earlier score is adjusted for.</summary>
    private const int Covariates = 1;

    /// <summary>Nobody draws among more classes than this.</summary>
    private const int Most = 2_000;

    /// <summary>The assumptions that are stated where nobody has better ones.</summary>
    public static ClassesNeeded Usual { get; } = new();

    /// <summary>The smallest effect that so many classes show with the power asked for; in standard deviations.</summary>
    public double SmallestEffect(int classes)
    {
        var degrees = classes - Covariates - 2;
        if (degrees < 1) return double.PositiveInfinity;
        var spread = Treated * (1 - Treated) * classes;
        var variance = Intraclass * (1 - ClassesExplained) / spread + (1 - Intraclass) * (1 - StudentsExplained) / (spread * Students);
        return (StudentT.Quantile(1 - Alpha / 2, degrees) + StudentT.Quantile(Power, degrees)) * Math.Sqrt(variance);
    }

    /// <summary>Null: more classes than a district has.</summary>
    public int? Smallest()
    {
        for (var classes = 4; classes <= Most; classes += 2)
            if (SmallestEffect(classes) <= Worthwhile) return classes;
        return null;
    }
}
