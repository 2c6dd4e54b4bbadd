using System.Text;

namespace Chalkline.Pilots;

/// <summary>What <see cref="EvaluateStudy"/> is told beside the study file.</summary>
public sealed record EvaluateOptions
{
    /// <summary>Clusters of both arms up to which the permutation test is run.</summary>
    public int PermutationClusters { get; init; } = 60;

    /// <summary>The key of the moments' hash; without it a public one, with which the hash only shows that two runs are equal.</summary>
    public byte[]? SecretKey { get; init; }

    public IProgress<double>? Progress { get; init; }
}

/// <summary>
/// From a study file to its answer: reads the data into moments, fits a model for each outcome and subgroup, and holds the effects against
/// the criteria.
/// </summary>
public static class EvaluateStudy
{
    private static readonly byte[] PublicKey = Encoding.UTF8.GetBytes("chalkline.moments/1");

    /// <exception cref="StudyFileException">A fault of the study file.</exception>
    /// <exception cref="Exchange.ExchangeException">A fault of the data.</exception>
    public static Answer Run(StudyFile study, EvaluateOptions options, CancellationToken ct)
    {
        var reading = FrameReading.Read(study, options.Progress, ct);
        var digest = Task.Run(() => reading.Moments.Digest(options.SecretKey ?? PublicKey), ct);
        var sample = new StudySample(reading);
        sample.Check();
        var models = sample.Outcomes.Select(o => new OutcomeModels(sample, o)).ToList();
        Estimate(reading, models, options.Progress, ct);
        var outcomes = models.Select(m => m.Answer(options.PermutationClusters)).ToList();
        reading.CheckUnits(ct);
        outcomes = FalseDiscovery.Adjust(outcomes);
        return new Answer
        {
            Study = sample.Facts(),
            Students = sample.Units,
            Observations = sample.Observations,
            Clusters = sample.ClusterCount,
            Excluded = sample.Excluded(),
            Outcomes = outcomes,
            Recommendations = study.Criteria is { } criteria ? CriteriaJudgement.Of(sample, outcomes, criteria) : [],
            Notices = StudyNotices.Of(sample, models, outcomes, options),
            Moments = new MomentsDigest(digest.GetAwaiter().GetResult(), options.SecretKey is not null),
        };
    }

    private static void Estimate(FrameReading reading, List<OutcomeModels> outcomes, IProgress<double>? progress, CancellationToken ct)
    {
        var models = outcomes.SelectMany(o => o.Models).ToList();
        if (!reading.Frame.ByRows)
        {
            foreach (var model in models) model.EstimateByClusters(reading.Frame.Study.Confidence);
            return;
        }
        var passes = reading.ReadAgain(models.Select(m => (m.Model, m.Spec.Required, m.Spec.Arms)).ToList(), progress, ct);
        for (var i = 0; i < models.Count; i++) models[i].EstimateByRows(passes[i], reading.Frame.Study.Confidence);
    }
}
