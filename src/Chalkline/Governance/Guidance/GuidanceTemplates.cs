using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Guidance;

/// <summary>Grade bands to start from: an item a band, with what holds in each kind of assignment.</summary>
internal sealed class GuidanceKind : IPackKind
{
    public const string KindName = "grade-band-guidance";

    public string Name => KindName;

    public string Description => "What AI may do in which grades and assignments: an item is a grade band, with a level and words for each kind of assignment.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Code("grades", "The grades of the band: K-2, 9-12."),
        PackKey.Rows("cells", "What holds in each kind of assignment, each kind once.",
            PackKey.Word("assignment", "The kind of assignment.", [.. Enum.GetValues<AssignmentKind>().Select(Codes.Of)]),
            PackKey.Word("level", "How much AI may help.", [.. Enum.GetValues<AiLevel>().Select(Codes.Of)]),
            PackKey.Text("words", "What that means, for the student.")),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(GuidanceTemplateView);

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.KindGuidance));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            if (!GradeSet.TryParse(item.Fields.Text("grades")!.English, out var grades) || grades.IsEmpty) faults.Add(item, "grades", "are no grades; write K-2 or 9-12");
            var rows = item.Fields.Rows("cells");
            if (!rows.Select(r => r.Word("assignment")).Order(StringComparer.Ordinal).SequenceEqual(Enum.GetValues<AssignmentKind>().Select(Codes.Of).Order(StringComparer.Ordinal)))
                faults.Add(item, "cells", "needs each kind of assignment once");
            if (rows.SelectMany(r => r.Text("words")!.All).Any(w => w.Length > GuidanceTable.LongestWords)) faults.Add(item, "cells", $"has words of more than {GuidanceTable.LongestWords} characters");
        }
        if (pack.Items.Count > GuidanceTable.MostBands) faults.Add(pack.Items[GuidanceTable.MostBands], "grades", $"is more than {GuidanceTable.MostBands} bands");
    }

    public static GuidanceTable TableOf(Pack pack) => new([.. pack.Items.Select(i => new GuidanceBand(GradeSet.TryParse(i.Fields.Text("grades")!.English, out var grades) ? grades.Label : "",
        i.Fields.Rows("cells").ToDictionary(r => Codes.Find<AssignmentKind>(r.Word("assignment"))!.Value,
            r => new GuidanceCell(Codes.Find<AiLevel>(r.Word("level"))!.Value, r.Text("words")!.English, r.Text("words")!.In(Language.Spanish)))))]);
}
