using System.Net;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.UseCases;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class A_goal_and_its_use_cases
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Say_in_numbers_whether_the_pace_is_enough(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var measure = await site.AddMeasure();
        var goal = await site.AddGoal(await site.AddChallenge(), measure);
        using var teacher = await site.As(new HeldRole(Role.Teacher, SchoolId.From(Guid.CreateVersion7()), null));
        Assert.Contains("There is no value later than the baseline", (await teacher.Page($"/goals/{goal}?lang=en")).QuerySelector(".pace")!.TextContent);
        // 45 of 304 days from 20 to 10: the line stands at 18.52.
        await site.Enter(measure, "2026-09-15", "19");
        var page = await teacher.Page($"/goals/{goal}?lang=en");
        Assert.Equal("Behind: 19 % on September 15, 2026; to be in time it should have been 18.52 % that day, and 17.86 % today. The target is 10 % by June 1, 2027.", page.QuerySelector(".pace")!.TextContent);
        Assert.NotEmpty(page.QuerySelectorAll("svg line.reference"));
        await site.Enter(measure, "2026-09-16", "18");
        Assert.StartsWith("Ahead:", (await teacher.Page($"/goals/{goal}?lang=en")).QuerySelector(".pace")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Adelantada", (await teacher.Page("/goals?lang=es")).QuerySelector("table")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_refused_without_a_baseline_and_where_the_target_is_no_better(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var (challenge, measure) = (await site.AddChallenge(), await site.AddMeasure());
        var whole = AimSite.GoalForm(challenge, measure);
        foreach (var (form, field, word) in new[]
        {
            (whole with { Baseline = " " }, "Baseline", nameof(AimWords.FaultNoBaseline)), (whole with { BaselineDay = null }, "BaselineDay", nameof(AimWords.FaultMissing)),
            (whole with { Target = "20" }, "Target", nameof(AimWords.FaultTargetLess)), (whole with { Target = "-1" }, "Target", nameof(AimWords.FaultOutOfRange)),
            (whole with { TargetDay = "2026-08-01" }, "TargetDay", nameof(AimWords.FaultTargetDay)), (whole with { BaselineDay = "2026-12-01" }, "BaselineDay", nameof(AimWords.FaultLater)),
            (whole with { Challenge = Guid.CreateVersion7().ToString() }, "Challenge", nameof(AimWords.FaultChoice)), (whole with { Measure = "x" }, "Measure", nameof(AimWords.FaultChoice)),
            (whole with { School = Guid.CreateVersion7().ToString() }, "School", nameof(AimWords.FaultChoice)), (whole with { Owner = Guid.CreateVersion7().ToString() }, "Owner", nameof(AimWords.FaultChoice)),
        })
        {
            var refused = Assert.IsType<AimResult<Goal>.Refused>(await site.Do((db, time) => SetGoal.Add(db, time, AimSite.Lead, form, Ct)));
            Assert.Contains(refused.Faults, f => f.Field == field && f.Word == word);
        }
        Assert.Equal(0, await site.Do((db, _) => db.Set<Goal>().CountAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Take_one_of_two_who_edit_at_once_and_show_html_as_text(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var goal = await site.AddGoal(await site.AddChallenge(), await site.AddMeasure(), "<img src=x onerror=alert(1)>");
        using var one = await site.As(Role.AiLead);
        using var two = await site.As(Role.Superintendent);
        var path = $"/goals/{goal}/edit";
        var late = two.Fields(await two.Page(path), path, ("Target", "12"));
        using var first = await one.Submit(path, path, ("Target", "11"));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await two.Post(path, late);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(11, await site.Do((db, _) => db.Set<Goal>().Select(g => g.Target).SingleAsync(Ct)));
        Assert.Empty((await one.Page($"/goals/{goal}")).QuerySelectorAll("main img"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Freeze_their_success_criteria_and_keep_every_version(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var id = await site.AddUseCase(await site.AddGoal(await site.AddChallenge(), await site.AddMeasure()));
        using var lead = await site.As(Role.AiLead);
        var (page, criteria, freeze) = ($"/use-cases/{id}?lang=en", $"/use-cases/{id}/criteria", $"/use-cases/{id}/freeze");
        using var written = await lead.Submit(criteria, criteria, ("Text", "10 % by May"));
        using var corrected = await lead.Submit(criteria, criteria, ("Text", "12 % by May"));
        Assert.Single((await lead.Page(page)).QuerySelectorAll("section h3"), h => h.TextContent == "Version 1, a draft");
        var stale = lead.Fields(await lead.Page(criteria), criteria, ("Text", "easier"));
        using var frozen = await lead.Submit(page, freeze);
        using var late = await lead.Post(criteria, stale);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        using var further = await lead.Submit(criteria, criteria, ("Text", "15 % by May"));
        var shown = (await lead.Page(page)).QuerySelectorAll("section h3").Select(h => h.TextContent).Where(t => t.StartsWith("Version", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Version 2, a draft", "Version 1, frozen on October 5, 2026"], shown);
        Assert.Equal(["12 % by May", "15 % by May"], await site.Do((db, _) => db.Set<UseCaseCriteria>().OrderBy(c => c.Number).Select(c => c.Text).ToListAsync(Ct)));
    }

    [Theory]
    [InlineData(UseCasePurpose.Operations, UseCaseData.None, "", UseCaseRole.Office, 1)]
    [InlineData(UseCasePurpose.TeacherSupport, UseCaseData.StudentData, "K-5", UseCaseRole.Teachers, 2)]
    [InlineData(UseCasePurpose.Instruction, UseCaseData.StudentData, "9-12", UseCaseRole.Students, 3)]
    [InlineData(UseCasePurpose.Instruction, UseCaseData.StudentData, "3-5", UseCaseRole.Students, 4)]
    [InlineData(UseCasePurpose.DecisionsAboutStudents, UseCaseData.Sensitive, "6-8", UseCaseRole.Counselors, 5)]
    public void Propose_a_risk_from_purpose_data_grades_and_roles(UseCasePurpose purpose, UseCaseData data, string grades, UseCaseRole role, int risk)
    {
        Assert.True(GradeSet.TryParse(grades, out var set));
        var proposed = ProposedRisk.Of(purpose, data, set, [role]);
        Assert.Equal(risk, proposed.Risk);
        Assert.NotEmpty(proposed.Reasons);
    }

    [Fact]
    public void Need_as_many_classes_as_the_reference_says()
    {
        // Dong and Maynard's formula in R: classes of 22, intraclass .1, a pretest that explains .7 and .5.
        Assert.Equal(0.2987, ClassesNeeded.Usual.SmallestEffect(20), 4);
        Assert.Equal(0.2044, ClassesNeeded.Usual.SmallestEffect(40), 4);
        Assert.Equal(42, ClassesNeeded.Usual.Smallest());
        Assert.Null((ClassesNeeded.Usual with { Worthwhile = 0.001 }).Smallest());
    }

    [Fact]
    public void Are_good_first_pilots_by_high_impact_low_risk_and_a_measure()
    {
        Assert.True(Placement.Of(4, 2, UseCaseLevel.Classroom, true, true, true).IsGoodFirst);
        Assert.Equal([PilotObstacle.LowImpact, PilotObstacle.HighRisk, PilotObstacle.NoMeasure], Placement.Of(3, 3, UseCaseLevel.District, true, false, true).Obstacles);
        Assert.Equal([PilotObstacle.NoValue], Placement.Of(5, 1, UseCaseLevel.District, true, true, false).Obstacles);
    }
}
