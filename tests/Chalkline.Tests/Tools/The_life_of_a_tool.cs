using Chalkline.Platform;
using Chalkline.Tools;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Lookup;
using Chalkline.Tools.Register;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Tools;

/// <summary>The rules of a tool's life, as pure functions.</summary>
public class The_life_of_a_tool
{
    private static readonly DateOnly Today = new(2027, 3, 12);

    private static ToolFacts Facts(ToolStage stage, DateOnly? reviewBy = null, string conditions = "", bool ownerGone = false, bool stopped = false, DateOnly? until = null, bool? agreement = null, params RaisedConcern[] open) =>
        new(stage, conditions, reviewBy, ownerGone, stopped, until, agreement, open);

    private static RaisedConcern Concern(bool severe) => new(ConcernKind.Incident, severe, Today);

    [Theory]
    [InlineData(ToolStage.Requested, ToolStatus.UnderReview, false, false)]
    [InlineData(ToolStage.InReview, ToolStatus.UnderReview, false, false)]
    [InlineData(ToolStage.NotYetReviewed, ToolStatus.UnderReview, true, false)]
    [InlineData(ToolStage.ApprovedForPilot, ToolStatus.PilotOnly, true, true)]
    [InlineData(ToolStage.InPilot, ToolStatus.PilotOnly, true, true)]
    [InlineData(ToolStage.PilotComplete, ToolStatus.PilotOnly, true, false)]
    [InlineData(ToolStage.ApprovedForUse, ToolStatus.Approved, true, true)]
    [InlineData(ToolStage.InUse, ToolStatus.Approved, true, true)]
    [InlineData(ToolStage.Retiring, ToolStatus.NotApproved, true, false)]
    [InlineData(ToolStage.Retired, ToolStatus.NotApproved, false, false)]
    [InlineData(ToolStage.Refused, ToolStatus.NotApproved, false, false)]
    [InlineData(ToolStage.Prohibited, ToolStatus.NotApproved, false, false)]
    public void Says_what_people_may_do_at_each_stage(ToolStage stage, ToolStatus status, bool goOn, bool widen)
    {
        var standing = ToolLife.Standing(Facts(stage), Today);
        Assert.Equal((status, goOn, widen), (standing.Status, standing.MayGoOn, standing.MayWiden));
    }

    [Fact]
    public void Binds_use_from_before_on_the_day_of_its_review()
    {
        Assert.True(ToolLife.Standing(Facts(ToolStage.NotYetReviewed, Today), Today).MayGoOn);
        var late = ToolLife.Standing(Facts(ToolStage.NotYetReviewed, Today.AddDays(-1)), Today);
        Assert.Equal((ToolStatus.NotApproved, false), (late.Status, late.MayGoOn));
        var overdue = ToolLife.Standing(Facts(ToolStage.InUse, Today.AddDays(-1)), Today);
        Assert.Equal((ToolStatus.UnderReview, true, false), (overdue.Status, overdue.MayGoOn, overdue.MayWiden));
        Assert.Equal(ConcernKind.ReviewOverdue, Assert.Single(overdue.Concerns).Kind);
    }

    [Fact]
    public void Lets_present_use_go_on_under_a_concern_unless_it_is_severe_and_nobody_let_it()
    {
        Assert.Equal((ToolStatus.UnderReview, true, false), Of(Facts(ToolStage.InUse, open: Concern(false))));
        Assert.Equal((ToolStatus.UnderReview, false, false), Of(Facts(ToolStage.InUse, open: Concern(true))));
        Assert.Equal((ToolStatus.UnderReview, true, false), Of(Facts(ToolStage.InUse, until: Today, agreement: true, open: Concern(true))));
        Assert.False(ToolLife.Standing(Facts(ToolStage.InUse, until: Today.AddDays(-1), agreement: true, open: Concern(true)), Today).MayGoOn);
        // Nothing lets it go on once no agreement binds the vendor any more.
        Assert.False(ToolLife.Standing(Facts(ToolStage.InUse, until: Today, agreement: false, open: Concern(true)), Today).MayGoOn);
        Assert.Equal((ToolStatus.NotApproved, false, false), Of(Facts(ToolStage.InUse, stopped: true)));
        Assert.Equal(ToolStatus.ApprovedWithConditions, ToolLife.Standing(Facts(ToolStage.InUse, conditions: "Not at home"), Today).Status);
        Assert.Contains(ToolLife.Standing(Facts(ToolStage.InUse, ownerGone: true), Today).Concerns, c => c.Kind == ConcernKind.OwnerGone);

        static (ToolStatus, bool, bool) Of(ToolFacts facts)
        {
            var standing = ToolLife.Standing(facts, Today);
            return (standing.Status, standing.MayGoOn, standing.MayWiden);
        }
    }

