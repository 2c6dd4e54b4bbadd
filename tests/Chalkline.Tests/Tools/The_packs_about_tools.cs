using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tests.Packs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Chalkline.Tools.Packs;
using Xunit;

namespace Chalkline.Tests.Tools;

public sealed class The_packs_about_tools
{
    private static readonly string[] Names = ["vetting", "risk-tiers", "tool-gates", "incidents", "ai-services"];

    /// <summary>What no approval goes without.</summary>
    private static readonly string[] Always = ["has-owner", "serves-use-case", "reviews-complete", "no-blocker", "no-open-severe-incident"];

    private static readonly HashSet<string> Rules = [.. Shipped("rules-of-law").Items.Select(i => i.Id)];

    [Fact]
    public void Have_criteria_in_every_area_of_which_some_block_and_some_ask_for_a_no()
    {
        var items = Shipped("vetting").Items;
        Assert.True(items.Count >= 66, $"{items.Count} criteria");
        Assert.Equal(ToolPackCodes.Areas, Shipped("vetting").Groups.Select(g => g.Id));
        Assert.All(ToolPackCodes.Areas, a => Assert.True(items.Count(i => i.Group == a) >= 6, a));
        Assert.True(items.Count(i => i.Fields.Word("blocks") == "always") >= 20, "criteria that block");
        Assert.Equal(["curriculum.bias-decisions", "curriculum.explanation", "curriculum.human-review", "legal.maker-papers"],
            items.Where(i => i.Fields.Words("tiers") is ["decides-about-students"] && i.Fields.Word("blocks") == "always").Select(i => i.Id).Order(StringComparer.Ordinal));
        Assert.Equal("no", items.Single(i => i.Id == "privacy.training").Fields.Word("pass"));
        Assert.All(ToolPackCodes.Conditions, c => Assert.Contains(items, i => i.Fields.Words("applies_when").Contains(c)));
        Assert.All(new VettingCriteria().Frameworks, f => Assert.Contains(items, i => i.MapsTo.ContainsKey(f)));
    }

    [Fact]
    public void Refer_to_rules_of_law_that_exist()
    {
        var named = Shipped("vetting").Items.SelectMany(i => i.Fields.Texts("rules")).Concat(ClocksOf(Shipped("incidents")).Select(c => c.Text("rule")).OfType<LocalText>()).Select(r => r.English).ToHashSet();
        Assert.True(named.Count > 20, $"{named.Count} rules are named");
        Assert.Empty(named.Except(Rules));
    }

    [Fact]
    public void Have_clocks_that_the_rule_of_law_has_too()
    {
        var rules = Shipped("rules-of-law").Items.ToDictionary(i => i.Id, i => i.Fields);
        var clocks = ClocksOf(Shipped("incidents")).Where(c => c.Text("rule") is not null).ToList();
        Assert.NotEmpty(clocks);
        Assert.All(clocks, c =>
        {
            var rule = rules[c.Text("rule")!.English];
            Assert.Equal(rule.Text("jurisdiction")!.English, c.Text("jurisdiction")!.English);
            Assert.Contains(rule.Rows("clocks"), r => (r.Whole("count"), r.Word("unit")) == (c.Whole("count"), c.Word("unit")));
        });
        var breach = Shipped("incidents").Items.Single(i => i.Id == "data-breach").Fields.Rows("clocks");
        Assert.Equal([(7, "days"), (10, "days"), (60, "days"), (30, "days"), (72, "hours")], breach.Select(c => (c.Whole("count")!.Value, c.Word("unit")!)));
    }

    [Fact]
    public void Have_three_tiers_of_rising_care()
    {
        var tiers = Shipped("risk-tiers").Items;
        Assert.Equal(ToolPackCodes.Tiers, tiers.Select(t => t.Id));
        Assert.Equal([5, 30, 45], tiers.Select(t => t.Fields.Whole("days")!.Value));
        Assert.Equal(ToolPackCodes.Areas, tiers[1].Fields.Words("areas"));
        Assert.Equal(("required", "required", "required"), (tiers[2].Fields.Word("pilot"), tiers[2].Fields.Word("audit"), tiers[2].Fields.Word("human_review")));
    }

