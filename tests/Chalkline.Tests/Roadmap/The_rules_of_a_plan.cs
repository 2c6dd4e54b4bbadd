using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Plan;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class The_rules_of_a_plan
{
    private static DateOnly Today => APlan.Today;

    [Fact]
    public void A_milestone_is_late_from_the_day_after_its_date_and_says_by_how_much_and_for_what()
    {
        var plan = new APlan().With("first", -3).With("second", -1, waitsFor: ["first"]).With("today", 0);
        Assert.Equal(3, Assert.IsType<MilestoneState.Late>(plan.StateOf("first")).Days);
        var second = Assert.IsType<MilestoneState.Late>(plan.StateOf("second"));
        Assert.Equal((1, plan["first"].Id), (second.Days, Assert.Single(second.For)));
        Assert.IsType<MilestoneState.Open>(plan.StateOf("today"));
    }

    [Fact]
    public void A_milestone_in_time_waits_is_not_begun_or_is_open()
    {
        var plan = new APlan().With("open", 5).With("waits", 9, waitsFor: ["open"]).With("ahead", 30, starts: 10).With("begun", 30, starts: 0);
        Assert.Equal(plan["open"].Id, Assert.Single(Assert.IsType<MilestoneState.Waits>(plan.StateOf("waits")).For));
        Assert.Equal(Today.AddDays(10), Assert.IsType<MilestoneState.NotStarted>(plan.StateOf("ahead")).From);
        Assert.IsType<MilestoneState.Open>(plan.StateOf("begun"));
    }

    [Fact]
    public void A_milestone_is_done_when_all_its_checks_are_met_whatever_its_date_and_since_the_day_that_was_written_down()
    {
        var plan = new APlan().With("done", -9, met: true, metOn: Today.AddDays(-12)).With("just", 4, met: true);
        Assert.Equal(Today.AddDays(-12), Assert.IsType<MilestoneState.Done>(plan.StateOf("done")).On);
        Assert.Equal(Today, Assert.IsType<MilestoneState.Done>(plan.StateOf("just")).On);
    }

    [Fact]
    public void A_milestone_without_a_check_or_with_one_that_cannot_be_said_is_never_done()
    {
        var item = new APlan().With("m", 5, met: true)["m"];
        Assert.True(item.IsMet);
        Assert.False((item with { Checks = [] }).IsMet);
        Assert.False((item with { Checks = [.. item.Checks, new(CheckState.InsufficientInformation, "w", "r")] }).IsMet);
    }

    [Fact]
    public void A_circle_is_found_and_named_from_the_milestone_back_to_it()
    {
        var waits = new Dictionary<string, IReadOnlyList<string>> { ["b"] = ["c"], ["c"] = ["d"], ["d"] = ["a", "x"] };
        Assert.Equal(["a", "b", "c", "d", "a"], PlanRules.CycleOf(waits, "a", ["b"]));
        Assert.Equal(["a", "a"], PlanRules.CycleOf(waits, "a", ["a"]));
        Assert.Empty(PlanRules.CycleOf(waits, "a", ["x"]));
        Assert.Empty(PlanRules.CycleOf(waits, "y", ["a"]));
    }

    [Fact]
    public void A_slip_pushes_only_what_has_no_room_left_and_keeps_the_time_that_work_takes()
    {
        var plan = new APlan().With("a", 10).With("with room", 40, waitsFor: ["a"]).With("tight", 15, waitsFor: ["a"]).With("work", 30, starts: 10, waitsFor: ["a"])
            .With("last", 32, waitsFor: ["work"]).With("done", 12, met: true, waitsFor: ["a"]);
        Assert.Empty(plan.PushesOf("a", 10));
        // Fourteen days later: work of 20 days ends on day 44 and not on 30, and pushes what comes after it.
        Assert.Equal([("tight", 24), ("work", 44), ("last", 44)], plan.PushesOf("a", 24).OrderBy(p => p.Days).ThenBy(p => p.Name == "last"));
    }

    [Fact]
    public void What_is_late_pushes_from_today_on()
    {
        var plan = new APlan().With("late", -5).With("next", -2, waitsFor: ["late"]).With("far", 20, waitsFor: ["next"]);
        Assert.Equal([("next", Today)], PlanRules.PushedBy(plan.Items, plan["late"], Today).Select(p => (p.Name, p.To)));
    }

    [Fact]
    public void A_date_in_a_testing_window_after_the_schedule_locks_or_the_fiscal_year_ends_is_warned_of()
    {
        var plan = new APlan().With("a", 10).With("b", 12, waitsFor: ["a"]);
        var calendar = new SchoolCalendar([new(CalendarKind.TestingWindow, null, Today.AddDays(5), Today.AddDays(9), null, []), new(CalendarKind.FiscalYear, null, Today.AddDays(-200), Today.AddDays(50), null, [])]);
        IReadOnlyList<DateWarning> Of(string name, int days) => PlanRules.Warnings(plan[name], Today.AddDays(days), plan.Items, calendar, Today.AddDays(30), Today);
        Assert.Equal([DateWarning.InTestingWindow], Of("a", 7));
        Assert.Equal([DateWarning.AfterScheduleLocks], Of("a", 31));
        Assert.Equal([DateWarning.AfterScheduleLocks, DateWarning.AfterFiscalYear], Of("a", 51));
        Assert.Equal([DateWarning.BeforeWhatItWaitsFor], Of("b", 4));
        Assert.Empty(Of("a", 20));
    }

    [Fact]
    public void The_phase_is_the_first_with_something_left_and_schools_do_not_hold_the_district_up()
    {
        var plan = new APlan().With("f", -5, met: true).With("own pace", 9, school: new(Guid.CreateVersion7())).With("p", 20, phase: RoadmapPhase.Pilots).With("s", 30, phase: RoadmapPhase.Scale);
        Assert.Equal(RoadmapPhase.Pilots, PlanRules.PhaseOf(plan.Items));
        Assert.Equal(RoadmapPhase.Foundation, PlanRules.PhaseOf(new APlan().With("only", 3, met: true).Items));
        Assert.Null(PlanRules.PhaseOf([]));
    }
}
