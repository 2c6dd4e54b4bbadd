using Chalkline.Platform;

namespace Chalkline.Governance.TaskForce;

/// <summary>A seat of the task force.</summary>
public readonly record struct SeatId(Guid Value) : IId<SeatId>
{
    public static SeatId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Somebody's time on a seat.</summary>
public readonly record struct SeatTermId(Guid Value) : IId<SeatTermId>
{
    public static SeatTermId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A meeting of the task force.</summary>
public readonly record struct MeetingId(Guid Value) : IId<MeetingId>
{
    public static MeetingId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A line of a meeting's agenda.</summary>
public readonly record struct AgendaItemId(Guid Value) : IId<AgendaItemId>
{
    public static AgendaItemId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What somebody took on at a meeting.</summary>
public readonly record struct ActionItemId(Guid Value) : IId<ActionItemId>
{
    public static ActionItemId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