    [Fact]
    public void Have_gates_to_every_stage_and_no_way_round_what_a_tier_requires()
    {
        var gates = Shipped("tool-gates").Items;
        Assert.Equal(ToolPackCodes.To, gates.Select(g => g.Fields.Word("to")!).Distinct().OrderBy(t => ToolPackCodes.To.ToList().IndexOf(t)));
        Assert.Equal(ToolPackCodes.Checks.Order(), gates.SelectMany(ToolGates.ChecksOf).Distinct().Order());
        var decides = gates.Where(g => g.Fields.Words("tiers").Contains("decides-about-students")).ToList();
        Assert.Equal(["pilot-complete"], decides.Where(g => g.Fields.Word("to") == "approved-for-use").SelectMany(g => g.Fields.Words("from")));
        Assert.All(decides, g => Assert.Contains("human-review-arranged", ToolGates.ChecksOf(g)));
        var withData = gates.Where(g => g.Fields.Words("tiers") is { Count: > 0 } tiers && !tiers.Contains("no-student-data")).ToList();
        Assert.All(withData, g => Assert.Contains("agreement-in-force", ToolGates.ChecksOf(g)));
        Assert.All(gates.Where(g => g.Fields.Word("to") is "approved-for-pilot" or "approved-for-use" or "recorded-in-use"), g => Assert.Empty(Always.Except(ToolGates.ChecksOf(g))));
    }

    [Fact]
    public void Have_letters_for_families_for_every_kind_of_incident()
    {
        var kinds = Shipped("incidents").Items;
        Assert.True(kinds.Count >= 13, $"{kinds.Count} kinds");
        Assert.All(kinds, k => Assert.Contains(k.Fields.Rows("notices"), n => n.Text("name")!.English == "families"));
        Assert.All(kinds.SelectMany(k => k.Fields.Rows("notices")), n => Assert.All(n.Text("body")!.All, b => Assert.Contains("{contact}", b)));
        Assert.Equal(["vendor", "families", "state"], kinds.Single(k => k.Id == "data-breach").Fields.Rows("notices").Select(n => n.Text("name")!.English));
    }

    [Fact]
    public void Know_services_of_every_kind_with_addresses_of_their_own()
    {
        var services = Shipped("ai-services").Items;
        Assert.True(services.Count >= 160, $"{services.Count} services");
        Assert.Equal(ToolPackCodes.Services.Order(), services.Select(s => s.Fields.Word("service")!).Distinct().Order());
        var domains = services.SelectMany(s => s.Fields.Texts("domains")).Select(d => d.English).ToList();
        Assert.True(domains.Count >= 150, $"{domains.Count} addresses");
        Assert.All(domains, d => Assert.True(ToolPackCodes.IsDomain(d), d));
        Assert.Equal(domains.Count, domains.Distinct().Count());
        Assert.All(services, s => Assert.NotEqual("Chalkline", s.Source.Title));
        Assert.Contains("not a judgement", Shipped("ai-services").Description.English);
    }

    [Fact]
    public void Say_everything_in_Spanish_in_words_of_its_own()
    {
        foreach (var pack in Names.Select(Shipped))
        {
            Assert.NotEqual(pack.Title.English, pack.Title.In(Language.Spanish));
            var texts = pack.Items.SelectMany(i => i.Fields.AllTexts).Where(t => t.Others.Count > 0).ToList();
            Assert.NotEmpty(texts);
            Assert.DoesNotContain(texts, t => t.English == t.In(Language.Spanish));
        }
    }

