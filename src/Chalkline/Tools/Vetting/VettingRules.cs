using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Vetting;

/// <summary>What of a tool decides which questions are asked. What the register does not say is taken to be so: a question too many is better than one too few.</summary>
/// <param name="Tier">As packs name it; null: nobody has said it.</param>
public sealed record ToolTraits(string? Tier, bool UnderThirteen, bool Generative, bool TakesStudentData, bool FreeVersion, bool UsedByStudents, bool UsedByStaff, bool ServesPlans)
{
    public static ToolTraits Of(Tool tool)
    {
        var students = tool.Users.Contains(ToolUser.Students);
        return new(VettingRules.CodeOf(tool.Tier), tool.ReachesUnder13 || students && tool.Grades.IsEmpty, tool.Generative, tool.Tier != RiskTier.NoStudentData, tool.FreeVersion, students || tool.Users.Count == 0,
            tool.Users.Any(u => u is ToolUser.Teachers or ToolUser.Staff) || tool.Users.Count == 0, tool.ServesPlans);
    }

    private bool Decides => Tier is null or "decides-about-students";

    /// <summary>Whether a condition of a pack holds; null: only people know.</summary>
    public bool? Holds(string condition) => condition switch
    {
        "always" or "web-or-app" => true,
        "under-13" => UnderThirteen,
        "generative" => Generative,
        "decides-about-students" => Decides,
        "takes-student-data" => TakesStudentData,
        "free-version" or "click-wrap" => FreeVersion,
        "used-by-students" => UsedByStudents,
        "used-by-staff" => UsedByStaff,
        "students-with-disabilities" => ServesPlans ? true : TakesStudentData ? null : false,
        "survey-of-protected-areas" or "survey-funded-by-education-department" => UsedByStudents ? null : false,
        "ai-training-on-student-data" or "studies-exception" or "directory-information" or "disclosure-recorded" or "publishes-deidentified-data" => TakesStudentData ? null : false,
        _ => null,
    };
}

/// <summary>How far the review of an area has come. Words: <c>AreaState_…</c>.</summary>
public enum AreaState
{
    /// <summary>Nobody has it.</summary>
    Open,
    Assigned,
    InProgress,

    /// <summary>Every question is answered; nobody has signed.</summary>
    Answered,

    /// <summary>Signed; it waits for the superintendent.</summary>
    Countersign,
    Reviewed,

    /// <summary>Somebody else's review counts.</summary>
    Accepted,

    /// <summary>It counted, and must be looked at again.</summary>
    Renew,
}

/// <summary>What is asked of a tool, and how a review stands. Pure: the time is an argument.</summary>
public static class VettingRules
{
    /// <summary>The rules of law, beside the review areas.</summary>
    public const string Law = "rules-of-law";

    /// <summary>What happens to a tool, and is no property of it.</summary>
    private const string Breach = "breach";

    private const int MostDaysToCount = 366;

    public static string? CodeOf(RiskTier? tier) => tier switch
    {
        RiskTier.NoStudentData => "no-student-data",
        RiskTier.StudentData => "student-data",
        RiskTier.ShapesDecisions => "decides-about-students",
        _ => null,
    };

    /// <summary>Whether a criterion is asked: all its conditions hold, and the tier is one of its own.</summary>
    public static bool Applies(PackItem criterion, ToolTraits traits) => criterion.Fields.Words("applies_when").All(c => traits.Holds(c) == true)
        && (criterion.Fields.Words("tiers") is not { Count: > 0 } tiers || traits.Tier is null || tiers.Contains(traits.Tier));

    /// <summary>
    /// What is asked of a tool, by area: of the areas that its tier names, every criterion that applies; of the others those alone that can block, because a quick review must not pass over what no other
    /// good answer makes up for. Areas in the order in which they are named everywhere.
    /// </summary>
    public static IReadOnlyList<(string Area, IReadOnlyList<Question> Questions)> Asked(IEnumerable<Question> criteria, ToolTraits traits, IReadOnlyList<string> tierAreas)
    {
        var applying = criteria.Where(q => Applies(q.Item, traits)).ToLookup(q => q.Item.Group!);
        var asked = Roles.ReviewAreas.Select(a => (a, (IReadOnlyList<Question>)[.. applying[a].Where(q => q.Blocks || tierAreas.Contains(a))]));
        return [.. asked.Where(a => a.Item2.Count > 0 || tierAreas.Contains(a.a))];
    }

