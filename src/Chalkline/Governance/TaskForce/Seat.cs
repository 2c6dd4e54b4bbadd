using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance.TaskForce;

/// <summary>A seat of the task force: whom it speaks for. One that was given up stays, because minutes name who sat on it.</summary>
public sealed class Seat : IVersioned
{
    public SeatId Id { get; init; }

    /// <summary>The item of the pack of seats that it was made from; "": the district's own.</summary>
    public required string Kind { get; init; }

    /// <summary>As the district calls it; where it was made from a pack, as the pack called it on that day.</summary>
    public required string Name { get; init; }

    /// <summary>From 1, as they are listed.</summary>
    public int Place { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RemovedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>Somebody's time on a seat: a person with an account, or a named member from outside.</summary>
public sealed class SeatTerm : IVersioned
{
    public SeatTermId Id { get; init; }
    public SeatId Seat { get; init; }

    /// <summary>Null: somebody from outside.</summary>
    public AccountId? Account { get; init; }

    /// <summary>"" where it is a person with an account.</summary>
    public string OutsideName { get; set; } = "";
    public DateOnly FromDay { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly UntilDay { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    /// <summary>Of somebody from outside whose name was removed for good.</summary>
    public bool IsNameless => OutsideName == SeatRules.NoName;

    public bool Includes(DateOnly day) => day >= FromDay && day <= UntilDay;
}

/// <summary>What seats must be. Pure.</summary>
internal static class SeatRules
{
    public const int LongestName = 120, MostSeats = 40;

    /// <summary>What stands where a name was: the term stays, because minutes count who was there.</summary>
    public const string NoName = "–";

    /// <summary>A term is said to end from this many days before.</summary>
    public const int DaysBefore = 60;

    /// <summary>Longer than anybody is appointed for.</summary>
    private const int MostYears = 6;

    /// <summary>Who sits on a seat on a day; null: nobody does.</summary>
    public static SeatTerm? On(IEnumerable<SeatTerm> terms, DateOnly day) => terms.Where(t => t.Includes(day)).MaxBy(t => t.FromDay);

    /// <summary>Whether a term that is in force ends soon, and nobody follows.</summary>
    public static bool EndsSoon(IReadOnlyCollection<SeatTerm> terms, DateOnly today) =>
        On(terms, today) is { } now && now.UntilDay.DayNumber - today.DayNumber <= DaysBefore && !terms.Any(t => t.FromDay > now.FromDay && t.UntilDay > now.UntilDay);

    public static void Check(DateOnly from, DateOnly until, IEnumerable<SeatTerm> others, FormReading fields)
    {
        if (until < from) fields.Refuse(nameof(SeatTermForm.Until), nameof(GovernanceFaultWords.UntilBeforeFrom));
        else if (until > from.AddYears(MostYears)) fields.Refuse(nameof(SeatTermForm.Until), nameof(GovernanceFaultWords.TermTooLong), MostYears);
        else if (others.FirstOrDefault(o => o.FromDay <= until && from <= o.UntilDay) is { } taken) fields.Refuse(nameof(SeatTermForm.From), nameof(GovernanceFaultWords.SeatTaken), taken.FromDay, taken.UntilDay);
    }
}
