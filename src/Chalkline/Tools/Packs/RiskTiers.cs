using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Tools.Packs;

/// <summary>What follows from how much harm a tool could do: the ids of the items are the tiers.</summary>
internal sealed class RiskTiers : IPackKind
{
    public const string KindName = "risk-tiers";

    public string Name => KindName;

    public string Description => "The risk tiers of tools: when a tool is of a tier, and what must happen before it is used.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("title", "The tier's name."),
        PackKey.Text("text", "When a tool is of this tier."),
        PackKey.Text("path", "What happens before it is used."),
        PackKey.Whole("days", "Within how many school days an answer is promised."),
        PackKey.Words("areas", "The areas that must review.", ToolPackCodes.Areas),
        PackKey.Word("pilot", "Whether a pilot must come first.", "required", "optional"),
        PackKey.Word("audit", "Whether somebody other than the vendor must have checked that groups of students are treated alike.", "required", "none"),
        PackKey.Word("human_review", "Whether a person reviews each result before it counts.", "required", "none"),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(RiskTiersView);

    public string Says(Language language) => ToolPackSay.Say(language, nameof(ToolPackWords.KindRiskTiers));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            if (!ToolPackCodes.Tiers.Contains(item.Id)) faults.Add(item, "id", $"is no tier; the tiers are {string.Join(", ", ToolPackCodes.Tiers)}");
            if (item.Fields.Whole("days") < 1) faults.Add(item, "days", "is less than one school day");
            if (item.Fields.Words("areas").Count == 0) faults.Add(item, "areas", "needs at least one area");
        }
        foreach (var tier in ToolPackCodes.Tiers.Where(t => !pack.Items.Any(i => i.Id == t))) faults.Add(pack.Items[0], "id", $"is there without the tier {tier}; a pack has all of them");
    }
}
