using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>
/// Every page that the program has, as whoever may see it: nothing leads nowhere, and a page of every endpoint is looked at in real Chromium, in the light on a wide screen and in the
/// dark, in Spanish, on a phone of 320 pixels: axe with no rule off finds nothing, nothing is cut off, and the browser has nothing to complain of (the content security policy above all).
/// </summary>
public sealed class Every_page_of_the_demonstration(Chromium chromium, Walk walk) : IClassFixture<Walk>
{
    private const string Form = "the address of a form: opened, it leads back to the form's page";
    private const string NoPage = "no page: for programs, or a part of pages";

    private const int AtOnce = 2;

    private static readonly AxeRunOptions EveryRule = new() { ResultTypes = new HashSet<ResultType> { ResultType.Violations } };

    /// <summary>Endpoints that nothing on the pages leads to, each with the reason.</summary>
    private static readonly Dictionary<string, string> Unreached = new()
    {
        ["/account/passkeys/remove"] = Form,
        ["/account/password"] = Form,
        ["/account/reminders/calendar"] = Form,
        ["/account/reminders/calendar/remove"] = Form,
        ["/account/sign-out-everywhere"] = Form,
        ["/agreements/{id:guid}/amend"] = Form,
        ["/agreements/{id:guid}/elements/remove"] = Form,
        ["/backups/{name}"] = "a file: the demonstration has no backup",
        ["/briefing/packet/templates/{id:guid}"] = "the demonstration has no template of its own",
        ["/calendar-feed/{token}.ics"] = NoPage,
        ["/challenges/{id:guid}/show"] = Form,
        ["/evaluations/{slug}.csv"] = NoPage,
        ["/evaluations/{slug}.json"] = NoPage,
        ["/guidance/begin"] = Form,
        ["/guidance/publish"] = Form,
        ["/health/live"] = NoPage,
        ["/health/ready"] = NoPage,
        ["/incidents/{id:guid}/act"] = Form,
        ["/incidents/{id:guid}/notices/{name}.txt"] = NoPage,
        ["/look/logo-{hash}"] = NoPage,
        ["/look/theme-{hash}.css"] = NoPage,
        ["/look/{file}"] = NoPage,
        ["/measures/{id:guid}/import/{file:guid}"] = "what a file that was just put up would change",
        ["/measures/{id:guid}/resume"] = Form,
        ["/my-work/handed-over/{id:guid}/end"] = Form,
        ["/packs/{slug}/undo"] = "no pack was upgraded; A_districts_first_weeks does, and looks at it",
        ["/packs/{slug}/upgrade"] = "no pack has a later version; A_districts_first_weeks has one, and looks at it",
        ["/people/{id:guid}/erase"] = Form,
        ["/people/{id:guid}/reactivate"] = Form,
        ["/policies/{id:guid}/continue"] = Form,
        ["/principles/take"] = Form,
        ["/reminders/test"] = Form,
        ["/roles/countersign/{grant:guid}"] = Form,
        ["/schools/import/{id:guid}"] = "what a file that was just put up would change",
        ["/schools/{slug}/reopen"] = "no school is closed",
        ["/setup/{token}"] = "the first run of an installation; A_districts_first_weeks looks at it",
        ["/sign-in-providers/{id:guid}/{step}"] = "the addresses of several forms, which lead back to the provider's page",
        ["/sign-in/callback"] = "where another site sends people who sign in there",
        ["/sign-in/provider/{id:guid}"] = "leads to another site, to sign in there",
        ["/tools/import/{file:guid}"] = "what a file that was just put up would change",
        ["/tools/blocked/confirm"] = Form,
        ["/tools/blocked/export"] = Form,
        ["/tools/{id:guid}/carry"] = Form,
        ["/tools/{id:guid}/continue"] = "no severe concern is open",
        ["/tools/{id:guid}/data/remove"] = Form,
        ["/tools/{id:guid}/lift"] = "a stopped tool alone leads there, and of the tools each walker reads two",
        ["/tools/{id:guid}/procurement/quotes/remove"] = Form,
        ["/tools/{id:guid}/vetting/questions/{link:guid}/revoke"] = Form,
        ["/tools/{id:guid}/vetting/{area}/countersign"] = Form,
        ["/tools/{id:guid}/vetting/{area}/finish"] = "no area of the reviewer who walks is answered whole and not signed; Reviews_of_a_tool holds the page",
        ["/use-cases/{id:guid}/freeze"] = Form,
        ["/vendor-answers/{token}"] = "a secret link: A_vendors_answers of the program's tests looks at it",
        ["/web-hooks/{id:guid}/pause"] = Form,
        ["/web-hooks/{id:guid}/rotate"] = Form,
        ["/web-hooks/{id:guid}/test"] = Form,
    };

