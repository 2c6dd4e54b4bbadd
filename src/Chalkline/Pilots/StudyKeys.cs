using Chalkline.Exchange;

namespace Chalkline.Pilots;

/// <summary>The keys of one mapping of the study file, and those that it cannot do without.</summary>
/// <param name="Place">Where it stands: <c>design</c>, <c>outcomes[]</c> for each entry of a list, <c>columns{}</c> for each value of a mapping.</param>
internal sealed record StudyKeySet(string Place, string[] Known, params string[] Required);

/// <summary>A key with a closed choice of words, and what each word means, in the same order.</summary>
internal sealed record StudyChoice<T>(string Place, string[] Words, params T[] Values) where T : struct, Enum;

internal enum Better { Higher, Lower }

/// <summary>All the words of the study file. A test keeps them equal to docs/schemas/study.schema.json.</summary>
internal static class StudyKeys
{
    public static readonly StudyKeySet Top = new("",
        ["study", "data", "where", "unit", "student", "occasion", "roster", "design", "outcomes", "adjust", "baseline", "subgroups", "missing",
            "weights", "estimand", "criteria", "confidence", "columns"],
        "data", "design", "outcomes");

    public static readonly StudyKeySet Design = new("design",
        ["kind", "cluster", "block", "delivery", "probabilities", "period", "post", "arm", "control", "arms", "contrasts"],
        "kind", "arm", "control");

    public static readonly StudyKeySet Period = new("design.period", ["column", "post"], "column", "post");

    public static readonly StudyKeySet Roster = new("roster",
        ["file", "student", "cluster", "arm", "assigned", "joined", "left"], "file", "student", "arm");

    public static readonly StudyKeySet Outcome = new("outcomes[]", ["column", "label", "role", "domain", "better"], "column");
    public static readonly StudyKeySet Baseline = new("baseline[]", ["column", "level", "sd"], "column");
    public static readonly StudyKeySet Weights = new("weights", ["column"], "column");

    public static readonly StudyKeySet Criteria = new("criteria",
        ["outcome", "worthwhile", "planned", "extension", "harm", "guardrails", "prior"], "outcome", "worthwhile");

    public static readonly StudyKeySet Guardrail = new("criteria.guardrails[]", ["outcome", "floor"], "outcome", "floor");
    public static readonly StudyKeySet Prior = new("criteria.prior", ["mean", "sd"]);
    public static readonly StudyKeySet Scale = new("columns{}", ["centre", "digits"]);

    public static readonly IReadOnlyList<StudyKeySet> All =
        [Top, Design, Period, Roster, Outcome, Baseline, Weights, Criteria, Guardrail, Prior, Scale];

    public static readonly StudyChoice<StudyUnit> Unit = new("unit",
        ["student", "teacher"], StudyUnit.Student, StudyUnit.Teacher);

    public static readonly StudyChoice<DesignKind> Kind = new("design.kind",
        ["student-randomized", "cluster-randomized", "matched-comparison", "difference-in-differences"], DesignKind.StudentRandomized, DesignKind.ClusterRandomized, DesignKind.MatchedComparison, DesignKind.DifferenceInDifferences);

    public static readonly StudyChoice<Delivery> Delivery = new("design.delivery",
        ["shared", "individual"], Pilots.Delivery.Shared, Pilots.Delivery.Individual);

    public static readonly StudyChoice<Probabilities> Probabilities = new("design.probabilities",
        ["equal", "by-block"], Pilots.Probabilities.Equal, Pilots.Probabilities.ByBlock);

    public static readonly StudyChoice<OutcomeRole> Role = new("outcomes[].role",
        ["confirmatory", "exploratory"], OutcomeRole.Confirmatory, OutcomeRole.Exploratory);

    public static readonly StudyChoice<Better> Better = new("outcomes[].better",
        ["higher", "lower"], Pilots.Better.Higher, Pilots.Better.Lower);

    public static readonly StudyChoice<BaselineLevel> Level = new("baseline[].level",
        ["student", "cluster"], BaselineLevel.Student, BaselineLevel.Cluster);

    public static readonly StudyChoice<MissingRule> Missing = new("missing",
        ["indicator", "complete"], MissingRule.Indicator, MissingRule.Complete);
    public static readonly StudyChoice<Estimand> Estimand = new("estimand",
        ["att", "ate"], Pilots.Estimand.Att, Pilots.Estimand.Ate);

    public static readonly StudyChoice<ExtensionKind> Extension = new("criteria.extension",
        ["none", "planned", "used"], ExtensionKind.None, ExtensionKind.Planned, ExtensionKind.Used);

    /// <summary>The words of each choice by its place; for weights the one word that may stand instead of a mapping.</summary>
    public static IReadOnlyDictionary<string, string[]> Words => new Dictionary<string, string[]>
    {
        [Unit.Place] = Unit.Words,
        [Kind.Place] = Kind.Words,
        [Delivery.Place] = Delivery.Words,
        [Probabilities.Place] = Probabilities.Words,
        [Role.Place] = Role.Words,
        [Better.Place] = Better.Words,
        [Level.Place] = Level.Words,
        [Missing.Place] = Missing.Words,
        [Estimand.Place] = Estimand.Words,
        [Extension.Place] = Extension.Words,
        ["weights"] = [Propensity],
    };

    public const string Propensity = "propensity";

    /// <summary>For an unknown word the known ones that it may stand for, or else all of them.</summary>
    public static string Hint(string word, IReadOnlyList<string> known)
    {
        var near = Nearest.Ask(word, known);
        return near.Length > 0 ? near : "; known are " + string.Join(", ", known);
    }
}
