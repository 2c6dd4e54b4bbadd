using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>Reads a study file (YAML; docs/guides/study-file.md) into a <see cref="StudyFile"/>, or tells everything that is wrong with it.</summary>
public static class StudyReader
{
    internal static readonly YamlDialect Dialect = new("a study file", "study files", "data, design and outcomes", "data: scores.csv",
        name => $"; a factor's star stands behind: {name}*");

    /// <exception cref="StudyFileException">The file cannot be read, or has faults: all of them.</exception>
    public static StudyFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var (text, fault) = YamlText.Read(path, "is a folder; name the study file in it",
            "is larger than 1 MiB, which no study file is; the data file goes under the key `data`");
        return text is null ? throw new StudyFileException(path, [fault!]) : Parse(text, path);
    }

    /// <param name="yaml">The text of the study file.</param>
    /// <param name="path">Where it stands or would stand: names it in faults, and its paths are relative to it.</param>
    /// <exception cref="StudyFileException">The text has faults: all of them.</exception>
    public static StudyFile Parse(string yaml, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (YamlText.HiddenBreak(yaml) is { } hidden) throw new StudyFileException(path, [hidden]);
        var notes = new StudyNotes();
        var root = new YamlReader(yaml, Dialect, notes.Faults).Read();
        var study = root is null ? null : Top(root, path, notes);
        if (study is not null) StudyRules.Check(study, notes);
        if (notes.Faults.Count > 0) throw new StudyFileException(path, [.. notes.Faults.OrderBy(f => f.Line)]);
        return study!;
    }

    /// <summary>What is required and absent is the empty text here: its fault has been noted, and nobody sees the record.</summary>
    private static StudyFile Top(YamlMapping root, string path, StudyNotes notes)
    {
        var top = new YamlSection(root, StudyKeys.Top, notes);
        var directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetPathRoot(Path.GetFullPath(path))!;
        var design = Design(top, notes);
        var weights = Weights(top, notes);
        return new()
        {
            Path = path,
            Directory = directory,
            Title = top.Text("study")?.Trim() ?? Path.GetFileNameWithoutExtension(path),
            Data = top.Text("data") is { } data ? Path.GetFullPath(Path.Combine(directory, data)) : "",
            Where = top.Text("where")?.Trim(),
            Unit = top.Choice(StudyKeys.Unit, "unit") ?? StudyUnit.Student,
            Student = notes.Column(top, "student"),
            Occasion = notes.Column(top, "occasion"),
            Roster = Roster(top, directory),
            Design = design,
            Outcomes = Outcomes(top, notes),
            Adjust = [.. top.Items("adjust").Select(i => Covariate(i, notes))],
            Baseline = [.. top.Items("baseline").Select(i => Baseline(i, notes))],
            Subgroups = [.. top.Items("subgroups").Select(i => notes.ColumnOf(i) ?? "")],
            Missing = top.Choice(StudyKeys.Missing, "missing")
                ?? (design.Kind is DesignKind.StudentRandomized or DesignKind.ClusterRandomized ? MissingRule.Indicator : MissingRule.Complete),
            Weights = weights,
            Estimand = top.Choice(StudyKeys.Estimand, "estimand") ?? (weights is null ? null : Estimand.Att),
            Criteria = Criteria(top, notes),
            Confidence = top.Number("confidence") ?? 0.95,
            Columns = Columns(top, notes),
            Mentions = notes.Mentions,
            Lines = notes.Lines,
        };
    }

    private static StudyDesign Design(YamlSection top, StudyNotes notes)
    {
        var design = top.Section("design", StudyKeys.Design);
        return new()
        {
            Kind = design?.Choice(StudyKeys.Kind, "kind") ?? StudyRules.NoKind,
            Cluster = OneOrMore(design, "cluster", n => notes.ColumnOf(n)),
            Block = notes.Column(design, "block"),
            Delivery = design?.Choice(StudyKeys.Delivery, "delivery"),
            Probabilities = design?.Choice(StudyKeys.Probabilities, "probabilities") ?? Probabilities.Equal,
            Period = Period(design, notes),
            Arm = notes.Column(design, "arm") ?? "",
            Control = design?.Text("control") ?? "",
            Arms = [.. (design?.Entries("arms") ?? []).Select(e => new Named(e.Key, Label(e.Key, e.Value, notes)))],
            Contrasts = Contrasts(design, notes),
        };
    }

    /// <summary>One text, or a list of them, under the same key.</summary>
    private static IReadOnlyList<string> OneOrMore(YamlSection? section, string key, Func<YamlValue, string?> read) => section?.Node(key) switch
    {
        null => [],
        YamlSequence => [.. section.Items(key).Select(i => read(i) ?? "")],
        { } node => [read(node) ?? ""],
    };

    /// <summary><c>period: {column, post}</c>, or <c>period: column</c> with <c>post</c> beside it.</summary>
    private static StudyPeriod? Period(YamlSection? design, StudyNotes notes)
    {
        var within = design?.Node("period") is YamlMapping ? design.Section("period", StudyKeys.Period) : null;
        var column = within is null ? notes.Column(design, "period") : notes.Column(within, "column");
        var post = OneOrMore(within ?? design, "post", n => YamlSection.TextOf(n, notes));
        return column is null && post.Count == 0 ? null : new(column ?? "", post);
    }

    private static string Label(string value, YamlValue label, StudyNotes notes) =>
        label is YamlScalar { IsNull: true } ? value : YamlSection.TextOf(label, notes) ?? value;

    private static List<(string, string)> Contrasts(YamlSection? design, StudyNotes notes)
    {
        var contrasts = new List<(string, string)>();
        foreach (var item in design?.Items("contrasts") ?? []) contrasts.Add(Contrast(item, notes));
        return contrasts;
    }

    private static (string, string) Contrast(YamlValue node, StudyNotes notes)
    {
        if (node is YamlSequence { Items: [var one, var other] })
            return YamlSection.TextOf(one, notes) is { } arm && YamlSection.TextOf(other, notes) is { } against ? (arm, against) : ("", "");
        notes.Fault(node, "expected two arms, such as [a, b]");
        return ("", "");
    }

    private static StudyRoster? Roster(YamlSection top, string directory)
    {
        if (top.Section("roster", StudyKeys.Roster) is not { } roster) return null;
        var file = roster.Text("file") is { } name ? Path.GetFullPath(Path.Combine(directory, name)) : "";
        return new(file, roster.Text("student") ?? "", roster.Text("cluster"), roster.Text("arm") ?? "", roster.Date("assigned"),
            roster.Text("joined"), roster.Text("left"));
    }

    private static StudyOutcome[] Outcomes(YamlSection top, StudyNotes notes)
    {
        var items = top.Items("outcomes");
        if (top.Node("outcomes") is YamlSequence { Items: [] } none) notes.Fault(none, "needs at least one outcome");
        return [.. items.Select(Outcome)];

        StudyOutcome Outcome(YamlValue node)
        {
            if (node is not YamlMapping mapping)
            {
                notes.Fault(node, "expected an outcome, such as { column: score, label: State test }");
                return new("", "", OutcomeRole.Confirmatory, "", false);
            }
            var outcome = new YamlSection(mapping, StudyKeys.Outcome, notes);
            var column = notes.Column(outcome, "column") ?? "";
            return new(column, outcome.Text("label") ?? column, outcome.Choice(StudyKeys.Role, "role") ?? OutcomeRole.Confirmatory,
                outcome.Text("domain") ?? column, outcome.Choice(StudyKeys.Better, "better") == Better.Lower);
        }
    }

    private static StudyCovariate Covariate(YamlValue node, StudyNotes notes)
    {
        if (YamlSection.TextOf(node, notes) is not { } text) return new("", false);
        var factor = text.EndsWith('*');
        var column = factor ? text[..^1].TrimEnd() : text;
        if (column.Length == 0) notes.Fault(node, "a star alone; it stands behind a column's name: teacher*");
        else notes.Mentions.Add(new(column, node.Path, node.Line));
        return new(column, factor);
    }

    private static StudyBaseline Baseline(YamlValue node, StudyNotes notes)
    {
        if (node is not YamlMapping mapping) return new(notes.ColumnOf(node) ?? "", BaselineLevel.Student, null);
        var baseline = new YamlSection(mapping, StudyKeys.Baseline, notes);
        return new(notes.Column(baseline, "column") ?? "", baseline.Choice(StudyKeys.Level, "level") ?? BaselineLevel.Student, baseline.Number("sd"));
    }

    private static StudyWeights? Weights(YamlSection top, StudyNotes notes)
    {
        switch (top.Node("weights"))
        {
            case null or YamlUnreadable: return null;
            case YamlMapping: return new(notes.Column(top.Section("weights", StudyKeys.Weights), "column") ?? "");
            case { } node:
                if (YamlSection.TextOf(node, notes) is { } word && word != StudyKeys.Propensity)
                    notes.Fault(node, $"\"{word}\" is not known; weights are propensity, or {{ column: name }}");
                return new(null as string);
        }
    }

    private static StudyCriteria? Criteria(YamlSection top, StudyNotes notes)
    {
        if (top.Section("criteria", StudyKeys.Criteria) is not { } criteria) return null;
        var prior = criteria.Section("prior", StudyKeys.Prior);
        return new()
        {
            Outcome = criteria.Text("outcome") ?? "",
            Worthwhile = criteria.Number("worthwhile") ?? double.NaN,
            Planned = criteria.Number("planned"),
            Extension = criteria.Choice(StudyKeys.Extension, "extension") ?? ExtensionKind.None,
            Harm = criteria.Number("harm"),
            Guardrails = [.. criteria.Items("guardrails").Select(Guardrail)],
            Prior = new(prior?.Number("mean") ?? StudyPrior.Default.Mean, prior?.Number("sd") ?? StudyPrior.Default.StandardDeviation),
        };

        StudyGuardrail Guardrail(YamlValue node)
        {
            if (node is YamlMapping mapping)
            {
                var guardrail = new YamlSection(mapping, StudyKeys.Guardrail, notes);
                return new(guardrail.Text("outcome") ?? "", guardrail.Number("floor") ?? 0);
            }
            notes.Fault(node, "expected a guardrail, such as { outcome: attendance, floor: -0.05 }");
            return new("", 0);
        }
    }

    private static Dictionary<string, ColumnScale> Columns(YamlSection top, StudyNotes notes)
    {
        var columns = new Dictionary<string, ColumnScale>(StringComparer.Ordinal);
        foreach (var (column, node) in top.Entries("columns"))
        {
            if (node is YamlMapping mapping)
            {
                var scale = new YamlSection(mapping, StudyKeys.Scale, notes);
                columns[column] = new(scale.Decimal("centre") ?? ColumnScale.Default.Centre, scale.Whole("digits") ?? ColumnScale.Default.Digits);
            }
            else if (node is not YamlScalar { IsNull: true } and not YamlUnreadable)
            {
                notes.Fault(node, "expected { centre: 2500, digits: 6 }, or one of the two");
            }
        }
        return columns;
    }
}
