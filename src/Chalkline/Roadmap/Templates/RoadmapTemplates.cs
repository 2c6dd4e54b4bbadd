using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Chalkline.Roadmap.SetUp;

namespace Chalkline.Roadmap.Templates;

/// <summary>Roadmaps to start from: milestones with weeks instead of dates, the roles that should own them, and checks. What one waits for stands under <c>builds_on</c>.</summary>
internal sealed class RoadmapTemplates : IPackKind
{
    public const string KindName = "roadmap-template";

    /// <summary>Ten years: no roadmap of a district is longer.</summary>
    private const int MostWeeks = 520;

    public string Name => KindName;

    public string Description => "Milestones of a roadmap to start from, each with weeks, the role that should own it, and the checks that it ends on.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("name", "What is true when the milestone is done, in a few words."),
        PackKey.Text("description", "What it is about, in plain words."),
        PackKey.Word("phase", "The part of the roadmap.", [.. Enum.GetValues<RoadmapPhase>().Select(Codes.Of)]),
        PackKey.Whole("starts_week", "Weeks from the roadmap's first day until work on it begins."),
        PackKey.Whole("due_week", "Weeks from the roadmap's first day until it must hold."),
        PackKey.Word("seat", "The role that should own it.", [.. Chalkline.Platform.Roles.All.Select(r => r.Code())]),
        PackKey.Rows("checks", "What must hold for it to be done.",
            PackKey.Code("check", "The name of a kind of check; one that the program does not know yet counts as not met."),
            new PackKey("with", PackShape.Texts, "Values of its parameters, each as name=value; year=next is the school year after the one that the roadmap begins in.").Optional()),
        PackKey.Words("only_for", "Answers of the set-up, one of which must have been given for the milestone to be needed; absent where it always is.", [.. AnswerTags.All]).Optional(),
        PackKey.Texts("policies", "Policies that the district adopts on the way.").Optional(),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(RoadmapTemplateView);

    public string Says(Language language) => SetUpText.Say(language, nameof(SetUpWords.KindTemplate));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            var (starts, due) = (item.Fields.Whole("starts_week"), item.Fields.Whole("due_week"));
            if (starts is < 0 or > MostWeeks) faults.Add(item, "starts_week", $"is a number of weeks from 0 to {MostWeeks}");
            if (due is < 1 or > MostWeeks) faults.Add(item, "due_week", $"is a number of weeks from 1 to {MostWeeks}");
            else if (due < starts) faults.Add(item, "due_week", "comes before starts_week");
            if (item.Fields.Text("name")!.All.Any(n => n.Length > MilestoneRules.LongestName)) faults.Add(item, "name", $"is longer than {MilestoneRules.LongestName} characters");
            if (item.Fields.Rows("checks") is not { Count: > 0 and <= Criterion.Most } rows) faults.Add(item, "checks", $"needs 1 to {Criterion.Most} checks");
            else if (rows.SelectMany(r => r.Texts("with")).Any(w => w.English.IndexOf('=', StringComparison.Ordinal) < 1)) faults.Add(item, "checks", "has a value that is not written as name=value");
        }
        if (pack.Items.Count > MilestoneRules.MostMilestones) faults.Add(pack.Items[MilestoneRules.MostMilestones], "name", $"is more than {MilestoneRules.MostMilestones} milestones");
    }
}
