using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>
/// Every page of the demonstration, found by following its links as its people do, in light and dark, wide and on a phone of 320 pixels, in English and
/// Spanish: axe with no rule off finds nothing, nothing is cut off, and the browser has nothing to complain of (the content security policy above all).
/// The access matrix says which pages there are, so that none is forgotten.
/// </summary>
public sealed partial class Every_page(Chromium chromium, Demonstration demo) : IClassFixture<Demonstration>
{
    /// <summary>Without a page of their own: files, what programs ask, what a link that was used up leads to.</summary>
    private static readonly string[] NoPages =
    [
        "/audit-log.jsonl", "/packs/{slug}/csv", "/packs/{slug}/yaml", "/sign-in/callback", "/sign-in/provider/{id:guid}", "/welcome/{token}", "/setup/{token}",
    ];

    private static readonly (ColorScheme Scheme, int Width, string Language)[] Looks =
        [(ColorScheme.Light, 1200, "en"), (ColorScheme.Dark, 1200, "es"), (ColorScheme.Light, 320, "es"), (ColorScheme.Dark, 320, "en")];

    [Fact]
    public async Task Is_found_and_without_a_finding()
    {
        var pages = await Crawl();
        // Reached by no link of any of these people: name it above if it is no page, or let the demonstration have what leads to it.
        var wrong = Routes().Where(r => !pages.ContainsKey(r.Pattern)).Select(r => r.Pattern + " was not reached").ToList();
        await Parallel.ForEachAsync(Looks, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (look, _) =>
        {
            foreach (var group in pages.Values.GroupBy(p => p.Person))
            {
                await using var visit = await chromium.Open(demo.Address, new() { ColorScheme = look.Scheme, ViewportSize = new() { Width = look.Width, Height = 900 } });
                if (group.Key is { } person) await Demonstration.SignIn(visit, person);
                foreach (var page in group)
                    foreach (var finding in await Findings(visit, page.Address, look.Width, look.Language))
                        lock (wrong) wrong.Add($"{look.Scheme} {look.Width} {look.Language} {page.Address}: {finding}");
            }
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Follows links as each of the people, and keeps one address of every route.</summary>
    private async Task<Dictionary<string, (string? Person, string Address)>> Crawl()
    {
        var routes = Routes();
        var found = new Dictionary<string, (string? Person, string Address)>(StringComparer.Ordinal);
        foreach (var person in new[] { null, "Ruth Albright", "Samuel Okafor", "Elif Demir" })
        {
            await using var visit = await chromium.Open(demo.Address);
            if (person is not null) await Demonstration.SignIn(visit, person);
            var queue = new Queue<string>(person is null ? [Demonstration.Home + "/sign-in"] : [Demonstration.Home + "/"]);
            var seen = new HashSet<string>(queue);
            while (queue.TryDequeue(out var address))
            {
                var pattern = routes.FirstOrDefault(r => r.Is.IsMatch(address.Split('?')[0][Demonstration.Home.Length..])).Pattern;
                if (pattern is null || found.ContainsKey(pattern)) continue;
                var status = await visit.Go(address);
                Assert.True(status == 200, $"{person ?? "a visitor"} {address}: {status}");
                // What leads elsewhere is no page.
                if (visit.Path != address.Split('?')[0]) continue;
                found[pattern] = (person, address);
                foreach (var link in await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"))
                    if (link.StartsWith(Demonstration.Home + "/", StringComparison.Ordinal) && !link.Contains("lang=") && seen.Add(link.Split('#')[0])) queue.Enqueue(link.Split('#')[0]);
            }
        }
        return found;
    }

    private static async Task<List<string>> Findings(Visit visit, string address, int width, string language)
    {
        var findings = new List<string>();
        var separator = address.Contains('?') ? '&' : '?';
        if (await visit.Go($"{address}{separator}lang={language}") is not 200 and var status) return [$"status {status}"];
        if (await visit.Page.EvaluateAsync<string>("document.documentElement.lang") != language) findings.Add("another language");
        if (await visit.Page.Locator("h1").CountAsync() != 1) findings.Add("not one h1");
        if (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width) findings.Add($"{wide} pixels wide");
        var result = await visit.Page.RunAxe();
        findings.AddRange(result.Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}"));
        return findings;
    }

    /// <summary>The routes of GET that are pages, from the access matrix, with what their addresses look like; the ones without parameters first.</summary>
    private static List<(string Pattern, Regex Is)> Routes() =>
        [.. Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "access-matrix.md"))).Select(m => m.Groups[1].Value)
            .Where(p => !NoPages.Contains(p) && !p.StartsWith("/health", StringComparison.Ordinal) && !Asset().IsMatch(p)).OrderBy(p => p.Contains('{')).ThenBy(p => p, StringComparer.Ordinal)
            .Select(p => (p, new Regex("^" + Parameter().Replace(Regex.Escape(p).Replace("\\{", "{"), m => m.Value.Contains(":guid") ? "[0-9a-f-]{36}" : m.Value.Contains(":long") ? "[0-9]+" : "[^/]+") + "$")))];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chalkline.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `GET ([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\.(css|js|svg|csv|json|woff2)$|^/look/|^/js/")]
    private static partial Regex Asset();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
