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
    /// <summary>Without a page of their own: files, what programs ask, what leads elsewhere at once, what a link that was used up leads to.</summary>
    private static readonly string[] NoPages =
    [
        "/account/passkeys/remove", "/account/password", "/account/sign-out-everywhere", "/audit-log.jsonl", "/roadmap/export", "/measures/{id:guid}/resume", "/challenges/{id:guid}/show", "/use-cases/{id:guid}/freeze",
        "/backups/{name}", "/files/{id:guid}", "/packs/{slug}/csv", "/packs/{slug}/yaml",
        "/sign-in/callback", "/sign-in/provider/{id:guid}", "/welcome/{token}", "/setup/{token}",
    ];

    /// <summary>Each page is seen in one of these pairs: both lights, both widths and both languages.</summary>
    private static readonly (ColorScheme Scheme, int Width, string Language)[][] Looks =
    [
        [(ColorScheme.Light, 1200, "en"), (ColorScheme.Dark, 320, "es")],
        [(ColorScheme.Dark, 1200, "es"), (ColorScheme.Light, 320, "en")],
    ];

    private static readonly string?[] People = [null, "Ruth Albright", "Samuel Okafor", "Elif Demir", "Ana Ruiz"];

    /// <summary>How many addresses of one route are followed for what they lead to.</summary>
    private const int Followed = 4;

    [Fact]
    public async Task Is_found_and_without_a_finding()
    {
        await Act();
        var wrong = new List<string>();
        var pages = await Crawl(wrong);
        // Reached by no link of any of these people: name it above if it is no page, or let the demonstration have what leads to it.
        wrong.AddRange(Routes().Where(r => !pages.ContainsKey(r.Pattern)).Select(r => r.Pattern + " was not reached"));
        var looked = pages.Values.OrderBy(p => p.Address, StringComparer.Ordinal).SelectMany((page, i) => Looks[i % Looks.Length].Select(look => (Page: page, Look: look)));
        await Parallel.ForEachAsync(looked.GroupBy(p => (p.Look, p.Page.Person)), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (group, _) =>
        {
            var ((scheme, width, language), person) = group.Key;
            await using var visit = await chromium.Open(demo.Address, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
            if (person is not null) await Demonstration.SignIn(visit, person);
            foreach (var (page, _) in group)
                foreach (var finding in await Findings(visit, page.Address, width, language))
                    lock (wrong) wrong.Add($"{scheme} {width} {language} {page.Address}: {finding}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What the demonstration has not done, and some pages are about: a school closed, an account deactivated, a file of schools and one at a school, a job.</summary>
    private async Task Act()
    {
        await using var visit = await chromium.Open(demo.Address);
        await Demonstration.SignIn(visit, "Ruth Albright");
        await visit.See(Demonstration.Home + "/audit-log");
        await visit.Send("/audit-log/check");
        await visit.See(Demonstration.Home + "/people?name=hana");
        await visit.Leave(() => visit.Page.Locator("main tbody a").First.ClickAsync());
        await visit.Follow("/deactivate");
        await visit.Send("/deactivate");
        await visit.See(Demonstration.Home + "/schools/import");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "schools.csv", MimeType = "text/csv", Buffer = "name,grades\nInvented Annex,K-5\n"u8.ToArray() });
        await visit.Send("/schools/import");
    }

    /// <summary>Follows links as each of the people, and keeps one address of every route. No page may lead where its reader may not go.</summary>
    private async Task<Dictionary<string, (string? Person, string Address)>> Crawl(List<string> wrong)
    {
        var routes = Routes();
        var found = new Dictionary<string, (string? Person, string Address)>(StringComparer.Ordinal);
        foreach (var person in People)
        {
            await using var visit = await chromium.Open(demo.Address);
            if (person is not null) await Demonstration.SignIn(visit, person);
            var queue = new Queue<string>(person is null ? [Demonstration.Home + "/sign-in"] : [Demonstration.Home + "/", Demonstration.Home + "/search?q=pine"]);
            var (from, followed) = (queue.ToDictionary(a => a, _ => "the start"), new Dictionary<string, int>(StringComparer.Ordinal));
            while (queue.TryDequeue(out var address))
            {
                if (routes.FirstOrDefault(r => r.Is.IsMatch(address.Split('?')[0][Demonstration.Home.Length..])).Pattern is not { } pattern) continue;
                if (followed.TryGetValue(pattern, out var times) && times >= Followed || times > 0 && !pattern.Contains('{')) continue;
                followed[pattern] = times + 1;
                var status = await visit.Go(address);
                if (status != 200) wrong.Add($"{person ?? "a visitor"} {address}, from {from[address]}: {status}");
                // What leads elsewhere is no page.
                if (status == 200 && visit.Path == address.Split('?')[0]) found.TryAdd(pattern, (person, address));
                foreach (var link in await visit.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href').split('#')[0])"))
                    if (link.StartsWith(Demonstration.Home + "/", StringComparison.Ordinal) && !link.Contains("lang=") && !Asset().IsMatch(link.Split('?')[0]) && from.TryAdd(link, address)) queue.Enqueue(link);
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
