namespace Chalkline.Platform.Work;

/// <summary>Why work cannot be handed to a person. Words: <c>Refusal…</c>.</summary>
public enum HandOverRefusal
{
    /// <summary>Nobody was chosen, or there is no such person.</summary>
    NobodyChosen,
    ToThemselves,

    /// <summary>The account is closed.</summary>
    Closed,

    /// <summary>They may not do it.</summary>
    MayNot,

    /// <summary>They have handed all of their own work to somebody.</summary>
    Away,

    /// <summary>All work is handed over until a day, and none was given.</summary>
    DayMissing,
    DayPast,
    DayFar,
}

/// <summary>What handing work over depends on.</summary>
/// <param name="Giver">Whose work it is.</param>
/// <param name="Recipient">Null: there is no such person.</param>
/// <param name="Items">What would be theirs to do now: the one item, or all that wait.</param>
/// <param name="All">Also what comes later.</param>
/// <param name="Away">The recipient has handed all of their own work over.</param>
internal sealed record HandOverFacts(Person Giver, Person? Recipient, bool Closed, IReadOnlyList<WorkItem> Items, bool All, DateOnly? Until, bool Away, DateOnly Today);

/// <summary>In which order work stands, who may do it, and to whom it can be handed.</summary>
internal static class WorkRules
{
    /// <summary>The longest time for which all work can be handed over: a school year with its summer.</summary>
    private const int MostDays = 366;

    public static bool IsLate(WorkItem item, DateOnly today) => item.Due < today;

    /// <summary>Late first, then what is due next, then what has no day, the longest waiting first.</summary>
    public static IOrderedEnumerable<T> Ordered<T>(IEnumerable<T> lines, Func<T, WorkItem> item) =>
        lines.OrderBy(l => item(l).Due ?? DateOnly.MaxValue).ThenBy(l => item(l).Since ?? DateTimeOffset.MaxValue).ThenBy(l => item(l).Key, StringComparer.Ordinal);

    /// <summary>Whether the person could do the item, whoever it waits for.</summary>
    public static bool MayDo(Person person, WorkItem item)
    {
        if (item.NotBy == person.Id || item.Needs is not { } right) return false;
        var reach = person.Reach(right);
        return item.School is { } school ? reach.Includes(school) : reach.IsDistrict;
    }

    /// <summary>Everything that is in the way; none: it can be handed over.</summary>
    public static IReadOnlyList<HandOverRefusal> Against(HandOverFacts facts)
    {
        var refusals = new List<HandOverRefusal>();
        if (facts.Recipient is not { } recipient) refusals.Add(HandOverRefusal.NobodyChosen);
        else if (recipient.Id == facts.Giver.Id) refusals.Add(HandOverRefusal.ToThemselves);
        else if (facts.Closed) refusals.Add(HandOverRefusal.Closed);
        else if (!Fits(facts, recipient)) refusals.Add(HandOverRefusal.MayNot);
        else if (facts.Away) refusals.Add(HandOverRefusal.Away);
        if (OfDay(facts) is { } day) refusals.Add(day);
        return refusals;
    }

    /// <summary>They may do every item of now; where all is handed over and nothing waits, they hold a role that the giver holds.</summary>
    private static bool Fits(HandOverFacts facts, Person recipient) =>
        facts.Items.Count > 0 ? facts.Items.All(i => MayDo(recipient, i)) : facts.All && facts.Giver.Roles.Any(r => recipient.Is(r.Role));

    private static HandOverRefusal? OfDay(HandOverFacts facts) => facts.Until switch
    {
        null => facts.All ? HandOverRefusal.DayMissing : null,
        { } day when day < facts.Today => HandOverRefusal.DayPast,
        { } day when day > facts.Today.AddDays(MostDays) => HandOverRefusal.DayFar,
        _ => null,
    };
}
