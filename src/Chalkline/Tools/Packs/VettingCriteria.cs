using Chalkline.Design;
using Chalkline.Exchange;
using Chalkline.Platform;

namespace Chalkline.Tools.Packs;

/// <summary>Questions to ask about a tool before people use it; an item's group is the area that reviews it.</summary>
internal sealed class VettingCriteria : IPackKind
{
    public const string KindName = "vetting-criteria";

    public string Name => KindName;

    public string Description => "Questions about an AI tool, each answered with yes, no or partly; the groups are the areas of a review.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("title", "The question, to be answered with yes, no or partly."),
        PackKey.Text("why", "What it protects and how to judge it."),
        PackKey.Text("evidence", "What would show it."),
        PackKey.Word("answered_by", "Who can answer it.", "reviewer", "vendor", "either"),
        PackKey.Word("blocks", "always: the answer that is not the good one closes the gate.", "always", "never"),
        PackKey.Word("pass", "Which answer is the good one.", "yes", "no"),
        PackKey.Words("applies_when", "What must all be true of a tool for the question to be asked; absent: nothing need be.", ToolPackCodes.Conditions).Optional(),
        PackKey.Words("tiers", "The risk tiers at which it is asked; absent: at all.", ToolPackCodes.Tiers).Optional(),
        new PackKey("rules", PackShape.Texts, "Ids of rules of law that stand behind it.").Optional(),
        PackKey.Whole("recheck_months", "After how many months the answer is asked for again; absent: at the renewal.").Optional(),
    ];

    public IReadOnlyList<string> Frameworks { get; } = ["five-quality-indicators", "cosn-cgcs", "nist-ai-rmf", "nist-ai-600-1", "trusted-apps-genai", "us-ed-dcl-2025", "ndpa", "wcag"];

    public Type View => typeof(VettingCriteriaView);

    public string Says(Language language) => ToolPackSay.Say(language, nameof(ToolPackWords.KindVettingCriteria));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            var fields = item.Fields;
            if (item.Group is null) faults.Add(item, "group", "is not given; it is an area of a review");
            else if (!ToolPackCodes.Areas.Contains(item.Group)) faults.Add(item, "group", $"\"{item.Group}\" is no area of a review{Nearest.Ask(item.Group, ToolPackCodes.Areas)}");
            if (fields.Whole("recheck_months") < 1) faults.Add(item, "recheck_months", "is less than one month");
            if (fields.Texts("rules").Any(r => r.English.Contains(' ', StringComparison.Ordinal))) faults.Add(item, "rules", "has an id with a space in it");
        }
    }
}
