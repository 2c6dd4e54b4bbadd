using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>How a district's people decide, in real Chromium: a meeting of the task force, a matter for the board, a packet that Word's peers open.</summary>
public sealed partial class Governance_journeys(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    private const string Home = Demonstration.Home;

    [Fact]
    public async Task A_meeting_has_an_agenda_of_what_waits_minutes_and_action_items_that_close()
    {
        const string task = "Ask three classes what they use at home";
        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        var today = await TheBoard.Today(lead);
        await lead.Send("/meetings/new", ("Day", TheBoard.Text(today)), ("Place", "Library, 4 p.m."));
        var meeting = lead.Path;
        // Two of what waits, and a line of one's own.
        var waiting = lead.Page.Locator("form[action$='/agenda'] .usa-checkbox__label");
        var chosen = new List<string>();
        foreach (var line in new[] { 0, 1 })
        {
            await waiting.Nth(line).ClickAsync();
            chosen.Add((await waiting.Nth(line).InnerTextAsync()).Split(" · ")[0]);
        }
        await lead.Send("/agenda", ("Title", "What students say"));
        var agenda = lead.Page.Locator("main ol:not(.usa-breadcrumb__list) > li");
        Assert.Equal(3, await agenda.CountAsync());
        Assert.All(chosen.Zip(await agenda.AllInnerTextsAsync()), line => Assert.StartsWith(line.First, line.Second));
        await lead.Leave(() => agenda.Nth(2).Locator("button[value=up]").ClickAsync());
        Assert.StartsWith("What students say", await agenda.Nth(1).InnerTextAsync());
        await lead.Page.Locator("form[action$='/minutes'] .usa-checkbox__label").First.ClickAsync();
        await lead.Send("/minutes", ("Minutes", "We asked what students use.\nNobody knows yet."));
        Assert.Contains("Nobody knows yet.", await lead.Says());
        await lead.Send("/actions", ("Text", task), ("Owner", "Jun Park (invented)"), ("DueOn", TheBoard.Text(today.AddDays(7))));

        await using var teacher = await chromium.Open(demo.Address);
        await Demonstration.SignIn(teacher, "Jun Park");
        Assert.Contains(task, await teacher.Says());
        await teacher.See(meeting);
        await teacher.Page.GetByLabel("What came of it").FillAsync("Two of three use one.");
        await teacher.Send("/close");
        Assert.Equal(meeting, teacher.Path);
        await teacher.See(Home + "/");
        Assert.Equal(0, await teacher.Page.Locator($"main ul.work a[href$='{meeting}']").CountAsync());

        await lead.See(meeting);
        Assert.Contains("Two of three use one.", await lead.Says());
        await lead.See(Home + "/task-force");
        Assert.DoesNotContain(task, await lead.Says());
    }

    [Fact]
    public async Task A_decision_above_the_directors_delegation_waits_for_the_board_whose_vote_the_clerk_enters()
    {
        const string matter = "Feedback on drafts in grade 8";
        await using var reviewer = await chromium.Open(demo.Address);
        await Demonstration.SignIn(reviewer, "Tom Becker");
        await reviewer.See(Home + "/decisions/new");
        await reviewer.Send("/decisions/new", ("Title", matter), ("Kind", "purchase"), ("Tier", "student-data"), ("Amount", "60,000"), ("Background", "Teachers of grade 8 ask for it."),
            ("FiscalEffect", "$60,000 for two school years."), ("Motion", "The district buys it for two years."));
        var path = reviewer.Path;

        await using var lead = await chromium.Open(demo.Address);
        await Demonstration.SignIn(lead, "Ana Ruiz");
        await lead.See(path);
        Assert.Contains("only the board decides this", await lead.Says());
        Assert.Equal(0, await lead.Page.Locator("form[action$='/decide']").CountAsync());
        var today = await TheBoard.Today(lead);

        await using var clerk = await chromium.Open(demo.Address);
        await Demonstration.SignIn(clerk, "Hana Novak");
        await TheBoard.TakesUp(clerk, today, matter, "action");
        await TheBoard.Votes(clerk, 5, 2, 1);
        Assert.Contains("The votes add up to 8, and the board has 7 seats", await clerk.Says());
        // What was typed stays: one number is mended.
        await clerk.Send("/vote", ("VotesFor", "4"));
        Assert.Equal(path, clerk.Path);
        var said = await clerk.Says();
        Assert.Contains("Approved", said);
        Assert.Contains("4 for, 2 against, 0 abstained, 1 absent", said);
    }

    [Fact]
    public async Task A_board_packet_is_opened_by_LibreOffice_with_its_text_and_its_headings()
    {
        var office = Office.Find();
        await using var clerk = await chromium.Open(demo.Address);
        await Demonstration.SignIn(clerk, "Hana Novak");
        await clerk.See(Home + "/briefing/packet");
        // The demonstration's own next meeting: other journeys meet today.
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = await clerk.Page.Locator("[name=meeting] option").EvaluateAllAsync<string[]>("options => options.map(o => o.value)");
        await clerk.See(Home + "/briefing/packet?meeting=" + days.Order(StringComparer.Ordinal).First(d => string.CompareOrdinal(d, today) > 0));
        var word = clerk.Page.Locator("main a[href*='packet.docx']").First;
        var address = await word.GetAttributeAsync("href") ?? "";
        var download = await clerk.Page.RunAndWaitForDownloadAsync(() => word.ClickAsync());
        Assert.EndsWith(".docx", download.SuggestedFilename);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "packet.docx");
        await download.SaveAsAsync(file);

        var html = await office.Convert(file, "html");
        await clerk.See(address.Replace("packet.docx", "print", StringComparison.Ordinal));
        var headings = await clerk.Page.Locator("main h2, main h3, main h4").AllInnerTextsAsync();
        Assert.Contains("Writing feedback in grades 9 to 12", headings);
        Assert.Equal(headings.Select(h => h.Trim()), Heading().Matches(html).Select(m => Plain(m.Groups[2].Value)));
        // A chart is a picture, and says in words what it shows: LibreOffice leaves that out of HTML, and has it in its own format.
        var pictures = Picture().Matches(await office.Convert(file, "fodt")).Select(m => Plain(m.Groups[1].Value)).ToList();
        Assert.Equal(await clerk.Page.Locator("main figure").CountAsync(), pictures.Count);
        Assert.Contains(pictures, p => p.StartsWith("Milestones done, by phase.", StringComparison.Ordinal) && p.Contains("milestones are done", StringComparison.Ordinal));
        var text = Plain(html);
        foreach (var said in (string[])["The board approves the two-year agreement on writing feedback in grades 9 to 12 for at most $84,000.", "$42,000 a year", "Policy: Generative AI in assessment (invented), version 1"])
            Assert.Contains(said, text);
    }

    private static string Plain(string html) => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html, "")), " ").Trim();

    [GeneratedRegex(@"<h([1-6])\b[^>]*>(.*?)</h\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex("<svg:desc>([^<]+)</svg:desc>")]
    private static partial Regex Picture();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
