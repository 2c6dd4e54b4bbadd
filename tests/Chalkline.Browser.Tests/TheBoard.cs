using System.Globalization;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>The demonstration's board as its clerk, Hana Novak, works for it; in these journeys it meets today.</summary>
internal static class TheBoard
{
    private const string Home = Demonstration.Home;

    /// <summary>The day where the district is, as its pages have it.</summary>
    public static async Task<DateOnly> Today(Visit lead)
    {
        await lead.See(Home + "/task-force/meetings/new");
        // Two weeks ahead is what the form begins with.
        return DateOnly.ParseExact(await lead.Page.Locator("[name=Day]").InputValueAsync(), "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-14);
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Puts what waits for the board on the agenda of today and opens the form of its vote.</summary>
    /// <param name="matter">Its title.</param>
    public static async Task TakesUp(Visit clerk, DateOnly today, string matter, string reading)
    {
        var meeting = $"{Home}/board/meetings/{Text(today)}";
        if (await clerk.Go(meeting) == 404)
        {
            await clerk.See(Home + "/calendar/new?kind=board-meeting");
            await clerk.Send("/calendar/new", ("FirstDay", Text(today)), ("LastDay", Text(today)), ("AgendaDeadline", Text(today.AddDays(-1))));
            await clerk.See(meeting);
        }
        await clerk.Page.Locator("select[name=proposal]").SelectOptionAsync(matter);
        await clerk.Send("/items", ("reading", reading));
        await clerk.Leave(() => clerk.Page.Locator("main ol li", new() { HasText = matter }).Locator("a[href$='/vote']").ClickAsync());
        Assert.EndsWith("/vote", clerk.Path);
    }

    public static Task Votes(Visit clerk, int yes, int no, int absent) => clerk.Send("/vote", ("MovedBy", "A. Invented"), ("SecondedBy", "B. Invented"),
        ("VotesFor", yes.ToString(CultureInfo.InvariantCulture)), ("VotesAgainst", no.ToString(CultureInfo.InvariantCulture)), ("Absent", absent.ToString(CultureInfo.InvariantCulture)));
}
