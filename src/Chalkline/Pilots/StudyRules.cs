using System.Globalization;
using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>
/// What must hold between the keys of a study file. An empty text or NaN stands for what has been noted as absent, and is passed over, so that
/// one slip is told once.
/// </summary>
internal static class StudyRules
{
    /// <summary>In place of a kind that is absent or not known: no rule of any kind holds for it.</summary>
    public const DesignKind NoKind = (DesignKind)(-1);

    private const string NotYet = "not evaluated yet";

    public static void Check(StudyFile study, StudyNotes notes)
    {
        var check = new Checker(study, notes);
        NotEvaluatedYet(study, check);
        Units(study, check);
        Design(study.Design, check);
        Arms(study.Design, check);
        Contrasts(study.Design, check);
        Repeated(study, check);
        Roles(study, check);
        if (study.Criteria is { } criteria) Criteria(study, criteria, check);
        Numbers(study, check);
    }

    private static void NotEvaluatedYet(StudyFile study, Checker check)
    {
        if (study.Weights is not null) check.Fault("weights", NotYet);
        if (study.Roster is not null) check.Fault("roster", NotYet);
        if (study.Design.Kind == DesignKind.DifferenceInDifferences) check.Fault("design.kind", $"difference-in-differences is {NotYet}");
    }

    private static void Units(StudyFile study, Checker check)
    {
        if (study.Occasion is not null && study.Student is null && !check.IsGiven("student"))
            check.Fault("occasion", "needs `student`: the column that says who was seen on each occasion");
        if (study.Estimand is not null && !check.IsGiven("weights")) check.Fault("estimand", "goes with `weights`, which are not given");
    }

    private static void Design(StudyDesign design, Checker check)
    {
        if (design.Cluster.Count == 0)
        {
            if (design.Kind == DesignKind.ClusterRandomized)
                check.Fault("design.cluster", "required for cluster-randomized: the column of the unit that was assigned");
            else if (design.Delivery == Delivery.Shared)
                check.Fault("design.cluster", "required for delivery: shared: the column of those who share the tool");
        }
        if (design.Kind == DesignKind.StudentRandomized && design.Delivery is null && !check.IsGiven("design.delivery"))
            check.Fault("design.delivery", "required for student-randomized: shared or individual");
        if (design.Probabilities == Probabilities.ByBlock && design.Block is null && !check.IsGiven("design.block"))
            check.Fault("design.probabilities", "by-block needs `block`: the column of the randomization block");
        if (design.Kind == DesignKind.DifferenceInDifferences)
        {
            if (design.Period is null or { Column: "" } && !check.IsGiven("design.period")) check.Fault("design.period", "required for difference-in-differences");
            else if (design.Period is { Post.Count: 0 }) check.Fault("design.post", "required with a period: its later values");
        }
        else if (design.Period is not null && design.Kind != NoKind)
        {
            check.Fault(check.IsGiven("design.period") ? "design.period" : "design.post", "goes with kind: difference-in-differences only");
        }
    }

    private static void Arms(StudyDesign design, Checker check)
    {
        if (design.Arms.Any(a => a.Value == design.Control))
            check.Fault("design.arms." + design.Control, "is the control, and not an arm beside it");
    }