    [Fact]
    public void Widens_only_what_may_go_on_and_never_what_ended_or_is_stopped() => Check.One(Fuzz.Of(2000), Prop.ForAll(
        (from stage in Gen.Elements(Enum.GetValues<ToolStage>())
         from flags in Gen.ArrayOf(Gen.Elements(true, false), 6)
         from days in Gen.ArrayOf(Gen.Choose(-3, 3), 2)
         from concerns in Gen.ListOf(Gen.Elements(true, false))
         select Facts(stage, flags[0] ? Today.AddDays(days[0]) : null, flags[1] ? "x" : "", flags[2], flags[3], flags[4] ? Today.AddDays(days[1]) : null, flags[5] ? null : flags[1], [.. concerns.Select(Concern)])).ToArbitrary(),
        facts =>
        {
            var standing = ToolLife.Standing(facts, Today);
            return (!standing.MayWiden || standing.MayGoOn)
                && (!standing.MayGoOn || !facts.Stopped && !ToolLife.IsEnd(facts.Stage))
                && (!standing.MayWiden || facts.Open.Count == 0)
                && (standing.Status is not (ToolStatus.Approved or ToolStatus.ApprovedWithConditions or ToolStatus.PilotOnly) || facts.Open.Count == 0 && standing.MayGoOn);
        }));

    [Fact]
    public void Leads_from_every_stage_somewhere_and_decides_on_every_yes()
    {
        foreach (var stage in Enum.GetValues<ToolStage>())
        {
            Assert.NotEmpty(ToolLife.After(stage));
            foreach (var to in ToolLife.After(stage).Where(t => ToolLife.IsDecided(t) && !ToolLife.IsDecided(stage))) Assert.NotNull(ToolLife.DecidedAs(stage, to));
        }
    }

    [Theory]
    [InlineData("students teachers", "06 07", ToolUser.Students, "07", UseAnswer.Yes)]
    [InlineData("students teachers", "06 07", ToolUser.Students, "05", UseAnswer.NotForGrade)]
    [InlineData("teachers", "06 07", ToolUser.Students, "07", UseAnswer.NotForRole)]
    [InlineData("", "", ToolUser.Students, "07", UseAnswer.NotNew)]
    [InlineData("students", "", ToolUser.Students, "07", UseAnswer.NotNew)]
    [InlineData("teachers", "", ToolUser.Teachers, null, UseAnswer.Yes)]
    public void Tells_whether_a_tool_may_be_used_by_whom_and_where(string users, string grades, ToolUser role, string? grade, UseAnswer answer)
    {
        var tool = new Tool { Name = "A", NameFolded = "a", Purpose = "", UserCodes = users, GradeCodes = grades, Stage = ToolStage.InUse, Tier = RiskTier.StudentData };
        Assert.Equal(answer, LookupRules.Answer(tool, ToolLife.Standing(Facts(ToolStage.InUse), Today), role, grade));
        Assert.Equal(UseAnswer.No, LookupRules.Answer(tool, ToolLife.Standing(Facts(ToolStage.Refused), Today), role, grade));
        Assert.Equal(answer == UseAnswer.Yes ? DataAdvice.AsAgreed : DataAdvice.NoStudentData, LookupRules.Data(tool, answer));
    }
}
