namespace Chalkline.Pilots;

/// <summary>What a careful reader of an answer must know, found in the sample and the models.</summary>
internal static class StudyNotices
{
    /// <summary>Fewer clusters an arm than this are warned of.</summary>
    private const int FewClusters = 10;

    // Words by which a tool's own score goes, in English and Spanish.
    private static readonly string[] VendorWords =
    [
        "engagement", "mastery", "in-app", "in app", "inapp", "app score", "vendor", "usage", "minutes", "log-in", "login", "time on task",
        "platform", "dominio en la app", "proveedor", "minutos", "plataforma",
    ];

    public static List<Notice> Of(StudySample sample, IReadOnlyList<OutcomeModels> models, IReadOnlyList<OutcomeAnswer> outcomes, EvaluateOptions options)
    {
        var notices = new List<Notice>();
        foreach (var term in models.SelectMany(m => m.DroppedCovariates).Distinct()) notices.Add(new(NoticeKind.CovariateDropped, term));
        AddClusters(notices, sample);
        foreach (var outcome in sample.Outcomes.Where(o => LooksLikeVendors(sample, o))) notices.Add(new(NoticeKind.VendorScore, outcome.Outcome.Label));
        if (sample.Reading.Units is { InSeveralClusters: > 0 and var several }) notices.Add(new(NoticeKind.StudentsInSeveralClusters, string.Join(", ", sample.Study.Design.Cluster), several));
        foreach (var e in outcomes.SelectMany(o => o.Effects).Where(e => e.HedgesG is null)) notices.Add(new(NoticeKind.OutcomeHasNoSpread, e.Outcome.Label));
        foreach (var o in outcomes.Where(o => o.Effects.Any(e => e.Robustness.CR3 is null))) notices.Add(new(NoticeKind.SingularCR3, o.Outcome.Label));
        if (sample.Study.Design.Kind != DesignKind.ClusterRandomized) return notices.Distinct().ToList();
        foreach (var o in outcomes.Where(o => o.Effects.Any(e => e.Robustness.Permutation is null)))
            notices.Add(new(NoticeKind.PermutationNotRun, o.Outcome.Label, options.PermutationClusters));
        return notices.Distinct().ToList();
    }

    private static void AddClusters(List<Notice> notices, StudySample sample)
    {
        foreach (var arm in sample.Arms)
        {
            var fewest = sample.Outcomes.Min(o => sample.IndependentIn(o, arm));
            if (sample.Study.Criteria is not null && fewest < Evidence.Recommend.FewestClusters)
                notices.Add(new(NoticeKind.TooFewClustersForRecommendation, sample.Labels[arm].Label, fewest));
            else if (!sample.Reading.Frame.Individual && fewest < FewClusters) notices.Add(new(NoticeKind.FewClusters, sample.Labels[arm].Label, fewest));
        }
    }

    /// <summary>By its name, or because those without the tool mostly do not have it.</summary>
    private static bool LooksLikeVendors(StudySample sample, SampledOutcome outcome)
    {
        var name = outcome.Outcome.Column + " " + outcome.Outcome.Label;
        if (VendorWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase))) return true;
        double Share(string arm)
        {
            var rows = sample.Moments.Cells.Where(c => c.Key.Arm == arm).Sum(c => c.Gram.N);
            return rows == 0 ? 0 : (double)outcome.Sample[arm].Rows / rows;
        }

        return Share(sample.Arms[0]) < 0.5 * sample.Arms.Skip(1).Min(Share);
    }
}
