using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Web;

public sealed class The_look
{
    /// <summary>Bytes that a page may cost over the wire: the first time, and once its look is in the browser.</summary>
    private const int FirstVisit = 150_000, LaterVisit = 30_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip;q=1.0, br;q=0", "gzip")]
    [InlineData("gzip;q=0.0", null)]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task Is_sent_as_the_browser_takes_it_and_kept_for_good(string? accepts, string? sent)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var visitor = site.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, SiteFiles.Site);
        if (accepts is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        using var response = await visitor.Send(request);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
        Assert.Equal(sent, response.Content.Headers.ContentEncoding.SingleOrDefault());
        var bytes = await response.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal(SiteFiles.Find(SiteFiles.Site[SiteFiles.Path.Length..])!.Bytes, Opened(bytes, sent));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task Stands_around_pages_that_travel_compressed(string? accepts)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var lead = await site.As(Role.AiLead);
        using var request = new HttpRequestMessage(HttpMethod.Get, lead.Path("/tools"));
        if (accepts is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        using var response = await lead.Send(request);
        Assert.Equal((HttpStatusCode.OK, accepts), (response.StatusCode, response.Content.Headers.ContentEncoding.SingleOrDefault()));
        var bytes = await response.Content.ReadAsByteArrayAsync(Ct);
        var page = Opened(bytes, accepts);
        Assert.StartsWith("<!DOCTYPE html>", Encoding.UTF8.GetString(page));
        // What a page may weigh that is not the first.
        if (accepts is null) return;
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.InRange(bytes.Length, 1, Math.Min(30_000, page.Length / 2));
    }

    [Theory]
    [InlineData("/look/site.css")]
    [InlineData("/look/site-000000000000.css")]
    [InlineData("/look/manifest.txt")]
    [InlineData("/look/..%2Fmanifest.txt")]
    [InlineData("/look/theme-0000000000000000.css")]
    [InlineData("/look/logo-0000000000000000")]
    public async Task Has_nothing_at_any_other_address(string path)
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var visitor = site.Visitor();
        foreach (var at in new[] { path, "~" + path })
        {
            using var response = await visitor.Get(at);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public void Is_at_addresses_that_change_with_its_content()
    {
        foreach (var name in new[] { "site.css", "public.css", "report.css", "icons.svg", "icon.svg", "menu.js", "passkey.js", "source-sans-regular.woff2", "source-sans-bold.woff2" })
        {
            var asset = SiteFiles.Find(SiteFiles.AddressOf(name)[SiteFiles.Path.Length..])!;
            Assert.Equal(name, asset.Name);
            Assert.Contains("-" + Convert.ToHexStringLower(SHA256.HashData(asset.Bytes))[..12] + ".", asset.Served);
        }
    }

    [Theory]
    [InlineData("site.css", 2)]
    [InlineData("public.css", 0)]
    [InlineData("report.css", 0)]
    public void Asks_for_nothing_but_its_fonts_and_says_what_each_of_its_colours_is(string name, int fonts)
    {
        var css = Encoding.UTF8.GetString(SiteFiles.Find(SiteFiles.AddressOf(name)[SiteFiles.Path.Length..])!.Bytes);
        var loaded = Regex.Matches(css, @"url\(([^)]*)\)").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(fonts, loaded.Count);
        Assert.All(loaded, l => Assert.Equal("font/woff2", SiteFiles.Find(l)!.Type));
        var used = Regex.Matches(css, @"var\((--(?:bg|fg|line)-[\w-]+)").Select(m => m.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(used);
        var (light, dark) = (Properties(css[css.IndexOf(":root{color-scheme:light", StringComparison.Ordinal)..]), Properties(css[css.IndexOf(":root[data-theme=dark]", StringComparison.Ordinal)..]));
        Assert.Empty(used.Except(light));
        Assert.NotEmpty(dark);
        // Of the rules themselves none has a colour of its own: it would be the same in the dark.
        Assert.Empty(Regex.Matches(css, @"[^-\w](background|color|border|fill|stroke)[\w-]*:[^;}]*#[0-9a-f]{3,8}").Select(m => m.Value));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Lets_a_page_weigh_little(Database database)
    {
        await using var site = await TestSite.On(database);
        using var visitor = site.Visitor();
        using var administrator = await site.As(Role.SystemAdministrator);
        for (var i = 0; i < 30; i++) await site.AddPerson(Installation.Cedar, $"Person Number {i}", new HeldRole(Role.AiLead, null, null));
        foreach (var (browser, path) in new[] { (visitor, "/sign-in"), (administrator, "/people"), (administrator, "/audit-log") })
        {
            using var response = await browser.Get(path);
            var later = (await response.Content.ReadAsByteArrayAsync(Ct)).Length;
            var page = await Browser.Read(response);
            var loads = page.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).Append(SiteFiles.Icons).Append(SiteFiles.AddressOf("source-sans-bold.woff2")).Distinct();
            var first = later + loads.Sum(a => SiteFiles.Find(a[SiteFiles.Path.Length..])!.For("br").Bytes.Length);
            TestContext.Current.SendDiagnosticMessage($"{path} on {database}: {first:N0} bytes first, {later:N0} later");
            Assert.InRange(first, 1, FirstVisit);
            Assert.InRange(later, 1, LaterVisit);
        }
    }

    private static byte[] Opened(byte[] bytes, string? encoding)
    {
        using Stream source = encoding switch
        {
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var opened = new MemoryStream();
        source.CopyTo(opened);
        return opened.ToArray();
    }

    /// <summary>The custom properties that the first block sets.</summary>
    private static HashSet<string> Properties(string css) => [.. Regex.Matches(css[..css.IndexOf('}', StringComparison.Ordinal)], @"(--[\w-]+):").Select(m => m.Groups[1].Value)];
}
