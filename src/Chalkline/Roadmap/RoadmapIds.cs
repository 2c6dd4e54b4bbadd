using Chalkline.Platform;

namespace Chalkline.Roadmap;

/// <summary>A problem that the district has.</summary>
public readonly record struct ChallengeId(Guid Value) : IId<ChallengeId>
{
    public static ChallengeId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Something counted or scored over time.</summary>
public readonly record struct MeasureId(Guid Value) : IId<MeasureId>
{
    public static MeasureId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One value of a measure.</summary>
public readonly record struct MeasureValueId(Guid Value) : IId<MeasureValueId>
{
    public static MeasureValueId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A file of values between its preview and its confirmation.</summary>
public readonly record struct StagedValuesId(Guid Value) : IId<StagedValuesId>
{
    public static StagedValuesId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The change wanted in a measure.</summary>
public readonly record struct GoalId(Guid Value) : IId<GoalId>
{
    public static GoalId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One way to use AI for a goal.</summary>
public readonly record struct UseCaseId(Guid Value) : IId<UseCaseId>
{
    public static UseCaseId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
