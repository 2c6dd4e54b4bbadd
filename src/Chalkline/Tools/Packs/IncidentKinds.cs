using Chalkline.Design;
using Chalkline.Exchange;
using Chalkline.Platform;

namespace Chalkline.Tools.Packs;

/// <summary>What can go wrong with a tool: what to do, by when whom to tell, and letters to begin from.</summary>
internal sealed class IncidentKinds : IPackKind
{
    public const string KindName = "incident-kinds";

    public string Name => KindName;

    public string Description => "Kinds of incidents with tools: steps, the times of laws and agreements, and letters. Not legal advice.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("title", "The kind's name."),
        PackKey.Text("text", "What counts as one."),
        PackKey.Word("usual_severity", "How severe it usually is; whoever handles one may judge otherwise.", "low", "medium", "high", "severe"),
        PackKey.Texts("steps", "What to do, in order."),
        PackKey.Rows("clocks", "By when whom to tell.",
            PackKey.Code("rule", "The id of the rule of law that sets the time; absent: an agreement does.").Optional(),
            PackKey.Code("jurisdiction", "Where it holds: US, or US- and the two letters of a state."),
            PackKey.Word("from", "What starts the clock: that somebody knew, that it was reported to the district, or that it was confirmed.", "known", "reported", "confirmed"),
            PackKey.Whole("count", "How many hours or days."),
            PackKey.Word("unit", "What is counted.", "hours", "days", "school-days"),
            PackKey.Text("to", "Who must be told."),
            PackKey.Text("what", "What must be done within that time.")).Optional(),
        PackKey.Rows("notices", "Letters to begin from; {tool}, {vendor}, {date}, {kind}, {students}, {district} and {contact} are filled in.",
            PackKey.Code("name", "A short name, once in a kind."),
            PackKey.Text("to", "Whom it is for."),
            PackKey.Text("subject", "The line above the letter."),
            PackKey.Text("body", "The letter.")).Optional(),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(IncidentKindsView);

    public string Says(Language language) => ToolPackSay.Say(language, nameof(ToolPackWords.KindIncidentKinds));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            if (item.Fields.Texts("steps").Count == 0) faults.Add(item, "steps", "needs at least one step");
            var clocks = item.Fields.Rows("clocks");
            if (clocks.Any(c => c.Whole("count") < 1)) faults.Add(item, "clocks", "has a time of less than one");
            if (clocks.Any(c => !ToolPackCodes.IsJurisdiction(c.Text("jurisdiction")!.English))) faults.Add(item, "clocks", "has what is no jurisdiction; it is US, or US-NY and the like");
            CheckNotices(item, faults);
        }
    }

    private static void CheckNotices(PackItem item, PackFaults faults)
    {
        var notices = item.Fields.Rows("notices");
        foreach (var name in notices.GroupBy(n => n.Text("name")!.English).Where(n => n.Count() > 1)) faults.Add(item, "notices", $"has the name {name.Key} more than once");
        var placeholders = notices.SelectMany(n => new[] { n.Text("subject")!.English, n.Text("body")!.English }).SelectMany(ToolPackCodes.PlaceholdersIn).Distinct();
        foreach (var unknown in placeholders.Where(p => !ToolPackCodes.Placeholders.Contains(p)))
            faults.Add(item, "notices", $"has {{{unknown}}}, which nothing fills in{Nearest.Ask(unknown, ToolPackCodes.Placeholders)}");
    }
}
