using Chalkline.Platform;

namespace Chalkline.Pilots;

internal enum Better { Higher, Lower }

/// <summary>All the words of the study file. A test keeps them equal to docs/schemas/study.schema.json.</summary>
internal static class StudyKeys
{
    public static readonly YamlKeySet Top = new("",
        ["study", "data", "where", "unit", "student", "occasion", "roster", "design", "outcomes", "adjust", "baseline", "subgroups", "missing",
            "weights", "estimand", "criteria", "confidence", "columns"],
        "data", "design", "outcomes");

    public static readonly YamlKeySet Design = new("design",
        ["kind", "cluster", "block", "delivery", "probabilities", "period", "post", "arm", "control", "arms", "contrasts"],
        "kind", "arm", "control");

    public static readonly YamlKeySet Period = new("design.period", ["column", "post"], "column", "post");

    public static readonly YamlKeySet Roster = new("roster",
        ["file", "student", "cluster", "arm", "assigned", "joined", "left"], "file", "student", "arm");

    public static readonly YamlKeySet Outcome = new("outcomes[]", ["column", "label", "role", "domain", "better"], "column");
    public static readonly YamlKeySet Baseline = new("baseline[]", ["column", "level", "sd"], "column");
    public static readonly YamlKeySet Weights = new("weights", ["column"], "column");

    public static readonly YamlKeySet Criteria = new("criteria",
        ["outcome", "worthwhile", "planned", "extension", "harm", "guardrails", "prior"], "outcome", "worthwhile");

    public static readonly YamlKeySet Guardrail = new("criteria.guardrails[]", ["outcome", "floor"], "outcome", "floor");
    public static readonly YamlKeySet Prior = new("criteria.prior", ["mean", "sd"]);
    public static readonly YamlKeySet Scale = new("columns{}", ["centre", "digits"]);

    public static readonly IReadOnlyList<YamlKeySet> All =
        [Top, Design, Period, Roster, Outcome, Baseline, Weights, Criteria, Guardrail, Prior, Scale];

    public static readonly YamlChoice<StudyUnit> Unit = new("unit",
        ["student", "teacher"], StudyUnit.Student, StudyUnit.Teacher);

    public static readonly YamlChoice<DesignKind> Kind = new("design.kind",
        ["student-randomized", "cluster-randomized", "matched-comparison", "difference-in-differences"], DesignKind.StudentRandomized, DesignKind.ClusterRandomized, DesignKind.MatchedComparison, DesignKind.DifferenceInDifferences);

    public static readonly YamlChoice<Delivery> Delivery = new("design.delivery",
        ["shared", "individual"], Pilots.Delivery.Shared, Pilots.Delivery.Individual);

    public static readonly YamlChoice<Probabilities> Probabilities = new("design.probabilities",
        ["equal", "by-block"], Pilots.Probabilities.Equal, Pilots.Probabilities.ByBlock);

    public static readonly YamlChoice<OutcomeRole> Role = new("outcomes[].role",
        ["confirmatory", "exploratory"], OutcomeRole.Confirmatory, OutcomeRole.Exploratory);

    public static readonly YamlChoice<Better> Better = new("outcomes[].better",
        ["higher", "lower"], Pilots.Better.Higher, Pilots.Better.Lower);

    public static readonly YamlChoice<BaselineLevel> Level = new("baseline[].level",
        ["student", "cluster"], BaselineLevel.Student, BaselineLevel.Cluster);

    public static readonly YamlChoice<MissingRule> Missing = new("missing",
        ["indicator", "complete"], MissingRule.Indicator, MissingRule.Complete);
    public static readonly YamlChoice<Estimand> Estimand = new("estimand",
        ["att", "ate"], Pilots.Estimand.Att, Pilots.Estimand.Ate);

    public static readonly YamlChoice<ExtensionKind> Extension = new("criteria.extension",
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
}