    [Fact]
    public void Say_every_code_in_words()
    {
        (string Family, IReadOnlyList<string> Codes)[] said =
        [
            ("Area", ToolPackCodes.Areas), ("Tier", ToolPackCodes.Tiers), ("When", ToolPackCodes.Conditions), ("Stage", [.. ToolPackCodes.From, .. ToolPackCodes.To]), ("Check", ToolPackCodes.Checks),
            ("Service", ToolPackCodes.Services), ("Framework", new VettingCriteria().Frameworks), ("Audience", Choice<AiServices>("audience")), ("Severity", Choice<IncidentKinds>("usual_severity")),
            ("By", Choice<VettingCriteria>("answered_by")), ("Answer", Choice<VettingCriteria>("pass")), ("Need", [.. Choice<RiskTiers>("pilot"), .. Choice<RiskTiers>("audit")]),
        ];
        foreach (var (family, codes) in said)
            foreach (var code in codes)
                foreach (var language in Language.All) Assert.NotEmpty(ToolPackSay.Code(language, family, code));
        var clock = new IncidentKinds().Keys.Single(k => k.Name == "clocks").Keys;
        Assert.All(clock.Single(k => k.Name == "unit").Choice, u => Assert.NotEqual(ToolPackSay.Time(Language.English, 1, u), ToolPackSay.Time(Language.Spanish, 2, u)));
        Assert.All(clock.Single(k => k.Name == "from").Choice, f => Assert.NotEmpty(ToolPackSay.Code(Language.Spanish, "Since", f)));
        Assert.All(ClocksOf(Shipped("incidents")), c => Assert.NotEqual(c.Text("jurisdiction")!.English, ToolPackSay.Law(Language.Spanish, c.Text("jurisdiction")!.English)));
        Assert.Equal("US-TX", ToolPackSay.Law(Language.English, "US-TX"));
    }

    [Theory]
    [InlineData("vetting", "special-education", "specials", "no area of a review")]
    [InlineData("vetting", "recheck_months: 24", "recheck_months: 0", "less than one month")]
    [InlineData("risk-tiers", "days: 30", "days: 0", "less than one school day")]
    [InlineData("risk-tiers", "areas: [privacy-security, curriculum, accessibility]", "areas: []", "at least one area")]
    [InlineData("tool-gates", "check: has-owner", "check: has-onwer", "has-owner")]
    [InlineData("tool-gates", "check: has-backup", "check: has-owner", "more than once")]
    [InlineData("tool-gates", "from: [pilot-complete]", "from: [in-review]", "second gate")]
    [InlineData("incidents", "jurisdiction: US-NY", "jurisdiction: NY", "no jurisdiction")]
    [InlineData("incidents", "count: 72", "count: 0", "less than one")]
    [InlineData("incidents", "- name: families", "- name: vendor", "more than once")]
    [InlineData("incidents", "{students}", "{pupils}", "which nothing fills in")]
    [InlineData("ai-services", "domains: [chatgpt.com,", "domains: [\"https://chatgpt.com/\",", "no host's name")]
    [InlineData("ai-services", "domains: [claude.ai]", "domains: [chatgpt.com]", "given to chatgpt too")]
    [InlineData("ai-services", "minimum_age: 13", "minimum_age: 99", "no age")]
    public void Are_refused_with_what_cannot_be(string pack, string from, string to, string fault) =>
        Assert.Contains(PackText.Said(PackText.File($"packs/{pack}.yaml").Change(from, to)), f => f.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public async Task Can_be_read_by_everyone_who_is_signed_in_in_both_languages()
    {
        await using var site = await TestSite.On(Database.Sqlite);
        using var browser = await site.As(Role.BoardClerk);
        foreach (var language in Language.All)
        {
            foreach (var pack in Names.Select(Shipped))
            {
                var page = await browser.Page($"/packs/{pack.Id.Name}?lang={language.Code}");
                Assert.Equal(pack.Title.In(language), page.QuerySelector("h1")!.TextContent);
                Assert.All(pack.Items, i => Assert.NotNull(page.GetElementById(i.Id)));
                Assert.NotEmpty(page.QuerySelectorAll("main a[rel=noreferrer]"));
            }
        }
        Assert.Contains("7 días", (await browser.Page("/packs/incidents?lang=es")).GetElementById("data-breach")!.TextContent);
        Assert.Contains("Tiene responsable", (await browser.Page("/packs/tool-gates?lang=es")).GetElementById("use-with-data")!.TextContent);
        Assert.Contains("cierra la puerta", (await browser.Page("/packs/vetting?lang=es")).GetElementById("privacy.training")!.TextContent);
    }

    private static Pack Shipped(string name) => PackText.Shipped.Find(PackId.Parse($"urn:chalkline:pack:{name}"))!;

    private static IEnumerable<PackFields> ClocksOf(Pack pack) => pack.Items.SelectMany(i => i.Fields.Rows("clocks"));

    private static IReadOnlyList<string> Choice<T>(string key) where T : IPackKind, new() => new T().Keys.Single(k => k.Name == key).Choice;
}
