using System.Net;
using Chalkline.Governance.Guidance;
using Chalkline.Platform;
using Chalkline.Tests.Packs;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Governance;

public sealed class Guidance_for_grades
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_begun_from_a_pack_written_and_published_for_anyone_in_both_languages(Database database)
    {
        await using var site = await TestSite.On(database);
        using var family = site.Visitor();
        Assert.Contains("Nothing is published yet", (await family.Page("/guidance?lang=en")).Body!.TextContent);
        using var lead = await site.As(Role.AiLead);
        using (var begun = await lead.Submit("/guidance", "/guidance/begin")) Assert.Equal("/guidance/draft", PolicySite.Within(begun));
        using (var band = await lead.Submit("/guidance/bands/2", "/guidance/bands/2", ("level-writing", "editing"), ("words-writing", "Comments on your draft."), ("spanish-writing", "Comentarios de tu borrador.")))
            Assert.Equal(HttpStatusCode.Redirect, band.StatusCode);
        Assert.Contains("Nothing is published yet", (await family.Page("/guidance?lang=en")).Body!.TextContent);
        using (var published = await lead.Submit("/guidance/draft", "/guidance/publish")) Assert.Equal("/guidance", PolicySite.Within(published));
        var page = await family.Page("/guidance?lang=en");
        Assert.Equal(["Assignment", "Grades K–2", "Grades 3–5", "Grades 6–8", "Grades 9–12"], page.QuerySelectorAll("thead th").Select(h => h.TextContent));
        var writing = page.QuerySelectorAll("tbody tr")[1];
        Assert.Equal("EditingComments on your draft.", writing.Children[3].TextContent);
        Assert.Contains("Comentarios de tu borrador.", (await family.Page("/guidance?lang=es")).Body!.TextContent);
        // A reader who is not signed in gets no way to write.
        Assert.Empty(page.QuerySelectorAll("main form, main a[href*=draft]"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Once_published_never_changes_not_by_SQL_either_and_a_next_version_takes_its_place(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        await Published(lead);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => site.Do((db, _) => db.Database.ExecuteSqlRawAsync("UPDATE guidance_version SET content = '[]'", Ct)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => site.Do((db, _) => db.Database.ExecuteSqlRawAsync("DELETE FROM guidance_version", Ct)));
        Assert.Equal(HttpStatusCode.NotFound, (await lead.Get("/guidance/bands/0")).StatusCode);
        using (await lead.Submit("/guidance", "/guidance/begin"))
        using (var head = await lead.Submit("/guidance/edit", "/guidance/edit", ("Title", "AI in our classes"))) Assert.Equal(HttpStatusCode.Redirect, head.StatusCode);
        Assert.DoesNotContain("AI in our classes", (await lead.Page("/guidance?lang=en")).QuerySelector("h1")!.TextContent);
        using (await lead.Submit("/guidance/draft", "/guidance/publish")) Assert.Equal("AI in our classes", (await lead.Page("/guidance?lang=en")).QuerySelector("h1")!.TextContent);
        Assert.Equal([true, false], await site.Do((db, _) => db.Set<GuidanceVersion>().OrderBy(v => v.Number).Select(v => v.EndedAt != null).ToListAsync(Ct)));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_refused_where_words_are_missing_or_a_grade_stands_twice_and_keeps_what_two_typed(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using (await lead.Submit("/guidance", "/guidance/begin"))
        using (var faulty = await lead.Submit("/guidance/bands/0", "/guidance/bands/0", ("grades", "of all"), ("level-test", "much"), ("words-test", ""), ("spanish-test", new string('x', 121))))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.StatusCode);
            Assert.Equal(4, (await Browser.Read(faulty)).QuerySelectorAll("#faults li").Length);
        }
        var late = lead.Fields(await lead.Page("/guidance/bands/1"), "/guidance/bands/1", ("words-test", "Typed late."));
        using (var twice = await lead.Submit("/guidance/bands/0", "/guidance/bands/0", ("grades", "K-3"))) Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);
        using (var stale = await lead.Post("/guidance/bands/1", late))
        {
            Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
            Assert.Equal("Typed late.", (await Browser.Read(stale)).QuerySelector("#words-test")!.GetAttribute("value"));
        }
        using var refused = await lead.Submit("/guidance/draft?lang=en", "/guidance/publish");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("A grade stands in two bands", (await Browser.Read(refused)).QuerySelector("#faults")!.TextContent);
    }

    [Fact]
    public void Comes_back_from_the_store_as_it_was_written()
    {
        var table = GuidanceKind.TableOf(PackText.Shipped.Find(PackId.Parse("urn:chalkline:pack:grade-band-guidance"))!);
        Assert.Null(table.AgainstPublishing());
        Assert.Equal(table.Write(), GuidanceTable.Read(table.Write()).Write());
        Assert.Equal(nameof(Chalkline.Governance.RuleWords.FaultCellEmpty), new GuidanceTable([table.Bands[0] with { Cells = new Dictionary<AssignmentKind, GuidanceCell>() }]).AgainstPublishing());
    }

    private static async Task Published(Browser lead)
    {
        using (await lead.Submit("/guidance", "/guidance/begin"))
        using (var published = await lead.Submit("/guidance/draft", "/guidance/publish")) Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
    }
}