    /// <summary>Whether a rule of law must be answered; null: it does not apply.</summary>
    /// <param name="state">Of the district, two letters.</param>
    public static RuleStanding? StandingOf(PackItem rule, ToolTraits traits, string state, DateOnly today)
    {
        if (rule.Fields.Text("jurisdiction")!.English is var law && law != "US" && law != "US-" + state || rule.Fields.Day("effective_to") < today) return null;
        var conditions = rule.Fields.Words("applies_when");
        var known = conditions.Where(c => c != Breach).Select(traits.Holds).ToList();
        if (known.Contains(false)) return null;
        if (rule.Fields.Day("effective_from") > today) return RuleStanding.NotYet;
        if (conditions.Contains(Breach)) return RuleStanding.OnEvent;
        return known.Contains(null) ? RuleStanding.AppliesIf : RuleStanding.Applies;
    }

    /// <summary>The day that is so many school days after another: weekdays without the district's holidays.</summary>
    public static DateOnly DueDay(SchoolCalendar calendar, DateOnly from, int schoolDays)
    {
        var day = from;
        for (var (left, counted) = (schoolDays, 0); left > 0 && counted < MostDaysToCount; counted++)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !calendar.IsHoliday(day)) left--;
        }
        return day;
    }

    /// <param name="open">Questions without an answer.</param>
    /// <param name="answered">Questions with one.</param>
    public static AreaState StateOf(AreaReview? review, int open, int answered, DateOnly today) => review switch
    {
        { FinishedAt: not null, IsSigned: false } => AreaState.Countersign,
        { FinishedAt: not null } when review.RenewBy <= today => AreaState.Renew,
        { FinishedAt: not null, Source: not null } => AreaState.Accepted,
        // A newer pack, or a tool that is not what it was, asks more than was answered.
        { FinishedAt: not null } => open == 0 ? AreaState.Reviewed : AreaState.InProgress,
        _ when answered > 0 => open == 0 ? AreaState.Answered : AreaState.InProgress,
        { Reviewer: not null } => AreaState.Assigned,
        _ => AreaState.Open,
    };

    public static bool Counts(AreaState state) => state is AreaState.Reviewed or AreaState.Accepted;
}

/// <summary>Who may do what in a review, so that duties stay apart. Pure.</summary>
public abstract record Duty
{
    private Duty()
    {
    }

    public sealed record Free : Duty;

    /// <summary>It takes the superintendent's signature, too: a small district has too few people to keep duties apart.</summary>
    public sealed record Countersigned : Duty;

    /// <param name="Word">Of the reason.</param>
    public sealed record Barred(string Word) : Duty;

    /// <summary>Whether somebody may answer, finish or accept a review.</summary>
    /// <param name="asked">Who asked for the tool.</param>
    /// <param name="small">Small-district mode.</param>
    public static Duty Of(AccountId person, Tool tool, IEnumerable<AccountId> asked, bool small) =>
        tool.Owner == person ? Apart(small, nameof(VettingWords.FaultOwner))
        : asked.Contains(person) ? Apart(small, nameof(VettingWords.FaultAsked)) : new Free();

    /// <summary>Whether somebody may finish an area: no one person finishes all of them, where there is more than one.</summary>
    /// <param name="others">The other areas that are asked, with who finished each; null: it is not finished.</param>
    public static Duty OfFinishing(AccountId person, IReadOnlyCollection<AccountId?> others, bool small) =>
        others.Count > 0 && others.All(o => o == person) ? Apart(small, nameof(VettingWords.FaultAllAreas)) : new Free();

    /// <summary>A rule of law is answered by those who review privacy or legal matters.</summary>
    public static bool HasArea(Person person, string area) => person.Roles.Any(r => r.Role == Role.Reviewer
        && (r.ReviewArea == area || area == VettingRules.Law && r.ReviewArea is ("legal-procurement" or "privacy-security")));

    private static Duty Apart(bool small, string word) => small ? new Countersigned() : new Barred(word);
}
