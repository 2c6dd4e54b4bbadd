using System.Globalization;

namespace Chalkline.Pilots;

/// <summary>
/// What a study file says, checked in itself and not yet against the data: names of columns stand as written, paths are resolved.
/// The guide is docs/guides/study-file.md, the schema docs/schemas/study.schema.json.
/// </summary>
public sealed record StudyFile
{
    /// <summary>The study file, as it was named by whoever asked for it.</summary>
    public required string Path { get; init; }

    /// <summary>The folder it stands in, absolute: what its paths are relative to.</summary>
    public required string Directory { get; init; }

    /// <summary>Key <c>study</c>; without it the file's name without its ending.</summary>
    public required string Title { get; init; }

    /// <summary>Key <c>data</c>: the data file, absolute. It has not been looked for.</summary>
    public required string Data { get; init; }

    /// <summary>The row filter as written; null where all rows are wanted.</summary>
    public required string? Where { get; init; }
    public int WhereLine => LineOf("where");

    public required StudyUnit Unit { get; init; }

    /// <summary>The column with the unit's identifier; null where each row is a unit.</summary>
    public required string? Student { get; init; }
    public required string? Occasion { get; init; }
    public required StudyRoster? Roster { get; init; }
    public required StudyDesign Design { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<StudyOutcome> Outcomes { get; init; }
    public required IReadOnlyList<StudyCovariate> Adjust { get; init; }
    public required IReadOnlyList<StudyBaseline> Baseline { get; init; }

    /// <summary>Columns whose levels are subgroups.</summary>
    public required IReadOnlyList<string> Subgroups { get; init; }

    /// <summary>Without the key: indicator in randomized designs, complete cases in comparison designs.</summary>
    public required MissingRule Missing { get; init; }
    public required StudyWeights? Weights { get; init; }

    /// <summary>Null without weights.</summary>
    public required Estimand? Estimand { get; init; }
    public required StudyCriteria? Criteria { get; init; }

    /// <summary>Of the intervals shown, in (0.5, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>By column, for those that say so; all others have <see cref="ColumnScale.Default"/>.</summary>
    public required IReadOnlyDictionary<string, ColumnScale> Columns { get; init; }

    public ColumnScale ScaleOf(string column) => Columns.TryGetValue(column, out var scale) ? scale : ColumnScale.Default;

    /// <summary>Each place where a column of the data file is named; <c>where</c> is not looked into.</summary>
    public required IReadOnlyList<ColumnMention> Mentions { get; init; }

    /// <summary>The lines of keys, by path.</summary>
    internal IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// The line (from 1) of a key by its path, such as <c>design.arm</c> or <c>outcomes[0].label</c>; of a key that is not written, the line
    /// of what it would stand in, at last 1.
    /// </summary>
    public int LineOf(string key)
    {
        while (!Lines.ContainsKey(key))
        {
            var cut = key.LastIndexOfAny(['.', '[']);
            if (cut <= 0) return 1;
            key = key[..cut];
        }
        return Lines[key];
    }

    /// <summary>A place where the column is named; null for a column that only <c>where</c> knows, or none.</summary>
    public ColumnMention? MentionOf(string column) => Mentions.FirstOrDefault(m => m.Column == column);
}

/// <summary>A column's name where the study file has it: the key's path (<c>design.arm</c>, <c>adjust[2]</c>) and the line.</summary>
public sealed record ColumnMention(string Column, string Key, int Line)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key} (line {Line})");
}

public enum StudyUnit { Student, Teacher }

public sealed record StudyDesign
{
    public required DesignKind Kind { get; init; }

    /// <summary>The column(s) that name a unit of assignment or of sharing; several where names repeat; empty where students stand alone.</summary>
    public required IReadOnlyList<string> Cluster { get; init; }

    /// <summary>The column of the randomization block or pair.</summary>
    public required string? Block { get; init; }
    public required Delivery? Delivery { get; init; }
    public required Probabilities Probabilities { get; init; }

    /// <summary>Only for <see cref="DesignKind.DifferenceInDifferences"/>.</summary>
    public required StudyPeriod? Period { get; init; }

    /// <summary>The column that holds the arm.</summary>
    public required string Arm { get; init; }

    /// <summary>Its value for the comparison group.</summary>
    public required string Control { get; init; }

    /// <summary>The arms beside the control, in the order of the file; empty where every other value is an arm.</summary>
    public required IReadOnlyList<Named> Arms { get; init; }

    /// <summary>Beside each arm against control. Values are listed arms or the control wherever arms are listed.</summary>
    public required IReadOnlyList<(string Arm, string Against)> Contrasts { get; init; }
}

/// <summary>Whether an own copy of the tool reaches each student, or one is shared by a class, a teacher or a school.</summary>
public enum Delivery { Shared, Individual }

/// <summary>Whether the chance of each arm was the same in all blocks.</summary>
public enum Probabilities { Equal, ByBlock }

/// <summary>The column of the period, and its values after the start (at least one).</summary>
public sealed record StudyPeriod(string Column, IReadOnlyList<string> Post);

/// <summary>Whom attrition is counted from: a file (absolute) with its columns; <c>Assigned</c> is the day of assignment.</summary>
public sealed record StudyRoster(string File, string Student, string? Cluster, string Arm, DateOnly? Assigned, string? Joined, string? Left);

/// <param name="LowerIsBetter">Effects count as benefits when they are negative (absences, referrals).</param>
public sealed record StudyOutcome(string Column, string Label, OutcomeRole Role, string Domain, bool LowerIsBetter)
{
    public Named Named => new(Column, Label);
}

/// <param name="Factor">Its values are levels, each with a term of its own; otherwise it is a number.</param>
public sealed record StudyCovariate(string Column, bool Factor);

/// <param name="StandardDeviation">A standard deviation to measure the difference in, if not the sample's own; above 0.</param>
public sealed record StudyBaseline(string Column, BaselineLevel Level, double? StandardDeviation);

public enum BaselineLevel { Student, Cluster }

public enum MissingRule { Indicator, Complete }

/// <param name="Column">The column with the weights; null for propensity weights to be estimated.</param>
public sealed record StudyWeights(string? Column)
{
    public bool Propensity => Column is null;
}

/// <summary>Effect on those treated, or on all.</summary>
public enum Estimand { Att, Ate }

/// <summary>What was agreed before the data: effects in Hedges' g, the sign turned so that higher is better.</summary>
public sealed record StudyCriteria
{
    /// <summary>The column of a confirmatory outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>The smallest effect worth having; above 0.</summary>
    public required double Worthwhile { get; init; }

    /// <summary>The effect hoped for; above <see cref="Worthwhile"/>.</summary>
    public required double? Planned { get; init; }
    public required ExtensionKind Extension { get; init; }

    /// <summary>An estimate at or below it leaves harm open; below 0.</summary>
    public required double? Harm { get; init; }
    public required IReadOnlyList<StudyGuardrail> Guardrails { get; init; }
    public required StudyPrior Prior { get; init; }
}

/// <summary>An outcome that must not fall to the floor (in g, at most 0).</summary>
public sealed record StudyGuardrail(string Outcome, double Floor);

/// <summary>A normal prior on g.</summary>
public sealed record StudyPrior(double Mean, double StandardDeviation)
{
    public static StudyPrior Default { get; } = new(0, 0.2);
}

/// <summary>
/// How a column becomes integers: <c>(value − Centre) · 10^Digits</c>, of at most 10¹⁵ either way; what does not fit is refused when it is read.
/// </summary>
public sealed record ColumnScale(decimal Centre, int Digits)
{
    public static ColumnScale Default { get; } = new(0, 10);
}
