using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>Somebody of the demonstration; without a name a visitor, who is not signed in.</summary>
/// <param name="Role">The place of the role among the columns of the access matrix.</param>
public sealed record Walker(string? Name, int Role);

/// <summary>A page as it was first reached.</summary>
/// <param name="Path">From the root of the site, with what it asks.</param>
public sealed record Reached(Walker Walker, string Route, string Path);

/// <summary>
/// A demonstration of its own, walked by somebody of every role: from the first page over all links, by HTTP alone, which is quick. Of pages of one endpoint that are
/// asked for the same things each walker reads two; every link on them is tried.
/// </summary>
public sealed partial class Walk(Chromium chromium) : IAsyncLifetime
{
    /// <summary>In the order in which they are named when several reach a page.</summary>
    public static IReadOnlyList<Walker> Walkers { get; } =
    [
        new("Ruth Albright", 0), new("Ana Ruiz", 1), new("Samuel Okafor", 2), new("Hana Novak", 7), new("Elif Demir", 4), new("Priya Nair", 3), new("Grace Chen", 5), new("Jun Park", 6), new("Dana Whitfield", 8), new(null, -1),
    ];

    private const int PagesOfAKind = 2, AtOnce = 2;

    /// <summary>What all pages are made of, on one page of the demonstration alone.</summary>
    public const string Parts = "/parts";

    /// <summary>Leads to another site, which the demonstration has not.</summary>
    private const string Elsewhere = "/sign-in/provider/";

    private readonly Demonstration _demo = new();
    private readonly Routes _routes = new();
    private readonly ConcurrentBag<Reached> _pages = [];
    private readonly ConcurrentDictionary<string, bool> _reached = new();
    private readonly ConcurrentBag<string> _wrong = [];
    private ILookup<string?, string> _doors = Array.Empty<string>().ToLookup(d => (string?)d);

    public string Address => _demo.Address;

    /// <summary>A page for every endpoint that has one: of the first walker who reached it the one that asks for least.</summary>
    public IReadOnlyList<Reached> Pages => [.. _pages.GroupBy(p => p.Route).Select(g => g.OrderBy(PlaceOf).ThenBy(p => p.Path.Length).ThenBy(p => p.Path, StringComparer.Ordinal).First()).OrderBy(PlaceOf).ThenBy(p => p.Route, StringComparer.Ordinal)];

    /// <summary>What was wrong on the way: a link that leads nowhere, a form that its reader may not send, a page without its title.</summary>
    public IReadOnlyList<string> Wrong => [.. _wrong.Order(StringComparer.Ordinal)];

    /// <summary>Endpoints that nothing led to.</summary>
    public IReadOnlyList<string> Unreached => [.. _routes.Templates.Where(t => !_reached.ContainsKey(t))];

    public bool IsForm(string route) => _routes.IsForm(route);

    public async ValueTask InitializeAsync()
    {
        // A fixture cannot skip; the tests do.
        if (!chromium.IsInstalled) return;
        await _demo.InitializeAsync();
        _doors = await new Preparations(chromium, Address).Make();
        await Parallel.ForEachAsync(Walkers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (walker, ct) =>
        {
            using var reader = await Reader.As(chromium, Address, walker);
            await Follow(reader, walker, ct);
        });
    }

    public ValueTask DisposeAsync() => chromium.IsInstalled ? _demo.DisposeAsync() : ValueTask.CompletedTask;

    private async Task Follow(Reader reader, Walker walker, CancellationToken ct)
    {
        var todo = new Queue<(string Path, string From)>(_doors[walker.Name].Select(p => (p, "the start")));
        var seen = new HashSet<string>(todo.Select(t => t.Path), StringComparer.Ordinal);
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        while (todo.TryDequeue(out var next))
        {
            var answer = await reader.Read(next.Path, ct);
            foreach (var link in Take(answer, next, walker, read))
                if (seen.Add(link)) todo.Enqueue((link, next.Path));
        }
    }

    /// <summary>What is wrong with an answer is kept; what it leads to is answered.</summary>
    private IReadOnlyList<string> Take(Answered answer, (string Path, string From) asked, Walker walker, Dictionary<string, int> read)
    {
        var who = walker.Name ?? "a visitor";
        if (answer.LeadsTo is { } to)
        {
            if (walker.Name is not null && to.EndsWith("/sign-in", StringComparison.Ordinal)) _wrong.Add($"{who}: {asked.From} links to {asked.Path}, which asks to sign in");
            return [to];
        }
        if (answer.Status != HttpStatusCode.OK)
        {
            _wrong.Add($"{who}: {asked.From} links to {asked.Path}, which answers {(int)answer.Status}");
            return [];
        }
        var (path, query) = asked.Path.Split('?', 2) is [var p, var q] ? (p, q) : (asked.Path, "");
        // What the demonstration alone has is in no matrix, and a page for all that.
        var route = _routes.Of(Within(path)) ?? Within(path);
        _reached[route] = true;
        if (answer.Page is not { } page) return [];
        var kind = $"{route} {string.Join(' ', query.Split('&').Select(k => k.Split('=')[0]).Order(StringComparer.Ordinal))}";
        var times = read[kind] = read.GetValueOrDefault(kind) + 1;
        if (times > PagesOfAKind) return [];
        _pages.Add(new(walker, route, asked.Path));
        if (H1().Count(page) != 1) _wrong.Add($"{who}: {asked.Path} has not one h1");
        if (!Title().IsMatch(page)) _wrong.Add($"{who}: {asked.Path} has no title");
        foreach (Match form in Form().Matches(page))
            if (Within(WebUtility.HtmlDecode(form.Groups[1].Value).Split('?')[0]) is var action && action != Parts && walker.Name is not null && !_routes.MaySend(action, walker.Role))
                _wrong.Add($"{who}: {asked.Path} has a form to {action}, which may not be sent");
        return [.. Link().Matches(page).Select(l => new Uri(new Uri(Address + asked.Path), WebUtility.HtmlDecode(l.Groups[1].Value))).Where(u => u.GetLeftPart(UriPartial.Authority) == Address)
            .Select(u => u.PathAndQuery).Where(u => !u.Contains("lang=", StringComparison.Ordinal) && !u.Contains(Elsewhere, StringComparison.Ordinal)).Distinct()];
    }

    private static int PlaceOf(Reached page) => Walkers.ToList().IndexOf(page.Walker);

    private static string Within(string path) => path.StartsWith(Demonstration.Home + "/", StringComparison.Ordinal) ? path[Demonstration.Home.Length..] : path;

    [GeneratedRegex("<h1\\b")]
    private static partial Regex H1();

    [GeneratedRegex(@"<title>\s*[^\s<]")]
    private static partial Regex Title();

    [GeneratedRegex("<a\\b[^>]*?\\shref=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<form\\b[^>]*?method=\"post\"[^>]*?action=\"([^\"]*)\"")]
    private static partial Regex Form();
}
