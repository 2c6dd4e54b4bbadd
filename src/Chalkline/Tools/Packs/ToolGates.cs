using Chalkline.Design;
using Chalkline.Exchange;
using Chalkline.Platform;

namespace Chalkline.Tools.Packs;

/// <summary>The gates between the stages of a tool, each with the checks that must all hold.</summary>
internal sealed class ToolGates : IPackKind
{
    public const string KindName = "tool-gates";

    public string Name => KindName;

    public string Description => "The gates through which a tool moves from stage to stage, each with its checks.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("title", "The gate's name."),
        PackKey.Text("text", "What it means that it is open."),
        PackKey.Word("to", "The stage behind the gate; recorded-in-use is that of a tool that was in use before it was reviewed.", ToolPackCodes.To),
        PackKey.Words("from", "The stages before it.", ToolPackCodes.From),
        PackKey.Words("tiers", "The risk tiers whose tools go through it; absent: all.", ToolPackCodes.Tiers).Optional(),
        PackKey.Rows("checks", "What must hold; what nobody knows does not.",
            PackKey.Code("check", "The name of the check."),
            PackKey.Text("why", "What it protects, in one sentence.")),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(ToolGatesView);

    public string Says(Language language) => ToolPackSay.Say(language, nameof(ToolPackWords.KindToolGates));

    public void Check(Pack pack, PackFaults faults)
    {
        var ways = new HashSet<(string From, string To, string Tier)>();
        foreach (var item in pack.Items)
        {
            var checks = ChecksOf(item);
            if (item.Fields.Words("from").Count == 0) faults.Add(item, "from", "needs at least one stage");
            if (checks.Count == 0) faults.Add(item, "checks", "needs at least one check; a gate without one is always open");
            foreach (var check in checks.Where(c => !ToolPackCodes.Checks.Contains(c))) faults.Add(item, "checks", $"\"{check}\" is no check{Nearest.Ask(check, ToolPackCodes.Checks)}");
            foreach (var check in checks.GroupBy(c => c).Where(c => c.Count() > 1)) faults.Add(item, "checks", $"has {check.Key} more than once");
            // Two gates on one way would let a tool choose the easier one.
            foreach (var way in WaysOf(item).Where(w => !ways.Add(w))) faults.Add(item, "from", $"is a second gate from {way.From} to {way.To} for {way.Tier}");
        }
    }

    public static IReadOnlyList<string> ChecksOf(PackItem item) => [.. item.Fields.Rows("checks").Select(c => c.Text("check")!.English)];

    private static IEnumerable<(string From, string To, string Tier)> WaysOf(PackItem item)
    {
        var tiers = item.Fields.Words("tiers") is { Count: > 0 } some ? some : ToolPackCodes.Tiers;
        return item.Fields.Words("from").SelectMany(f => tiers.Select(t => (f, item.Fields.Word("to")!, t)));
    }
}
