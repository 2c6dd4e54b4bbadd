namespace Chalkline.Evidence;

/// <summary>A covariate: a number column of the plan, or a factor.</summary>
public abstract record Covariate(string Name)
{
    /// <summary>A number, by its place among the plan's numbers. Where it is missing it is 0 beside the indicator (Name, missing).</summary>
    public sealed record Number(string Name, int Index) : Covariate(Name);

    /// <summary>A factor: an indicator for each level but the first.</summary>
    public sealed record Factor(string Name) : Covariate(Name);
}

/// <summary>
/// A linear model of an outcome: 1, blocks, covariates, arms and, where a subgroup is studied, the subgroup and its product with each arm.
/// </summary>
public sealed record ModelSpec
{
    /// <summary>The outcome's place among the plan's numbers.</summary>
    public required int Outcome { get; init; }

    /// <summary>The arms as they stand in the data; the first is the one the others are held against.</summary>
    public required IReadOnlyList<string> Arms { get; init; }

    /// <summary>Bits of <see cref="CellKey.Missing"/> that must be clear for a row to belong to the analytic sample.</summary>
    public required ulong Required { get; init; }

    public string? Block { get; init; }

    public IReadOnlyList<Covariate> Covariates { get; init; } = [];

    public Indicator? Subgroup { get; init; }
}

public enum TermRole { Intercept, Block, Covariate, Subgroup, Arm, ArmBySubgroup }

/// <summary>A column of the model matrix: an arm's indicator (or none) times 1, a number or an indicator.</summary>
internal sealed record Term(string Name, TermRole Role, int Arm, int Number, int IndicatorId)
{
    public const int None = -1;
}

/// <summary>
/// What a cluster brings to the normal equations of a model: XᵀX and Xᵀy over its rows, on the terms that are not constantly 0 in it.
/// Shapes for a active terms: <see cref="XtX"/> a × a row-major, <see cref="XtY"/> a.
/// </summary>
internal sealed class ClusterSystem(string name, int[] active)
{
    public string Name { get; } = name;

    /// <summary>The places of its terms among the model's, ascending.</summary>
    public int[] Active { get; } = active;

    public double[] XtX { get; } = new double[active.Length * active.Length];

    public double[] XtY { get; } = new double[active.Length];

    public double YtY { get; set; }

    public long N { get; set; }

    /// <summary>Bit i is set if the cluster has rows in arm i.</summary>
    public ulong Arms { get; set; }
}
