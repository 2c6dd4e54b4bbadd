using System.Text.RegularExpressions;
using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>What laws ask of a district: when, what must hold, within which time, from which day on, and how sure we are of it.</summary>
internal sealed partial class RulesOfLaw : IPackKind
{
    public string Name => "rules-of-law";

    public string Description => "What laws ask of a school district, as dated and sourced checks and clocks. Not legal advice.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("title", "What the rule asks, in a few words."),
        PackKey.Code("jurisdiction", "Whose law it is: US, or US- and the two letters of a state."),
        PackKey.Code("citation", "Where it stands in the law."),
        PackKey.Words("applies_when", "What must all be true of a tool or of the district for the rule to apply; always, alone, where nothing need be.",
            "always", "takes-student-data", "under-13", "decides-about-students", "ai-training-on-student-data", "survey-of-protected-areas",
            "survey-funded-by-education-department", "studies-exception", "directory-information", "disclosure-recorded", "students-with-disabilities", "e-rate-discount",
            "web-or-app", "population-50000-or-more", "population-below-50000", "breach", "click-wrap", "publishes-deidentified-data"),
        PackKey.Texts("must_hold", "What must hold, each a check that somebody can answer with yes or no."),
        PackKey.Rows("clocks", "The times that the rule sets.",
            PackKey.Whole("count", "How many days, months or years."),
            PackKey.Word("unit", "What is counted.", "hours", "days", "business-days", "months", "years"),
            PackKey.Text("what", "What must be done within that time."),
            PackKey.Text("from", "What starts the clock."),
            PackKey.Text("to", "Whom it is done for, or who must be told.")).Optional(),
        PackKey.Day("effective_from", "The first day on which it must be kept; absent where it has long been in force.").Optional(),
        PackKey.Day("effective_to", "The last day of its force.").Optional(),
        PackKey.Word("certainty", "verified: read in the law itself. secondary: read in somebody's summary. unverified: not checked again.", "verified", "secondary", "unverified"),
        PackKey.Text("explanation", "The rule in plain words, at the reading level of grade 8."),
    ];

    public IReadOnlyList<string> Frameworks { get; } = ["law"];

    public Type View => typeof(RulesOfLawView);

    public string Says(Language language) => Wording.Say(PackWords.ResourceManager, language, nameof(PackWords.KindRulesOfLaw));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
        {
            var fields = item.Fields;
            if (!Jurisdiction().IsMatch(fields.Text("jurisdiction")!.English)) faults.Add(item, "jurisdiction", "is no jurisdiction; it is US, or US-NY and the like");
            var conditions = fields.Words("applies_when");
            if (conditions.Count == 0) faults.Add(item, "applies_when", "needs at least one condition; always is one");
            if (conditions.Count > 1 && conditions.Contains("always")) faults.Add(item, "applies_when", "says always beside other conditions; one of the two is meant");
            if (fields.Texts("must_hold").Count == 0) faults.Add(item, "must_hold", "needs at least one check");
            if (fields.Day("effective_to") < fields.Day("effective_from")) faults.Add(item, "effective_to", "comes before effective_from");
            if (fields.Rows("clocks").Any(c => c.Whole("count") is < 1)) faults.Add(item, "clocks", "has a time of less than one");
        }
    }

    [GeneratedRegex(@"\AUS(-[A-Z]{2})?\z")]
    private static partial Regex Jurisdiction();
}
