using System.Net;
using System.Text;
using System.Text.Json;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Tests.Roadmap;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools.Blocking;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class Blocked_tools
{
    private const string Client = "123456789012-abc.apps.googleusercontent.com", App = "0f7b9a64-3c1d-4c57-9b1e-5a2d8c3e4f10";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chat.example.com", null)]
    [InlineData("*.Example.com\r\nchat.example.com", null)]
    [InlineData("https://chat.example.com", "FaultDomain")]
    [InlineData("example", "FaultDomain")]
    [InlineData("*", "FaultDomain")]
    [InlineData("a.*.example.com", "FaultDomain")]
    [InlineData("<script>", "FaultDomain")]
    [InlineData("co.uk", "FaultShared")]
    [InlineData("*.k12.co.us", "FaultShared")]
    [InlineData("google.com", "FaultShared")]
    [InlineData("*.cedar.example", "FaultOwn")]
    public void Are_known_by_domains_that_block_neither_the_district_nor_everybody(string typed, string? fault) =>
        Assert.Equal(fault, BlockRules.Read(new() { Domains = typed }, d => d == "cedar.example").Faults.Select(f => f.Word).SingleOrDefault());

    [Fact]
    public void Are_refused_where_ids_are_no_ids_or_too_many()
    {
        Assert.Equal(2, BlockRules.Read(new() { GoogleClients = "=1+1", EntraApps = "not-an-id" }, _ => false).Faults.Count);
        Assert.Empty(BlockRules.Read(new() { GoogleClients = Client, EntraApps = App }, _ => false).Faults);
        Assert.Single(BlockRules.Read(new() { Domains = string.Join('\n', Enumerable.Range(0, BlockRules.MostOfAKind + 1).Select(i => $"a{i}.example.com")) }, _ => false).Faults);
        Assert.Single(BlockRules.Read(new() { Domains = new string('x', 10_000) }, _ => false).Faults);
    }

    [Fact]
    public void Are_written_as_each_console_takes_them_without_a_formula()
    {
        (AddressKind, string, string)[] all = [(AddressKind.Domain, "*.b.example", "B"), (AddressKind.Domain, "a.example", "A"), (AddressKind.Domain, "a.example", "C"), (AddressKind.GoogleClient, Client, "=HYPERLINK(\"x\")"), (AddressKind.EntraApp, App, "A")];
        string Text(BlockFormat format) => Encoding.UTF8.GetString(BlockRules.Write(format, BlockRules.Entries(format, all)));
        Assert.Equal("*.b.example\na.example\n", Text(BlockFormat.Domains));
        Assert.Equal("0.0.0.0 a.example\n0.0.0.0 b.example\n", Text(BlockFormat.Hosts));
        Assert.Contains("'=HYPERLINK", Text(BlockFormat.Google));
        Assert.Equal(App, JsonDocument.Parse(Text(BlockFormat.Entra)).RootElement[0].GetProperty("appId").GetString());
        var entries = BlockRules.Entries(BlockFormat.Google, all);
        Assert.Equal(entries, BlockRules.Stored(BlockRules.Store(entries)));
        Assert.Equal(new BlockDifference(1, 2), BlockRules.Difference([new("a", ""), new("b", ""), new("c", "")], [new("a", ""), new("d", "")]));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Go_out_with_a_hash_in_the_log_and_wait_again_once_the_list_has_changed(Database database)
    {
        var clock = new SteppedClock();
        await using var site = await TestSite.On(database, clock);
        using var lead = await site.As(Role.AiLead);
        using var superintendent = await site.As(Role.Superintendent);
        var tool = await lead.EnterTool("Tutor A");
        Goes(await lead.Submit(tool + "/addresses", tool + "/addresses", ("Domains", "tutor.example.com"), ("GoogleClients", Client)));
        Assert.Equal("", await Taken(lead, "domains"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Goes(await superintendent.Submit(tool + "/stop", tool + "/stop", ("Why", "Cameras.")));
        var page = (await lead.Page("/tools/blocked?lang=en")).QuerySelector("main")!.TextContent;
        Assert.Contains("Not taken out since: 1 added, 0 gone", page);
        Assert.Contains("Take out the list of blocked tools: Domains", (await lead.Page("/?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Equal("tutor.example.com\n", await Taken(lead, "domains"));
        Assert.Contains("As it was last taken out", (await lead.Page("/tools/blocked?lang=en")).QuerySelector("main")!.TextContent);
        var export = await site.Do((db, _) => db.Set<BlockExport>().OrderByDescending(e => e.At).FirstAsync(Ct));
        Assert.Equal("tutor.example.com\n", await (await superintendent.Get("/tools/blocked/exports/" + export.Id)).Content.ReadAsStringAsync(Ct));
        Assert.Contains(await site.Do((db, _) => db.Set<AuditRecord>().Select(r => r.Body).ToListAsync(Ct)), b => b.Contains(export.Sha256, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.Submit("/tools/blocked", "/tools/blocked/confirm", ("Day", "2199-01-01"))).StatusCode);
        Goes(await lead.Submit("/tools/blocked", "/tools/blocked/confirm"));
        Assert.Contains("Confirmed in the filter on", (await lead.Page("/tools/blocked?lang=en")).QuerySelector("main")!.TextContent);
        Assert.Contains(export.Sha256[..16], (await lead.Page("/tools/blocked/exports")).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Are_addressed_by_those_who_keep_the_register_and_by_nobody_twice_at_once(Database database)
    {
        await using var site = await TestSite.On(database, new SteppedClock());
        using var lead = await site.As(Role.AiLead);
        var tool = await lead.EnterTool("ChatGPT");
        Assert.Contains("chatgpt.com", (await lead.Page(tool + "/addresses")).QuerySelector("#Domains")!.TextContent);
        var stale = lead.Fields(await lead.Page(tool + "/addresses"), tool + "/addresses", ("Domains", "a.example.com"));
        Goes(await lead.Submit(tool + "/addresses", tool + "/addresses", ("Domains", "b.example.com")));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.Post(tool + "/addresses", stale)).StatusCode);
        // The staff of this site has its mail at example.org.
        using var own = await lead.Submit(tool + "/addresses?lang=en", tool + "/addresses", ("Domains", "example.org"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
        Assert.Contains("the district&#x27;s own", await own.Content.ReadAsStringAsync(Ct));
        using var teacher = await site.As(Role.Assessment);
        foreach (var path in new[] { "/tools/blocked", tool + "/addresses" }) Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(path)).StatusCode);
        using var superintendent = await site.As(Role.Superintendent);
        Assert.DoesNotContain("/tools/blocked/export\"", (await superintendent.Page("/tools/blocked")).QuerySelector("main")!.InnerHtml);
        using var forbidden = await superintendent.Get("/tools/blocked/export");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    private static async Task<string> Taken(Browser lead, string format)
    {
        using var file = await lead.Submit("/tools/blocked", "/tools/blocked/export", ("format", format));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        return await file.Content.ReadAsStringAsync(Ct);
    }

    private static void Goes(HttpResponseMessage response)
    {
        using (response) Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }
}
