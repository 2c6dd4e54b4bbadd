using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tests.Packs;
using Chalkline.Tools.Register;
using Chalkline.Tools.Vetting;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class The_rules_of_vetting
{
    private static readonly DateOnly Today = new(2026, 10, 5);
    private static readonly Pack Pack = PackText.Shipped.Find(PackId.Parse("urn:chalkline:pack:vetting"))!, Law = PackText.Shipped.Find(PackId.Parse("urn:chalkline:pack:rules-of-law"))!;
    private static readonly IReadOnlyList<Question> Criteria = [.. Pack.Items.Select(i => new Question(Pack, i))];
    private static readonly ToolTraits Quiet = new("no-student-data", false, false, false, false, false, true, false);
    private static readonly ToolTraits Loud = new("decides-about-students", true, true, true, true, true, true, true);

    [Fact]
    public void Ask_a_criterion_where_all_its_conditions_hold_at_its_tiers_and_nowhere_else()
    {
        foreach (var item in Pack.Items)
        {
            var conditions = item.Fields.Words("applies_when");
            var tiers = item.Fields.Words("tiers");
            Assert.Equal(conditions.All(c => c == "used-by-staff") && (tiers.Count == 0 || tiers.Contains("no-student-data")), VettingRules.Applies(item, Quiet));
            Assert.Equal(tiers.Count == 0 || tiers.Contains("decides-about-students"), VettingRules.Applies(item, Loud));
            // Each condition by itself takes the criterion away.
            foreach (var without in Without(conditions)) Assert.False(VettingRules.Applies(item, without), item.Id);
        }

        static IEnumerable<ToolTraits> Without(IEnumerable<string> conditions) => conditions.Select(c => c switch
        {
            "under-13" => Loud with { UnderThirteen = false },
            "generative" => Loud with { Generative = false },
            "decides-about-students" => Loud with { Tier = "student-data" },
            "takes-student-data" => Loud with { TakesStudentData = false },
            "free-version" => Loud with { FreeVersion = false },
            "used-by-students" => Loud with { UsedByStudents = false },
            "used-by-staff" => Loud with { UsedByStaff = false },
            _ => throw new InvalidOperationException(c),
        });
    }

    [Fact]
    public void Route_a_review_to_the_areas_of_the_tier_and_to_those_with_a_question_that_can_block()
    {
        string[] tier = ["privacy-security", "curriculum", "accessibility"];
        var quick = VettingRules.Asked(Criteria, Quiet, tier);
        Assert.Equal(["privacy-security", "curriculum", "accessibility", "legal-procurement"], quick.Select(a => a.Area));
        Assert.All(quick.Single(a => a.Area == "legal-procurement").Questions, q => Assert.True(q.Blocks, q.Key));
        Assert.Contains(quick.Single(a => a.Area == "accessibility").Questions, q => !q.Blocks);
        var full = VettingRules.Asked(Criteria, Loud, Roles.ReviewAreas);
        Assert.Equal(Roles.ReviewAreas, full.Select(a => a.Area));
        Assert.Equal(Pack.Items.Count(i => VettingRules.Applies(i, Loud)), full.Sum(a => a.Questions.Count));
        // An area that the tier names is there though nothing is asked in it.
        Assert.Equal(["curriculum"], VettingRules.Asked([], Quiet, ["curriculum"]).Select(a => a.Area));
    }

    [Fact]
    public void Take_what_nobody_said_of_a_tool_to_be_so()
    {
        var nothing = ToolTraits.Of(new Tool { Name = "A", NameFolded = "a", Purpose = "" });
        Assert.Equal((true, true, true, true, null), (nothing.TakesStudentData, nothing.UsedByStudents, nothing.UsedByStaff, nothing.Holds("decides-about-students")!.Value, nothing.Tier));
        var students = ToolTraits.Of(new Tool { Name = "A", NameFolded = "a", Purpose = "", UserCodes = "students", Tier = RiskTier.StudentData });
        Assert.Equal((true, false, false), (students.UnderThirteen, students.UsedByStaff, students.Holds("decides-about-students")!.Value));
        Assert.False(ToolTraits.Of(new Tool { Name = "A", NameFolded = "a", Purpose = "", UserCodes = "students", GradeCodes = "11 12", Tier = RiskTier.StudentData }).UnderThirteen);
    }

    [Fact]
    public void Find_the_law_of_the_country_and_of_the_state_that_is_in_force_for_such_a_tool()
    {
        var all = Law.Items.ToDictionary(i => i.Id);
        Assert.Equal(RuleStanding.Applies, Of("ferpa.school-official", Loud));
        Assert.Null(Of("ferpa.school-official", Quiet));
        Assert.Equal(RuleStanding.Applies, Of("ny.security", Loud, "NY"));
        Assert.Null(Of("ny.security", Loud, "CO"));
        Assert.Equal(RuleStanding.OnEvent, Of("ny.breach", Loud, "NY"));
        Assert.Null(Of("ny.breach", Quiet, "NY"));
        // The amendments to COPPA are in force since April 22, 2026; Colorado's act not before 2027, and for decisions alone.
        Assert.Equal((RuleStanding.Applies, RuleStanding.NotYet), (Of("coppa.retention", Loud), VettingRules.StandingOf(all["coppa.retention"], Loud, "CO", new(2026, 4, 21))));
        Assert.Equal((RuleStanding.NotYet, (RuleStanding?)RuleStanding.Applies), (Of("co.notice", Loud)!.Value, VettingRules.StandingOf(all["co.notice"], Loud, "CO", new(2027, 1, 1))));
        Assert.Null(Of("co.notice", Loud with { Tier = "student-data" }));
        // Only people know whether a survey asks about protected matters: they answer, or say that it does not apply.
        Assert.Equal(RuleStanding.AppliesIf, Of("ppra.notice", Loud));
        Assert.Null(Of("ppra.notice", Quiet));
        Assert.Equal((RuleStanding.Applies, (RuleStanding?)RuleStanding.AppliesIf), (Of("idea.access", Loud)!.Value, Of("idea.access", Loud with { ServesPlans = false })));

        RuleStanding? Of(string id, ToolTraits traits, string state = "CO") => VettingRules.StandingOf(all[id], traits, state, Today);
    }

    [Fact]
    public void Know_which_answer_is_good_and_for_how_long()
    {
        var training = Criteria.Single(q => q.Item.Id == "privacy.training");
        var purpose = Criteria.Single(q => q.Item.Id == "privacy.purpose");
        Assert.Equal([false, true, false, true], Enum.GetValues<VettingReply>().Select(training.IsGood));
        Assert.Equal([true, false, false, true], Enum.GetValues<VettingReply>().Select(purpose.IsGood));
        var rule = new Question(Law, Law.Items[0]);
        Assert.Equal([true, false, false, true], Enum.GetValues<VettingReply>().Select(rule.IsGood));
        Assert.Equal(new DateOnly(2027, 10, 5), purpose.RenewBy(Today));
        Assert.Null(rule.RenewBy(Today));
    }

    [Fact]
    public void Count_school_days_without_weekends_and_holidays()
    {
        var calendar = new SchoolCalendar([new(CalendarKind.Holiday, null, new(2026, 10, 8), new(2026, 10, 9), null, [])]);
        // Monday October 5: Tuesday, Wednesday, then Monday to Wednesday.
        Assert.Equal(new DateOnly(2026, 10, 14), VettingRules.DueDay(calendar, Today, 5));
        Assert.Equal(Today, VettingRules.DueDay(calendar, Today, 0));
        Assert.Equal(new DateOnly(2026, 10, 12), VettingRules.DueDay(new([]), new(2026, 10, 9), 1));
    }

    [Fact]
    public void Say_how_far_an_area_has_come()
    {
        var day = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        AreaReview Done(Action<AreaReview>? also = null)
        {
            var review = new AreaReview { Area = "curriculum", FinishedAt = day, Verdict = AreaVerdict.For };
            also?.Invoke(review);
            return review;
        }
        Assert.Equal(AreaState.Open, VettingRules.StateOf(null, 3, 0, Today));
        Assert.Equal(AreaState.Assigned, VettingRules.StateOf(new() { Area = "curriculum", Reviewer = new(Guid.CreateVersion7()) }, 3, 0, Today));
        Assert.Equal(AreaState.InProgress, VettingRules.StateOf(null, 1, 2, Today));
        Assert.Equal(AreaState.Answered, VettingRules.StateOf(null, 0, 3, Today));
        Assert.Equal(AreaState.Reviewed, VettingRules.StateOf(Done(), 0, 3, Today));
        Assert.Equal(AreaState.Countersign, VettingRules.StateOf(Done(r => r.NeedsCountersignature = true), 0, 3, Today));
        Assert.Equal(AreaState.Reviewed, VettingRules.StateOf(Done(r => (r.NeedsCountersignature, r.CountersignedAt) = (true, day)), 0, 3, Today));
        // A newer pack asks more than was answered.
        Assert.Equal(AreaState.InProgress, VettingRules.StateOf(Done(), 1, 3, Today));
        Assert.Equal(AreaState.Accepted, VettingRules.StateOf(Done(r => r.Source = ReviewSource.State), 3, 0, Today));
        Assert.Equal((AreaState.Reviewed, AreaState.Renew), (VettingRules.StateOf(Done(r => r.RenewBy = Today.AddDays(1)), 0, 3, Today), VettingRules.StateOf(Done(r => r.RenewBy = Today), 0, 3, Today)));
        Assert.Equal([AreaState.Reviewed, AreaState.Accepted], Enum.GetValues<AreaState>().Where(VettingRules.Counts));
    }

    [Fact]
    public void Keep_duties_apart_and_in_a_small_district_ask_for_a_second_signature()
    {
        var (me, other) = (new AccountId(Guid.CreateVersion7()), new AccountId(Guid.CreateVersion7()));
        var mine = new Tool { Name = "A", NameFolded = "a", Purpose = "", Owner = me };
        Assert.IsType<Duty.Barred>(Duty.Of(me, mine, [], small: false));
        Assert.IsType<Duty.Countersigned>(Duty.Of(me, mine, [], small: true));
        Assert.IsType<Duty.Free>(Duty.Of(other, mine, [], small: false));
        Assert.IsType<Duty.Barred>(Duty.Of(other, mine, [me, other], small: false));
        Assert.IsType<Duty.Barred>(Duty.OfFinishing(me, [me, me], small: false));
        Assert.IsType<Duty.Countersigned>(Duty.OfFinishing(me, [me, me], small: true));
        Assert.IsType<Duty.Free>(Duty.OfFinishing(me, [me, null], small: false));
        Assert.IsType<Duty.Free>(Duty.OfFinishing(me, [me, other], small: false));
        Assert.IsType<Duty.Free>(Duty.OfFinishing(me, [], small: false));
        var reviewer = new Person(me, "A", null, [new(Role.Reviewer, null, "legal-procurement")]);
        Assert.Equal((true, true, false), (Duty.HasArea(reviewer, "legal-procurement"), Duty.HasArea(reviewer, VettingRules.Law), Duty.HasArea(reviewer, "curriculum")));
        Assert.False(Duty.HasArea(new(me, "A", null, [new(Role.AiLead, null, null)]), "curriculum"));
    }
}
