using System.Net;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.SetUp;
using Chalkline.Tests.Packs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class The_set_up
{
    private static readonly DateOnly First = new(2027, 1, 4);

    private static readonly SchoolCalendar NoCalendar = new([]);

    public static TheoryData<string, string?> Starts => new() { { "size-small", null }, { "size-middle", null }, { "size-large", null }, { "size-middle", "2027-07-01" } };

    [Theory]
    [MemberData(nameof(Starts))]
    public void Makes_twelve_to_twentyfive_milestones_in_order_from_the_answers(string size, string? mandate)
    {
        var plan = Plan(Answers(size, mandate));
        Assert.InRange(plan.Template.Items.Count, 12, 25);
        Assert.InRange(plan.Milestones.Count, 12, 25);
        var dates = plan.Milestones.ToDictionary(m => m.Key, m => m.DueOn);
        Assert.All(plan.Milestones, m => Assert.All(m.WaitsFor, w => Assert.True(dates[w] <= m.DueOn, $"{m.Key} comes before {w}")));
        Assert.All(plan.Milestones, m => Assert.True(m.StartsOn <= m.DueOn && m.Criteria.Count > 0, m.Key));
        Assert.All(plan.Milestones, m => Assert.All(Language.All, l => Assert.NotEmpty(m.Name.In(l))));
    }

    [Fact]
    public void Says_of_each_milestone_which_answer_asked_for_it_and_of_each_left_out_what_would_bring_it_back()
    {
        var plan = Plan(Answers("size-middle", null));
        Assert.Equal(["worry-privacy"], plan.Milestones.Single(m => m.Key == "data-policy").For);
        Assert.Empty(plan.Milestones.Single(m => m.Key == "goal").For);
        Assert.DoesNotContain(plan.Milestones, m => m.Key == "decides");
        Assert.Contains(plan.LeftOut, l => l.Unless.Contains("decides-nobody"));
        // In place of one that is left out, what waited for it waits for what that waited for.
        var without = Plan(Answers("size-middle", null) with { Tags = ["size-middle", "decides-board", "matters-achievement"] });
        Assert.All(without.Milestones, m => Assert.All(m.WaitsFor, w => Assert.Contains(without.Milestones, o => o.Key == w)));
    }

    [Fact]
    public void Puts_the_policy_by_the_states_day_and_the_rest_after_it()
    {
        var plan = Plan(Answers("size-small", "2027-03-01"));
        Assert.Equal("roadmap-state-mandate", plan.Template.Id.Name);
        Assert.Equal(new(2027, 3, 1), plan.Milestones.Where(m => m.Phase == Chalkline.Roadmap.Plan.RoadmapPhase.Foundation).Max(m => m.DueOn));
        Assert.True(plan.Milestones.Single(m => m.Key == "use-policy").DueOn < new DateOnly(2027, 3, 1));
    }

    [Fact]
    public void Moves_a_date_out_of_a_testing_window()
    {
        var plain = Plan(Answers("size-middle", null)).Milestones.Single(m => m.Key == "choose").DueOn;
        var moved = Plan(Answers("size-middle", null), new([new(CalendarKind.TestingWindow, null, plain.AddDays(-2), plain.AddDays(3), null, [])])).Milestones.Single(m => m.Key == "choose");
        Assert.Equal((plain.AddDays(4), true), (moved.DueOn, moved.MovedOut));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Leads_from_seven_answers_to_a_roadmap_without_losing_what_was_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        var questions = await lead.Page("/roadmap/set-up");
        Assert.Equal("CO", questions.QuerySelector("#state")!.GetAttribute("value"));
        using var incomplete = await lead.Get("/roadmap/set-up/preview?size=size-small&worries=worry-cost&state=CO");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.StatusCode);
        Assert.NotNull((await Browser.Read(incomplete)).QuerySelector("input[value='worry-cost'][checked]"));
        const string answers = "?size=size-small&grades=grades-high&inUse=in-use-students&decides=decides-nobody&worries=worry-integrity&matters=matters-attendance&state=CO&firstDay=2027-01-04";
        var preview = await lead.Page("/roadmap/set-up/preview" + answers);
        Assert.Contains("You answered: Nobody in particular decides", preview.QuerySelector("main")!.TextContent);
        var back = await lead.Page(preview.QuerySelectorAll("main a").First(a => a.GetAttribute("href")!.Contains("set-up?")).GetAttribute("href")!["/cedar-valley".Length..]);
        Assert.NotNull(back.QuerySelector("input[value='grades-high'][checked]"));
        Assert.Contains("Here you will see", (await lead.Page("/roadmap")).QuerySelector("main")!.TextContent);
        await Pages_of_the_roadmap.Goes(await lead.Post("/roadmap/set-up/preview", lead.Fields(preview, "/roadmap/set-up/preview")), "/roadmap");
        var roadmap = (await lead.Page("/roadmap")).QuerySelector("main")!.TextContent;
        Assert.Contains("Phase 1 of 4: Foundation", roadmap);
        Assert.Contains("It is written who decides what about AI", roadmap);
    }

    [Fact]
    public void Has_words_for_every_answer()
    {
        foreach (var tag in AnswerTags.All)
            foreach (var language in Language.All)
                Assert.NotEmpty(SetUpText.Tag(language, tag));
    }

    private static SetUpAnswers Answers(string size, string? mandate)
    {
        var form = new SetUpForm { Size = size, Grades = ["grades-high"], InUse = ["in-use-teachers"], Decides = "decides-board", Worries = ["worry-privacy"], Matters = "matters-achievement", State = "CO", Mandate = mandate };
        var (answers, faults) = SetUpAnswers.Read(form, First);
        Assert.Empty(faults);
        return answers;
    }

    private static FirstRoadmapPlan Plan(SetUpAnswers answers, SchoolCalendar? calendar = null) =>
        FirstRoadmap.Of(answers, PackText.Shipped.Find(FirstRoadmap.TemplateFor(answers))!, calendar ?? NoCalendar);
}
