using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>The demonstration's policies: one in force that most of the staff has acknowledged, and one read twice that waits for a decision.</summary>
internal sealed class PolicyDemonstration(TimeProvider time) : IDemonstration
{
    /// <summary>Of each of these, whoever has had the role longest has read the policy in force.</summary>
    private static readonly Role[] Readers = [Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.BoardClerk, Role.Assessment, Role.Principal, Role.Reviewer];

    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var superintendent = await scene.Somebody(Role.Superintendent, ct);
        var use = await Begin(scene, "acceptable-use", "Acceptable use of AI", "Uso aceptable de la IA", ct);
        await ToSecondReading(scene, use, 40, 12, ct);
        await Step(scene, superintendent, use, PolicyStep.Adopt, new() { Day = DayText.Field(scene.Today.AddDays(-10)), Authority = Codes.Of(PolicyAuthority.Superintendent) }, ct);
        await Step(scene, scene.Administrator, use, PolicyStep.Publish, new(), ct);
        foreach (var role in Readers) await Acknowledge(scene, await scene.Somebody(role, ct), use, ct);
        await ToSecondReading(scene, await Begin(scene, "generative-ai-assessment", "Generative AI in assessment", "IA generativa en la evaluación", ct), 16, 2, ct);
    }

    private static async Task<PolicyId> Begin(DemonstrationScene scene, string template, string title, string spanish, CancellationToken ct) => Done(await scene.Do((services, _) =>
        services.GetRequiredService<WritePolicy>().Begin(scene.Administrator, new() { Template = template, Title = DemonstrationScene.Invented(title), TitleSpanish = spanish + " (inventada)" }, ct)));

    private async Task ToSecondReading(DemonstrationScene scene, PolicyId policy, int firstDaysAgo, int secondDaysAgo, CancellationToken ct)
    {
        await Step(scene, scene.Administrator, policy, PolicyStep.Consult, new() { Day = DayText.Field(scene.Today.AddDays(10)) }, ct);
        await Step(scene, scene.Administrator, policy, PolicyStep.ReadFirst, new() { Day = DayText.Field(scene.Today.AddDays(-firstDaysAgo)) }, ct);
        await Step(scene, scene.Administrator, policy, PolicyStep.ReadSecond, new() { Day = DayText.Field(scene.Today.AddDays(-secondDaysAgo)) }, ct);
    }

    private async Task Step(DemonstrationScene scene, Person by, PolicyId policy, PolicyStep step, PolicyStepForm form, CancellationToken ct) => Done(await scene.Do(async (services, _) =>
    {
        var db = services.GetRequiredService<DistrictDb>();
        var version = await db.Set<PolicyVersion>().AsNoTracking().Where(v => v.Policy == policy).Select(v => v.Version).SingleAsync(ct);
        return await new MovePolicy(db, time).Run(by, policy, 1, step, form with { Version = version.ToString(Language.Numbers) }, ct);
    }));

    private static async Task Acknowledge(DemonstrationScene scene, Person by, PolicyId policy, CancellationToken ct) => Done(await scene.Do(async (services, _) =>
    {
        var hash = await services.GetRequiredService<DistrictDb>().Set<PolicyVersion>().AsNoTracking().Where(v => v.Policy == policy).Select(v => v.Hash).SingleAsync(ct);
        return await services.GetRequiredService<AcknowledgePolicy>().Run(by, policy, new() { Number = "1", Hash = hash, Read = "on" }, ct);
    }));

    private static PolicyId Done(PolicyResult result) => result is PolicyResult.Done done ? done.Policy : throw new InvalidOperationException($"The demonstration's policies could not be made: {result}");
}
