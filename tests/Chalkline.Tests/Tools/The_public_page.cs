using System.Net;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools.PublicPage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class The_public_page
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Says_that_it_is_not_published_until_somebody_has_published_it(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var visitor = site.Visitor();
        await lead.EnterTool("Tutor A");
        Assert.Contains("was not published yet", (await visitor.Page("/ai?lang=en")).QuerySelector("main")!.TextContent);
        using var json = await visitor.Get("/ai.json");
        Assert.Equal(HttpStatusCode.NotFound, json.StatusCode);
        Assert.Contains("Publish the public page", (await lead.Page("/?lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Tells_families_what_is_used_and_what_was_refused_and_hides_few_students(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var visitor = site.Visitor();
        await lead.EnterTool("<b>Tutor</b> A", ("Students", "7"), ("Tier", "student-data"), ("Users", "students"), ("Grades", "6-8"), ("SubProcessors", "Cloud X"));
        await lead.EnterTool("Planner", ("Students", "120"), ("Tier", "no-student-data"));
        await lead.EnterTool("Wish", ("Entered", "requested"));
        var stopped = await lead.EnterTool("Faces");
        using var stop = await lead.Submit(stopped + "/stop", stopped + "/stop", ("Why", "A secret reason."));
        using var published = await lead.Publish();
        Assert.EndsWith("/ai", published.Headers.Location!.OriginalString);
        var page = (await visitor.Page("/ai?lang=en")).QuerySelector("main")!;
        Assert.Contains("2 tools are in use, 1 were refused or switched off", page.TextContent);
        Assert.Contains("fewer than 10 students", page.TextContent);
        Assert.Contains("Cloud X", page.TextContent);
        Assert.Contains("Faces (Vendor A): stopped", page.TextContent);
        foreach (var hidden in new[] { "Wish", "secret reason" }) Assert.DoesNotContain(hidden, page.TextContent);
        Assert.Empty(page.QuerySelectorAll("h3 b"));
        Assert.Contains("menos de 10 estudiantes", (await visitor.Page("/ai?lang=es")).QuerySelector("main")!.TextContent);
        Assert.Single((await visitor.Page("/ai?name=planner")).QuerySelectorAll("main h3"));
        using var json = await visitor.Get("/ai.json");
        var content = JsonNode.Parse(await json.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal("chalkline-public-ai-page/1", (string?)content["format"]);
        Assert.Equal([(null, true), (120, false)], content["tools"]!.AsArray().Select(t => ((int?)t!["students"], (bool)t["few_students"]!)).OrderBy(t => t.Item1 ?? 0));
        Assert.Contains("Public page published", (await lead.Page("/audit-log?lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_seen_before_it_is_published_and_seen_again_when_the_register_changed(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        await lead.EnterTool("Tutor A");
        using var empty = await lead.Submit(PublicSite.Publishing, PublicSite.Publishing, ("Do", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var seen = await lead.Submit(PublicSite.Publishing, PublicSite.Publishing, [.. PublicSite.Words, ("Do", "see")]);
        var page = await Browser.Read(seen);
        Assert.Contains("1 new tools: Tutor A", page.QuerySelector("main")!.TextContent);
        Assert.Equal(0, await site.Do((db, _) => db.Set<PublicEdition>().CountAsync(Ct)));
        var form = lead.Fields(page, PublicSite.Publishing, ("Do", "publish"));
        await lead.EnterTool("Quiz B");
        using var late = await lead.Post(PublicSite.Publishing, form);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Quiz B", (await Browser.Read(late)).QuerySelector("main")!.TextContent);
        using var published = await lead.Publish();
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        Assert.Contains("Nothing: the register says what is published", (await lead.Page(PublicSite.Publishing + "?lang=en")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Keeps_every_edition_as_it_was(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var visitor = site.Visitor();
        var path = await lead.EnterTool("Tutor A");
        using var first = await lead.Publish();
        using var renamed = await lead.Submit(path + "/edit", path + "/edit", ("Name", "Coach A"));
        using var second = await lead.Publish();
        Assert.Contains("Coach A", (await visitor.Page("/ai")).QuerySelector("main")!.TextContent);
        var old = (await visitor.Page("/ai?edition=1&lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("Tutor A", old);
        Assert.Contains("edition 1", old);
        foreach (var wrong in new[] { "/ai?edition=3", "/ai.json?edition=3" })
        {
            using var none = await visitor.Get(wrong);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
        await Assert.ThrowsAnyAsync<Exception>(() => site.Do((db, _) => db.Set<PublicEdition>().ExecuteUpdateAsync(e => e.SetProperty(x => x.Content, "{}"), Ct)));
        await Assert.ThrowsAnyAsync<Exception>(() => site.Do((db, _) => db.Set<PublicEdition>().ExecuteDeleteAsync(Ct)));
        var editions = await site.Do((db, _) => db.Set<PublicEdition>().AsNoTracking().OrderBy(e => e.Number).ToListAsync(Ct));
        Assert.Equal([1, 2], editions.Select(e => e.Number));
        Assert.All(editions, e => Assert.True(new FrozenContent(e.Content, e.Hash).Holds));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_published_by_those_who_may_and_opens_the_check_that_people_are_told(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        using var teacher = await site.As(Role.Teacher);
        using var refused = await teacher.Get(PublicSite.Publishing);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var path = await lead.EnterTool("Tutor A", ("Owner", await site.EmailOf(lead.Account!.Value)));
        await site.Decided(path);
        Assert.Contains("was not published yet", await Gates(lead, path));
        using var published = await lead.Publish();
        Assert.Contains("The edition that is published tells of it", await Gates(lead, path));
    }

    [Fact]
    public void Says_what_differs_from_the_last_edition()
    {
        var empty = new PublicContent(PublicContent.ThisFormat, "Invented", "CO", new("a", "b"), new("c", "d"), "e", [], [], []);
        var tool = new PublicTool(Guid.CreateVersion7(), "Tutor", "Vendor", "", "approved", "in-use", "", [], "6-8", [], [], null, false, null, false, "", [], null, [], null, "", null);
        Assert.True(PublicDifference.Between(empty, empty).IsNone);
        Assert.True(PublicDifference.Between(null, empty).OtherWords);
        Assert.Equal(["Tutor"], PublicDifference.Between(empty, empty with { Tools = [tool] }).Added);
        Assert.Equal(["Tutor"], PublicDifference.Between(empty with { Tools = [tool] }, empty with { Tools = [tool with { Grades = "5-8" }] }).Changed);
        var gone = PublicDifference.Between(empty with { Tools = [tool] }, empty with { Contact = "f" });
        Assert.Equal((1, true), (gone.Gone.Count, gone.OtherWords));
        Assert.Equal("b", empty.Introduction.In(Chalkline.Design.Language.Spanish));
        Assert.Equal(empty.Frozen().Text, PublicContent.Of(empty.Frozen().Text).Frozen().Text);
    }

    private static async Task<string> Gates(Browser lead, string path) => (await lead.Page(path + "?lang=en")).QuerySelector("main")!.TextContent;
}

/// <summary>The public page of a test, published by the page that people use.</summary>
internal static class PublicSite
{
    public const string Publishing = "/public-page";

    public static readonly (string, string?)[] Words =
        [("Introduction", "We use AI with care."), ("IntroductionSpanish", "Usamos IA con cuidado."), ("Rights", "You may ask."), ("RightsSpanish", "Puede preguntar."), ("Contact", "families@example.org")];

    public static async Task<HttpResponseMessage> Publish(this Browser lead)
    {
        using var seen = await lead.Submit(Publishing, Publishing, [.. Words, ("Do", "see")]);
        return await lead.Post(Publishing, lead.Fields(await Browser.Read(seen), Publishing, ("Do", "publish")));
    }
}
