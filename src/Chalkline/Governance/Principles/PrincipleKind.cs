using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Governance.Principles;

/// <summary>Principles to start from, each with the checks and reports that carry it out.</summary>
internal sealed class PrincipleKind : IPackKind
{
    public const string KindName = "principles";

    public string Name => KindName;

    public string Description => "Principles that a district can adopt in its own words, each with the checks and reports that carry it out.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("title", "The principle in a few words."),
        PackKey.Text("text", "What it means."),
        new PackKey("checks", PackShape.Texts, "Names of kinds of checks that carry it out; one that the program does not know yet is shown as missing.").Optional(),
        PackKey.Words("reports", "Pages that show how it is kept.", [.. ReportPages.All.Select(p => p.Code)]).Optional(),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(PrincipleTemplateView);

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.KindPrinciples));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            if (item.Fields.Text("title")!.All.Any(t => t.Length > Principle.LongestTitle)) faults.Add(item, "title", $"is longer than {Principle.LongestTitle} characters");
            if (item.Fields.Text("text")!.All.Any(t => t.Length > Principle.LongestText)) faults.Add(item, "text", $"is longer than {Principle.LongestText} characters");
            if (item.Fields.Texts("checks").Any(c => c.English.Contains(' ', StringComparison.Ordinal))) faults.Add(item, "checks", "has a name with a space in it");
        }
    }
}
