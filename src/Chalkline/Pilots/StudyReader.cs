using System.Text;

namespace Chalkline.Pilots;

/// <summary>Reads a study file (YAML; docs/guides/study-file.md) into a <see cref="StudyFile"/>, or tells everything that is wrong with it.</summary>
public static class StudyReader
{
    /// <summary>More than any study needs; a larger file is a data file named by mistake.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="StudyFileException">The file cannot be read, or has faults: all of them.</exception>
    public static StudyFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) throw Refused(path, 0, "is a folder; name the study file in it");
        byte[] bytes;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            bytes = new byte[MostBytes + 1];
            bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refused(path, 0, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Refused(path, 0, "cannot be read: " + e.Message);
        }
        if (bytes.Length > MostBytes) throw Refused(path, 0, "is larger than 1 MiB, which no study file is; the data file goes under the key `data`");
        return Parse(Decode(bytes, path), path);
    }

    /// <param name="yaml">The text of the study file.</param>
    /// <param name="path">Where it stands or would stand: names it in faults, and its paths are relative to it.</param>
    /// <exception cref="StudyFileException">The text has faults: all of them.</exception>
    public static StudyFile Parse(string yaml, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        // YAML 1.1 breaks lines there and no editor does: lines would be misnumbered and text cut apart unseen.
        var hidden = yaml.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029');
        if (hidden >= 0) throw Refused(path, 1 + yaml.AsSpan(0, hidden).Count('\n'), "holds an invisible line break (U+0085 or the like); type the line anew");
        var notes = new StudyNotes();
        var root = new StudyNodeReader(yaml, notes.Faults).Read();
        var study = root is null ? null : Top(root, path, notes);
        if (study is not null) StudyRules.Check(study, notes);
        if (notes.Faults.Count > 0) throw new StudyFileException(path, [.. notes.Faults.OrderBy(f => f.Line)]);
        return study!;
    }

    private static string Decode(byte[] bytes, string path)
    {
        try
        {
            var text = bytes switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                [0xEF, 0xBB, 0xBF, ..] => StrictUtf8.GetString(bytes, 3, bytes.Length - 3),
                _ => StrictUtf8.GetString(bytes),
            };
            return text.Contains('\0') ? throw Refused(path, 0, "is no text file") : text;
        }
        catch (DecoderFallbackException e)
        {
            throw Refused(path, 1 + bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n'), "is not UTF-8 text; save it as UTF-8");
        }
    }

    private static StudyFileException Refused(string path, int line, string text) => new(path, [new(line, "", text)]);

    /// <summary>What is required and absent is the empty text here: its fault has been noted, and nobody sees the record.</summary>
    private static StudyFile Top(StudyMapping root, string path, StudyNotes notes)
    {
        var top = new StudySection(root, StudyKeys.Top, notes);
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
            Student = top.Column("student"),
            Occasion = top.Column("occasion"),
            Roster = Roster(top, directory),
            Design = design,
            Outcomes = Outcomes(top, notes),
            Adjust = [.. top.Items("adjust").Select(i => Covariate(i, notes))],
            Baseline = [.. top.Items("baseline").Select(i => Baseline(i, notes))],
            Subgroups = [.. top.Items("subgroups").Select(i => StudySection.ColumnOf(i, notes) ?? "")],
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

    private static StudyDesign Design(StudySection top, StudyNotes notes)
    {
        var design = top.Section("design", StudyKeys.Design);
        return new()
        {
            Kind = design?.Choice(StudyKeys.Kind, "kind") ?? StudyRules.NoKind,
            Cluster = OneOrMore(design, "cluster", n => StudySection.ColumnOf(n, notes)),
            Block = design?.Column("block"),
            Delivery = design?.Choice(StudyKeys.Delivery, "delivery"),
            Probabilities = design?.Choice(StudyKeys.Probabilities, "probabilities") ?? Probabilities.Equal,
            Period = Period(design, notes),
            Arm = design?.Column("arm") ?? "",
            Control = design?.Text("control") ?? "",
            Arms = [.. (design?.Entries("arms") ?? []).Select(e => new Named(e.Key, Label(e.Key, e.Value, notes)))],
            Contrasts = Contrasts(design, notes),
        };
    }

    /// <summary>One text, or a list of them, under the same key.</summary>
    private static IReadOnlyList<string> OneOrMore(StudySection? section, string key, Func<StudyNode, string?> read) => section?.Node(key) switch
    {
        null => [],
        StudySequence => [.. section.Items(key).Select(i => read(i) ?? "")],
        { } node => [read(node) ?? ""],
    };

    /// <summary><c>period: {column, post}</c>, or <c>period: column</c> with <c>post</c> beside it.</summary>
    private static StudyPeriod? Period(StudySection? design, StudyNotes notes)
    {
        var within = design?.Node("period") is StudyMapping ? design.Section("period", StudyKeys.Period) : null;
        var column = within is null ? design?.Column("period") : within.Column("column");
        var post = OneOrMore(within ?? design, "post", n => StudySection.TextOf(n, notes));
        return column is null && post.Count == 0 ? null : new(column ?? "", post);
    }

    private static string Label(string value, StudyNode label, StudyNotes notes) =>
        label is StudyScalar { IsNull: true } ? value : StudySection.TextOf(label, notes) ?? value;

    private static List<(string, string)> Contrasts(StudySection? design, StudyNotes notes)
    {
        var contrasts = new List<(string, string)>();
        foreach (var item in design?.Items("contrasts") ?? []) contrasts.Add(Contrast(item, notes));
        return contrasts;
    }

    private static (string, string) Contrast(StudyNode node, StudyNotes notes)
    {
        if (node is StudySequence { Items: [var one, var other] })
            return StudySection.TextOf(one, notes) is { } arm && StudySection.TextOf(other, notes) is { } against ? (arm, against) : ("", "");
        notes.Fault(node, "expected two arms, such as [a, b]");
        return ("", "");
    }

    private static StudyRoster? Roster(StudySection top, string directory)
    {
        if (top.Section("roster", StudyKeys.Roster) is not { } roster) return null;
        var file = roster.Text("file") is { } name ? Path.GetFullPath(Path.Combine(directory, name)) : "";
        return new(file, roster.Text("student") ?? "", roster.Text("cluster"), roster.Text("arm") ?? "", roster.Date("assigned"),
            roster.Text("joined"), roster.Text("left"));
    }

    private static StudyOutcome[] Outcomes(StudySection top, StudyNotes notes)
    {
        var items = top.Items("outcomes");
        if (top.Node("outcomes") is StudySequence { Items: [] } none) notes.Fault(none, "needs at least one outcome");
        return [.. items.Select(Outcome)];

        StudyOutcome Outcome(StudyNode node)
        {
            if (node is not StudyMapping mapping)
            {
                notes.Fault(node, "expected an outcome, such as { column: score, label: State test }");
                return new("", "", OutcomeRole.Confirmatory, "", false);
            }
            var outcome = new StudySection(mapping, StudyKeys.Outcome, notes);
            var column = outcome.Column("column") ?? "";
            return new(column, outcome.Text("label") ?? column, outcome.Choice(StudyKeys.Role, "role") ?? OutcomeRole.Confirmatory,
                outcome.Text("domain") ?? column, outcome.Choice(StudyKeys.Better, "better") == Better.Lower);
        }
    }

    private static StudyCovariate Covariate(StudyNode node, StudyNotes notes)
    {
        if (StudySection.TextOf(node, notes) is not { } text) return new("", false);
        var factor = text.EndsWith('*');
        var column = factor ? text[..^1].TrimEnd() : text;
        if (column.Length == 0) notes.Fault(node, "a star alone; it stands behind a column's name: teacher*");
        else notes.Mentions.Add(new(column, node.Path, node.Line));
        return new(column, factor);
    }

    private static StudyBaseline Baseline(StudyNode node, StudyNotes notes)
    {
        if (node is not StudyMapping mapping) return new(StudySection.ColumnOf(node, notes) ?? "", BaselineLevel.Student, null);
        var baseline = new StudySection(mapping, StudyKeys.Baseline, notes);
        return new(baseline.Column("column") ?? "", baseline.Choice(StudyKeys.Level, "level") ?? BaselineLevel.Student, baseline.Number("sd"));
    }

    private static StudyWeights? Weights(StudySection top, StudyNotes notes)
    {
        switch (top.Node("weights"))
        {
            case null or StudyUnreadable: return null;
            case StudyMapping: return new(top.Section("weights", StudyKeys.Weights)!.Column("column") ?? "");
            case { } node:
                if (StudySection.TextOf(node, notes) is { } word && word != StudyKeys.Propensity)
                    notes.Fault(node, $"\"{word}\" is not known; weights are propensity, or {{ column: name }}");
                return new(null as string);
        }
    }

    private static StudyCriteria? Criteria(StudySection top, StudyNotes notes)
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

        StudyGuardrail Guardrail(StudyNode node)
        {
            if (node is StudyMapping mapping)
            {
                var guardrail = new StudySection(mapping, StudyKeys.Guardrail, notes);
                return new(guardrail.Text("outcome") ?? "", guardrail.Number("floor") ?? 0);
            }
            notes.Fault(node, "expected a guardrail, such as { outcome: attendance, floor: -0.05 }");
            return new("", 0);
        }
    }

    private static Dictionary<string, ColumnScale> Columns(StudySection top, StudyNotes notes)
    {
        var columns = new Dictionary<string, ColumnScale>(StringComparer.Ordinal);
        foreach (var (column, node) in top.Entries("columns"))
        {
            if (node is StudyMapping mapping)
            {
                var scale = new StudySection(mapping, StudyKeys.Scale, notes);
                columns[column] = new(scale.Decimal("centre") ?? ColumnScale.Default.Centre, scale.Whole("digits") ?? ColumnScale.Default.Digits);
            }
            else if (node is not StudyScalar { IsNull: true } and not StudyUnreadable)
            {
                notes.Fault(node, "expected { centre: 2500, digits: 6 }, or one of the two");
            }
        }
        return columns;
    }
}
