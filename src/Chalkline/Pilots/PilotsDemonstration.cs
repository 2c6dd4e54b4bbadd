using Chalkline.Platform;
using Chalkline.Sample;

namespace Chalkline.Pilots;

/// <summary>The demonstration's three tools, each tried by invented students and evaluated from their data, here and now.</summary>
/// <param name="plan">What to invent; null: the sample's own plan.</param>
internal sealed class PilotsDemonstration(Evaluations evaluations, SamplePlan? plan = null) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("chalkline-demo-pilot-").FullName;
        try
        {
            var files = PilotSample.Write(plan ?? new(), folder, null, ct);
            evaluations.Put(scene.District, [.. files.Studies.Take(SampleArm.Tools.Count()).Select(study =>
                new Evaluation(Path.GetFileNameWithoutExtension(study), EvaluateStudy.Run(StudyReader.Read(study), new EvaluateOptions(), ct)))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return Task.CompletedTask;
    }
}
