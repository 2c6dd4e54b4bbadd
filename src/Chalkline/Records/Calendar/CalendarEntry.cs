using Chalkline.Platform;

namespace Chalkline.Records.Calendar;

public readonly record struct CalendarEntryId(Guid Value) : IId<CalendarEntryId>
{
    public static CalendarEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One entry of the calendar. One that is removed stays, with the day on which it was.</summary>
public sealed class CalendarEntry : IVersioned
{
    public CalendarEntryId Id { get; init; }
    public CalendarKind Kind { get; init; }
    public string? Name { get; set; }
    public DateOnly FirstDay { get; set; }
    public DateOnly LastDay { get; set; }
    public DateOnly? AgendaDeadline { get; set; }

    /// <summary>None: the whole district.</summary>
    public List<CalendarEntrySchool> Schools { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; set; }
    public int Version { get; set; }

    public CalendarDates Dates => new(Kind, Name, FirstDay, LastDay, AgendaDeadline, [.. Schools.Select(s => s.School).OrderBy(s => s.Value)]);
}

/// <summary>A school that an entry goes for.</summary>
public sealed class CalendarEntrySchool
{
    public CalendarEntryId Entry { get; init; }
    public SchoolId School { get; init; }
}

/// <summary>
/// One row, counted up by every change of the calendar: its rules are about several entries, so two changes that each hold by themselves must not slip
/// past each other.
/// </summary>
internal sealed class CalendarState : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;
    public DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; }
}
