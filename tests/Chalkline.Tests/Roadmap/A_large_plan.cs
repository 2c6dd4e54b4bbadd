using System.Diagnostics;
using System.Globalization;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Roadmap.Plan;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Xunit;

namespace Chalkline.Tests.Roadmap;

/// <summary>
/// How long the server takes over the pages of a plan as large as one gets: 300 milestones, 60 goals, 40 use cases. With CHALKLINE_LARGE=1 the median is held to
/// 150 ms; the ordinary run shares the machine with all other tests, and there it is an alarm.
/// </summary>
public sealed class A_large_plan
{
    private const int Tries = 21;

    private static readonly bool IsMeasured = Environment.GetEnvironmentVariable("CHALKLINE_LARGE") == "1";

    private static readonly double Allowed = IsMeasured ? 150 : 3000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_shown_within_150_milliseconds(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        var (goals, measures) = await Goals(site);
        await Milestones(site, measures);
        using var superintendent = await site.As(Role.Superintendent);
        var slow = new List<string>();
        foreach (var path in new[] { "/briefing", "/roadmap", "/roadmap/timeline", "/roadmap/schools", "/roadmap/risks", "/goals", $"/goals/{goals[0]}", "/use-cases", "/measures" })
        {
            var times = new List<double>();
            // The first ones compile what the page needs.
            for (var i = 0; i < 3; i++) await Take(superintendent, path);
            for (var i = 0; i < (IsMeasured ? Tries : 3); i++) times.Add(await Take(superintendent, path));
            times.Sort();
            var median = times[times.Count / 2];
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database} {path}: median {median:0} ms, {times[0]:0} to {times[^1]:0} ms"));
            if (median > Allowed) slow.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {median:0} ms"));
        }
        Assert.Empty(slow);
        Assert.Contains("60", (await superintendent.Page("/briefing")).QuerySelector(".briefing")!.TextContent);
        Assert.Equal(300, (await superintendent.Page("/roadmap/timeline")).QuerySelectorAll("main table tbody tr").Length);
    }

    private static async Task<double> Take(Browser browser, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await browser.Get(path);
        await response.Content.ReadAsByteArrayAsync(Ct);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.True(response.IsSuccessStatusCode, path);
        return took;
    }

    /// <summary>Goals on six measures with nine months of values for the district and for eight schools, and a use case for two of three goals.</summary>
    private static async Task<(List<GoalId> Goals, List<MeasureId> Measures)> Goals(TestSite site)
    {
        var (challenge, measures, goals) = (await site.AddChallenge(), new List<MeasureId>(), new List<GoalId>());
        for (var i = 0; i < 6; i++)
        {
            measures.Add(await site.AddMeasure("Measure " + i));
            for (var month = 1; month <= 9; month++) await site.Enter(measures[i], $"2026-{month:00}-02", (20 - month).ToString(CultureInfo.InvariantCulture));
        }
        for (var i = 0; i < 60; i++) goals.Add(await site.AddGoal(challenge, measures[i % 6], "Goal " + i));
        for (var i = 0; i < 40; i++) await site.AddUseCase(goals[i], "Case " + i);
        return (goals, measures);
    }

    /// <summary>Milestones around today, every fifth late, each with checks of every kind and with what it waits for.</summary>
    private static async Task Milestones(TestSite site, List<MeasureId> measures)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var today = DateOnly.FromDateTime(site.Stores.Time.Now().UtcDateTime);
        var ids = Enumerable.Range(0, 300).Select(_ => site.Stores.Time.NewId<MilestoneId>()).ToList();
        var roles = new[] { "ai-lead", "superintendent", "assessment", "auditor" };
        for (var i = 0; i < ids.Count; i++)
        {
            var (due, measure) = (today.AddDays(i % 5 == 0 ? -1 - i : i), measures[i % 6].ToString());
            var milestone = new Milestone
            {
                Id = ids[i],
                Name = $"Milestone {i.ToString(CultureInfo.InvariantCulture)}",
                Phase = (RoadmapPhase)(i * 4 / ids.Count),
                DueOn = due,
                FirstDueOn = due.AddDays(-(i % 7)),
                StartsOn = due.AddDays(-20),
                Criteria = Criterion.Write(
                [
                    new("role-held", new Dictionary<string, string> { ["role"] = roles[i % 4] }), new("date-passed", new Dictionary<string, string> { ["day"] = "2020-01-01" }), new("goal-set", new Dictionary<string, string>()),
                    new("measure-current", new Dictionary<string, string> { ["measure"] = measure, ["days"] = "90" }),
                    new("number-reached", new Dictionary<string, string> { ["measure"] = measure, ["side"] = "at-most", ["number"] = "15" }),
                ]),
                CreatedAt = site.Stores.Time.Now(),
            };
            if (i > 0) milestone.Waits.Add(new() { Milestone = ids[i], WaitsFor = ids[i - 1] });
            db.Add(milestone);
        }
        await db.Commit(new(Actor.System, "roadmap.imported", new("test", Guid.Empty), []), Ct);
    }
}
