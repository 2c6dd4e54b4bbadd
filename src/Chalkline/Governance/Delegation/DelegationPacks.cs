using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Delegation;

/// <summary>Tables of who decides what, to start from.</summary>
internal sealed class DelegationPacks : IPackKind
{
    public const string KindName = "delegation-table";

    public string Name => KindName;

    public string Description => "A table of who decides what about AI, to start from: what no line covers is the board's.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("why", "Why this line is drawn here, in one sentence."),
        PackKey.Word("matter", "What is decided; absent: everything but the delegation itself.", [.. Enum.GetValues<DecisionKind>().Where(k => k != DecisionKind.Delegation).Select(Codes.Of)]).Optional(),
        PackKey.Word("tier", "The risk tier; absent: every tier.", [.. Enum.GetValues<RiskTier>().Select(Codes.Of)]).Optional(),
        PackKey.Word("body", "Who may decide.", "director", "superintendent"),
        PackKey.Whole("up_to", "Dollars, this amount included; absent: any amount.").Optional(),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(DelegationPackView);

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.KindDelegationTable));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items.Where(i => i.Fields.Whole("up_to") < 0)) faults.Add(item, "up_to", "is an amount of dollars, not negative");
        if (pack.Items.Count > DelegationRules.MostLines) faults.Add(pack.Items[DelegationRules.MostLines], "body", $"is more than {DelegationRules.MostLines} lines");
    }

    /// <summary>The pack's lines as a form that can be changed before it is sent.</summary>
    public static DelegationForm Form(Pack pack, Language language) => new()
    {
        Name = pack.Title.In(language),
        Kind = [.. pack.Items.Select(i => i.Fields.Word("matter") ?? "")],
        Tier = [.. pack.Items.Select(i => i.Fields.Word("tier") ?? "")],
        Body = [.. pack.Items.Select(i => i.Fields.Word("body"))],
        UpTo = [.. pack.Items.Select(i => i.Fields.Whole("up_to")?.ToString(Language.Numbers) ?? "")],
    };
}
