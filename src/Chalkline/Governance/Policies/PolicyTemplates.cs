using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Governance.Policies;

/// <summary>Policies to start from: sections in Markdown, who should acknowledge them, after how many months somebody looks again.</summary>
internal sealed class PolicyTemplateKind : IPackKind
{
    public const string KindName = "policy-template";
    private const int MostMonths = 60, MostSections = 30;

    public string Name => KindName;

    public string Description => "Policies to start from, each of sections that a district makes its own; the item's id is what checks call the document.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("name", "The policy's title."),
        PackKey.Text("purpose", "What it settles, in a sentence or two."),
        PackKey.Words("acknowledged_by", "The roles that should acknowledge it; absent where nobody need.", [.. Roles.All.Select(r => r.Code())]).Optional(),
        PackKey.Whole("review_months", "Months after which somebody looks at it again."),
        PackKey.Rows("sections", "The policy's sections, in order.",
            PackKey.Text("heading", "What the section is about."),
            PackKey.Text("text", "What it says, in Markdown without headings and without HTML.")),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(PolicyTemplateView);

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.KindPolicyTemplate));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            if (item.Fields.Text("name")!.All.Any(n => n.Length > Policy.LongestTitle)) faults.Add(item, "name", $"is longer than {Policy.LongestTitle} characters");
            if (item.Fields.Whole("review_months") is < 1 or > MostMonths) faults.Add(item, "review_months", $"is a number of months from 1 to {MostMonths}");
            if (item.Fields.Rows("sections") is not { Count: > 0 and <= MostSections } rows) faults.Add(item, "sections", $"needs 1 to {MostSections} sections");
            else if (rows.SelectMany(r => r.Text("text")!.All).Any(t => t.StartsWith('#') || t.Contains("\n#", StringComparison.Ordinal))) faults.Add(item, "sections", "has a heading within a text; make it a section of its own");
        }
    }
}

/// <summary>A template as a policy begins from it.</summary>
/// <param name="Id">As checks name the document: <c>acceptable-use</c>.</param>
public sealed record PolicyTemplate(string Id, LocalText Name, LocalText Purpose, IReadOnlyList<Role> Roles, int ReviewMonths, IReadOnlyList<(LocalText Heading, LocalText Text)> Sections)
{
    /// <param name="title">The district's own; "": the template's.</param>
    internal PolicyWording Wording(string title, string titleSpanish) => new(title.Length > 0 ? title : Name.English,
        titleSpanish.Length > 0 ? titleSpanish : title.Length > 0 ? "" : Name.In(Language.Spanish), In(Language.English), In(Language.Spanish));

    private string In(Language language) => PolicyWording.OfSections(Sections.Select(s => (s.Heading.In(language), s.Text.In(language))));
}

/// <summary>The templates of the packs that the district uses.</summary>
internal sealed class PolicyTemplates(DistrictPacks packs)
{
    public async Task<IReadOnlyList<PolicyTemplate>> All(DistrictDb db, CancellationToken ct) =>
        [.. (await packs.InUse(db, PolicyTemplateKind.KindName, ct)).SelectMany(p => p.Items).DistinctBy(i => i.Id).Select(Of)];

    public async Task<PolicyTemplate?> Find(DistrictDb db, string id, CancellationToken ct) => (await All(db, ct)).FirstOrDefault(t => t.Id == id);

    private static PolicyTemplate Of(PackItem item) => new(item.Id, item.Fields.Text("name")!, item.Fields.Text("purpose")!, [.. item.Fields.Words("acknowledged_by").Select(Roles.Find).OfType<Role>()],
        item.Fields.Whole("review_months")!.Value, [.. item.Fields.Rows("sections").Select(s => (s.Text("heading")!, s.Text("text")!))]);
}
