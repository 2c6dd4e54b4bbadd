using System.Linq.Expressions;
using Chalkline.Platform;

namespace Chalkline.Governance.Policies;

/// <summary>What can be done with a version of a policy.</summary>
public enum PolicyStep
{
    Consult,
    ReadFirst,
    ReadSecond,
    BackToDraft,
    Publish,
    Withdraw,
}

/// <summary>What a policy's versions go through. Pure: who asks and the day are arguments.</summary>
internal static class PolicyRules
{
    /// <summary>A policy waits for whoever keeps it from this many days before the day of its review.</summary>
    public const int ReviewDaysBefore = 60;

    /// <summary>Whether the words may still change: until its second reading.</summary>
    public static bool MayBeWritten(PolicyState state) => state is PolicyState.Draft or PolicyState.Consultation or PolicyState.FirstReading;

    /// <summary>Whether its adoption may be asked for: from the first reading on, so that it stands on an agenda in time. It is decided after the second.</summary>
    public static bool MayBeAskedFor(PolicyState state) => state is PolicyState.FirstReading or PolicyState.SecondReading;

    /// <summary>Not yet adopted and not given up.</summary>
    public static bool IsOpen(PolicyState state) => MayBeWritten(state) || state == PolicyState.SecondReading;

    public static bool MayStep(PolicyState state, PolicyStep step) => step switch
    {
        PolicyStep.Consult => state == PolicyState.Draft,
        PolicyStep.ReadFirst => state == PolicyState.Consultation,
        PolicyStep.ReadSecond => state == PolicyState.FirstReading,
        PolicyStep.BackToDraft => state is PolicyState.Consultation or PolicyState.FirstReading or PolicyState.SecondReading,
        PolicyStep.Publish => state == PolicyState.Adopted,
        _ => state is not (PolicyState.Superseded or PolicyState.Withdrawn),
    };

    /// <summary>The right that a step takes.</summary>
    public static Right RightOf(PolicyStep step, PolicyVersion version) => step switch
    {
        PolicyStep.ReadFirst or PolicyStep.ReadSecond => PolicyRights.EnterReadings,
        PolicyStep.Withdraw when version.AdoptedOn is not null => PolicyRights.End,
        _ => PolicyRights.Write,
    };

    /// <summary>What this person can do with the version now.</summary>
    public static IReadOnlyList<PolicyStep> StepsOf(Person person, PolicyVersion version) =>
        [.. Enum.GetValues<PolicyStep>().Where(s => MayStep(version.State, s) && person.May(RightOf(s, version)) && (s != PolicyStep.Withdraw || MayEnd(person, version)))];

    /// <summary>Why a reading cannot be entered for that day; null: it can. Words: <c>Fault…</c>.</summary>
    /// <param name="firstRead">The day of the first reading; null: this is the first.</param>
    public static string? AgainstReading(DateOnly day, DateOnly? firstRead, DateOnly today) =>
        day > today ? nameof(RuleWords.FaultDayAhead) : day <= firstRead ? nameof(RuleWords.FaultSameDay) : null;

    /// <summary>From which version on an acknowledgement holds once this one is in force.</summary>
    public static int AcknowledgeFrom(int? before, PolicyVersion published) => before is { } from && !published.AsksAgain ? from : published.Number;

    /// <summary>What the whole staff may read: a version from the day on which it was put up for comment. Drafts are for those who work on them.</summary>
    public static Expression<Func<PolicyVersion, bool>> IsForAll { get; } = v => v.CommentsUntil != null && v.State != PolicyState.Draft;

    /// <summary>What the superintendent adopted, the superintendent withdraws; what the board did, its clerk.</summary>
    private static bool MayEnd(Person person, PolicyVersion version) =>
        version.AdoptedBy is not { } authority || person.Is(authority == PolicyAuthority.Board ? Role.BoardClerk : Role.Superintendent);
}
