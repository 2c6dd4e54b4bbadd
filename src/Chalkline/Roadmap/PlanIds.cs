using Chalkline.Platform;

namespace Chalkline.Roadmap;

/// <summary>A milestone of the roadmap.</summary>
public readonly record struct MilestoneId(Guid Value) : IId<MilestoneId>
{
    public static MilestoneId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One move of a milestone's date.</summary>
public readonly record struct MilestoneMoveId(Guid Value) : IId<MilestoneMoveId>
{
    public static MilestoneMoveId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A risk to the roadmap, or the answer to one that the program found.</summary>
public readonly record struct RiskId(Guid Value) : IId<RiskId>
{
    public static RiskId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