    [Fact]
    public void Leads_only_where_its_reader_may_go()
    {
        chromium.Need();
        Assert.True(walk.Wrong.Count == 0, string.Join('\n', walk.Wrong));
    }

    [Fact]
    public void Is_reached_by_a_link_or_named_here_with_the_reason()
    {
        chromium.Need();
        var (unnamed, reached) = (walk.Unreached.Except(Unreached.Keys), Unreached.Keys.Except(walk.Unreached));
        Assert.True(!unnamed.Any() && !reached.Any(), $"Not reached: {string.Join(' ', unnamed)}\nReached: {string.Join(' ', reached)}");
        Assert.All(Unreached.Where(u => u.Value == Form), u => Assert.True(walk.IsForm(u.Key), u.Key));
    }

    [Fact]
    public Task Has_no_finding_in_the_light() => Look(new() { ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = 1200, Height = 900 } }, async (visit, page, wrong) =>
    {
        await visit.See(page.Path);
        await Hold(visit, page, 1200, wrong);
    });

    [Fact]
    public Task Has_no_finding_in_the_dark_on_a_phone_in_Spanish() => Look(new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 320, Height = 640 } }, async (visit, page, wrong) =>
    {
        await visit.See(page.Path + (page.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=es");
        await Hold(visit, page, 320, wrong);
        if (await visit.Page.Locator("html").GetAttributeAsync("lang") != "es") wrong.Add($"{page.Path}: not in Spanish");
        wrong.AddRange((await visit.Page.EvaluateAsync<string[]>(Unlabelled)).Select(cell => $"{page.Path}: no label in the card of {cell}"));
        wrong.AddRange((await visit.Page.EvaluateAsync<string[]>(Untranslated)).Select(words => $"{page.Path}: in English: {words}"));
    });

    /// <summary>What stands in a card without its column's name; tables of figures scroll in a frame of their own.</summary>
    private const string Unlabelled = "[...document.querySelectorAll('table.cards tbody tr > *')].filter(c => c.textContent.trim() && !c.dataset.label).map(c => c.outerHTML.slice(0, 80))";

    /// <summary>
    /// Words of the interface that are the same in both languages, two words or more. What people of the demonstration wrote says that it is invented; the rest are placeholders of a
    /// text, and names that are the same in both.
    /// </summary>
    private const string Untranslated = """
        async () => {
          const words = root => [...root.querySelectorAll('label, legend, button, summary, thead th, .usa-hint, .usa-breadcrumb a, .site-nav a, .status, dt')].map(e => e.textContent.trim()).filter(t => /\p{L}\P{L}+\p{L}/u.test(t) && !/\(invented\)|\{/.test(t) && !['Web hooks', 'CR3 (jackknife)'].includes(t));
          const address = new URL(location.href);
          address.searchParams.set('lang', 'en');
          const english = new Set(words(new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')));
          return [...new Set(words(document))].filter(t => english.has(t));
        }
        """;

    private static async Task Hold(Visit visit, Reached page, int width, List<string> wrong)
    {
        if (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > width) wrong.Add($"{page.Path}: {wide} pixels wide");
        wrong.AddRange((await visit.Page.RunAxe(EveryRule)).Violations.Select(v => $"{page.Path} ({page.Walker.Name ?? "a visitor"}): {v.Id}: {v.Nodes[0].Html}"));
    }

    /// <summary>Looks at a page of every endpoint, in two browsers at a time.</summary>
    private async Task Look(BrowserNewContextOptions how, Func<Visit, Reached, List<string>, Task> look)
    {
        chromium.Need();
        Assert.NotEmpty(walk.Pages);
        var halves = walk.Pages.Select((page, place) => (page, place)).GroupBy(p => p.place % AtOnce, p => p.page);
        var wrong = (await Task.WhenAll(halves.Select(half => LookAt([.. half], how, look)))).SelectMany(w => w).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<List<string>> LookAt(IReadOnlyList<Reached> pages, BrowserNewContextOptions how, Func<Visit, Reached, List<string>, Task> look)
    {
        var wrong = new List<string>();
        foreach (var ofOne in pages.GroupBy(p => p.Walker))
        {
            await using var visit = await chromium.Open(walk.Address, new(how));
            if (ofOne.Key.Name is { } name) await Demonstration.SignIn(visit, name);
            foreach (var page in ofOne) await look(visit, page, wrong);
        }
        return wrong;
    }
}
