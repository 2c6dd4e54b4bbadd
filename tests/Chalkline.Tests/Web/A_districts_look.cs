using System.Net;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class A_districts_look
{
    /// <summary>The smallest picture: one pixel.</summary>
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_its_name_and_then_a_colour_and_a_logo_on_every_page(Database database)
    {
        await using var site = await TestSite.On(database, twoDistricts: true);
        using var administrator = await site.As(Role.SystemAdministrator);
        Assert.Equal("Invented cedar-valley", (await administrator.Page("/account")).QuerySelector("a.site-name")!.TextContent.Trim());
        using (var set = await administrator.Upload("/district/look", "/district/look", "logo", "logo.exe", Png, ("kind", "own"), ("colour", "#1F4D36")))
            Assert.Equal("/cedar-valley/district/look", set.Headers.Location?.ToString());
        using var visitor = site.Visitor();
        var page = await visitor.Page("/sign-in");
        using (var theme = await visitor.Get("~" + page.QuerySelector("link[href*=theme]")!.GetAttribute("href")))
        {
            Assert.Equal("public, max-age=31536000, immutable", theme.Headers.GetValues("Cache-Control").Single());
            Assert.Contains("--bg-primary:#1f4d36", await theme.Content.ReadAsStringAsync(Ct));
        }
        var image = page.QuerySelector("a.site-name img")!;
        Assert.Equal("", image.GetAttribute("alt"));
        using (var logo = await visitor.Get("~" + image.GetAttribute("src")))
        {
            Assert.Equal("image/png", logo.Content.Headers.ContentType?.MediaType);
            Assert.Equal(Png, await logo.Content.ReadAsByteArrayAsync(Ct));
        }
        // Another district has its own.
        using var juniper = site.Visitor(Installation.Juniper);
        var other = await juniper.Page("/sign-in");
        Assert.Single(other.QuerySelectorAll("link[rel=stylesheet]"));
        Assert.Null(other.QuerySelector("a.site-name img"));
        using (var elsewhere = await juniper.Get("/look/" + image.GetAttribute("src")!.Split('/').Last())) Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        // And it can go again.
        using (await administrator.Submit("/district/look", "/district/look", ("kind", "ours"), ("noLogo", "on")))
        {
        }
        page = await visitor.Page("/sign-in");
        Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]"));
        Assert.Null(page.QuerySelector("a.site-name img"));
    }

    [Theory]
    [InlineData("#ffcc00", "1.3 to 1", "4.5 to 1", "#")]
    [InlineData("#777777", "3.9 to 1", "4.5 to 1", "#")]
    [InlineData("gold", "number sign", "six digits", "#1f4d36")]
    [InlineData("#ffcc00;}*{display:none", "number sign", "six digits", "#1f4d36")]
    public async Task Takes_no_colour_that_cannot_be_read_and_names_one_that_can(string colour, params string[] said)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var answer = await administrator.Submit("/district/look", "/district/look", ("kind", "own"), ("colour", colour));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Browser.Read(answer);
        var fault = page.QuerySelector("#colour-fault")!.TextContent;
        Assert.All(said, s => Assert.Contains(s, fault));
        Assert.Equal(colour, page.QuerySelector("#colour")!.GetAttribute("value"));
        Assert.Single((await administrator.Page("/district")).QuerySelectorAll("link[rel=stylesheet]"));
    }

    public static TheoryData<string, byte[]> NoPictures => new()
    {
        { "an SVG, which can carry script", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>") },
        { "a page that says that it is a picture", Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>") },
        { "a picture that is cut off", Png[..^20] },
        { "a picture with something behind it", [.. Png, .. "<script>"u8] },
        { "a GIF", Encoding.UTF8.GetBytes("GIF89a\x01\x00\x01\x00") },
        { "more than 200 kB", [.. Png[..8], .. new byte[200_001]] },
    };

    [Theory]
    [MemberData(nameof(NoPictures))]
    public async Task Takes_no_logo_that_is_no_whole_picture_whatever_its_name_says(string what, byte[] content)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var administrator = await site.As(Role.SystemAdministrator);
        using var answer = await administrator.Upload("/district/look", "/district/look", "logo", "../logo.png", content);
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, what);
        Assert.NotNull((await Browser.Read(answer)).QuerySelector("#logo-fault"));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_changed_by_one_administrator_at_a_time(Database database)
    {
        await using var site = await TestSite.On(database);
        using var one = await site.As(Role.SystemAdministrator);
        using var two = await site.As(Role.SystemAdministrator);
        var form = two.Fields(await two.Page("/district/look"), "/district/look", ("kind", "own"), ("colour", "#1f4d36"));
        using (await one.Submit("/district/look", "/district/look", ("kind", "own"), ("colour", "#005ea2")))
        {
        }
        // A first look was set meanwhile: the form was filled in on none.
        using var late = await two.Post("/district/look", form);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Is_light_or_dark_as_each_person_chose(Database database)
    {
        await using var site = await TestSite.On(database);
        using var lead = await site.As(Role.AiLead);
        using var other = await site.As(Role.AiLead);
        Assert.Null((await lead.Page("/account")).DocumentElement.GetAttribute("data-theme"));
        foreach (var (chosen, shown) in new[] { ("dark", "dark"), ("light", "light"), ("\"><script>", null), ("dark", "dark"), ("", null) })
        {
            using (await lead.Submit("/account", "/account", ("Theme", chosen)))
                Assert.Equal(shown, (await lead.Page("/account")).DocumentElement.GetAttribute("data-theme"));
        }
        Assert.Null((await other.Page("/account")).DocumentElement.GetAttribute("data-theme"));
    }
}