    private static void Contrasts(StudyDesign design, Checker check)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string[] known = [.. design.Arms.Select(a => a.Value), design.Control];
        for (var i = 0; i < design.Contrasts.Count; i++)
        {
            var (arm, against) = design.Contrasts[i];
            var key = At("design.contrasts", i);
            if (arm.Length == 0 || against.Length == 0) continue;
            if (arm == against) check.Fault(key, $"compares {arm} with itself");
            else if (!seen.Add(arm + "\n" + against) || seen.Contains(against + "\n" + arm)) check.Fault(key, $"compares {arm} and {against} a second time");
            if (design.Arms.Count == 0) continue;
            foreach (var name in new[] { arm, against }.Where(n => !known.Contains(n)).Distinct())
                check.Fault(key, $"\"{name}\" is neither a listed arm nor the control{YamlKeySet.Hint(name, known)}");
        }
    }

    private static void Repeated(StudyFile study, Checker check)
    {
        check.NoneTwice("design.cluster", study.Design.Cluster, "named twice");
        check.NoneTwice("outcomes", study.Outcomes.Select(o => o.Column), "an outcome already");
        check.NoneTwice("adjust", study.Adjust.Select(a => a.Column), "adjusted for already");
        check.NoneTwice("baseline", study.Baseline.Select(b => b.Column), "named twice");
        check.NoneTwice("subgroups", study.Subgroups, "named twice");
        if (study.Criteria is { } criteria) check.NoneTwice("criteria.guardrails", criteria.Guardrails.Select(g => g.Outcome), "guarded already");
    }

    /// <summary>The arm's column and an outcome's are that and nothing else: whoever adjusts for either explains the effect away.</summary>
    private static void Roles(StudyFile study, Checker check)
    {
        var arm = study.Design.Arm;
        var outcomes = study.Outcomes.Select(o => o.Column).ToHashSet(StringComparer.Ordinal);
        foreach (var mention in study.Mentions.Where(m => m.Column.Length > 0 && m.Key != "design.arm"))
        {
            if (mention.Column == arm)
                check.Fault(mention.Key, $"{arm} is the column of the arm (line {check.LineOf("design.arm")}), and cannot be anything else");
            else if (outcomes.Contains(mention.Column) && !mention.Key.StartsWith("outcomes[", StringComparison.Ordinal))
                check.Fault(mention.Key, $"{mention.Column} is an outcome (line {study.MentionOfOutcome(mention.Column)}), and cannot be anything else");
        }
    }

    private static void Criteria(StudyFile study, StudyCriteria criteria, Checker check)
    {
        string[] outcomes = [.. study.Outcomes.Select(o => o.Column).Where(c => c.Length > 0)];
        if (criteria.Outcome.Length > 0 && outcomes.Length > 0)
        {
            if (!outcomes.Contains(criteria.Outcome)) check.Fault("criteria.outcome", $"\"{criteria.Outcome}\" is not among the outcomes{YamlKeySet.Hint(criteria.Outcome, outcomes)}");
            else if (study.Outcomes.First(o => o.Column == criteria.Outcome).Role != OutcomeRole.Confirmatory)
                check.Fault("criteria.outcome", $"{criteria.Outcome} is exploratory; a recommendation rests on a confirmatory outcome");
        }
        if (criteria.Worthwhile <= 0) check.Fault("criteria.worthwhile", "must be above 0: the smallest effect worth having");
        else if (criteria.Planned <= criteria.Worthwhile) check.Fault("criteria.planned", Said($"must be above worthwhile ({criteria.Worthwhile})"));
        if (criteria.Harm >= 0) check.Fault("criteria.harm", "must be below 0");
        if (criteria.Prior.StandardDeviation <= 0) check.Fault("criteria.prior.sd", "must be above 0");
        foreach (var (i, guardrail) in criteria.Guardrails.Index())
        {
            var key = At("criteria.guardrails", i);
            if (guardrail.Floor > 0) check.Fault(key + ".floor", "must be 0 or below");
            if (guardrail.Outcome.Length == 0 || outcomes.Length == 0) continue;
            if (!outcomes.Contains(guardrail.Outcome))
                check.Fault(key + ".outcome", $"\"{guardrail.Outcome}\" is not among the outcomes{YamlKeySet.Hint(guardrail.Outcome, outcomes)}");
            else if (guardrail.Outcome == criteria.Outcome)
                check.Fault(key + ".outcome", $"{guardrail.Outcome} is the criteria's own outcome; its limit is `harm`");
        }
    }

    private static void Numbers(StudyFile study, Checker check)
    {
        if (study.Confidence is <= 0.5 or >= 1) check.Fault("confidence", "must lie between 0.5 and 1, such as 0.95");
        foreach (var (i, baseline) in study.Baseline.Index())
        {
            if (baseline.StandardDeviation <= 0) check.Fault(At("baseline", i) + ".sd", "must be above 0");
        }
        string[] measured = [.. study.Outcomes.Select(o => o.Column).Concat(study.Adjust.Where(a => !a.Factor).Select(a => a.Column))
            .Concat(study.Baseline.Select(b => b.Column)).Where(c => c.Length > 0).Distinct()];
        foreach (var (column, scale) in study.Columns)
        {
            Scale(column, scale, check);
            if (!measured.Contains(column) && measured.Length > 0 && study.Where?.Contains(column, StringComparison.Ordinal) != true)
                check.Fault($"columns.{column}", $"is neither an outcome nor a number adjusted for{YamlKeySet.Hint(column, measured)}");
        }
    }

    /// <summary>What <see cref="Exchange.NumberScale"/> would throw on.</summary>
    private static void Scale(string column, ColumnScale scale, Checker check)
    {
        if (scale.Digits is < 0 or > 12) check.Fault($"columns.{column}.digits", "must be a whole number from 0 to 12");
        else if (decimal.Round(scale.Centre, scale.Digits) != scale.Centre)
            check.Fault($"columns.{column}.centre", Said($"{scale.Centre} has more decimals than are kept (digits: {scale.Digits})"));
        else if (Math.Abs(scale.Centre) >= 1e27m * new decimal(1, 0, 0, false, (byte)scale.Digits))
            check.Fault($"columns.{column}.centre", Said($"{scale.Centre} is too large for {scale.Digits} digits"));
    }

    private static int MentionOfOutcome(this StudyFile study, string column) =>
        study.Mentions.First(m => m.Column == column && m.Key.StartsWith("outcomes[", StringComparison.Ordinal)).Line;

    private static string At(string key, int index) => Said($"{key}[{index + 1}]");

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Checker(StudyFile study, StudyNotes notes)
    {
        public void Fault(string key, string text) => notes.Faults.Add(new(study.LineOf(key), key, text));

        public int LineOf(string key) => study.LineOf(key);

        /// <summary>Whether the key has a value that was meant, though perhaps not one that could be read.</summary>
        public bool IsGiven(string key) => notes.Given.Contains(key);

        public void NoneTwice(string key, IEnumerable<string> columns, string text)
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (i, column) in columns.Index())
            {
                if (column.Length > 0 && !seen.TryAdd(column, i)) Fault(At(key, i), $"{column} is {text} (entry {seen[column] + 1})");
            }
        }
    }
}
