using Chalkline.Design;
using Chalkline.Governance.Board;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>The demonstration's policies: one that the board adopted at its last meeting and most of the staff has acknowledged, and one read twice that stands on the agenda of the next.</summary>
internal sealed class PolicyDemonstration(TimeProvider time) : IDemonstration
{
    /// <summary>Of each of these, whoever has had the role longest has read the policy in force.</summary>
    private static readonly Role[] Readers = [Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.BoardClerk, Role.Assessment, Role.Principal, Role.Reviewer];

    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var use = await Begin(scene, "acceptable-use", "Acceptable use of AI", "Uso aceptable de la IA", ct);
        var second = await scene.LastBoardMeeting(ct) ?? scene.Today.AddDays(-12);
        await ToSecondReading(scene, use, second.AddDays(-28), second, ct);
        if (await scene.AtTheBoard(time, await Ask(scene, use, "It says what staff and students may do with AI, and what never goes into a tool.", ct), "second", ct))
        {
            await Step(scene, use, PolicyStep.Publish, new(), ct);
            foreach (var role in Readers) await Acknowledge(scene, await scene.Somebody(role, ct), use, ct);
        }
        var assessment = await Begin(scene, "generative-ai-assessment", "Generative AI in assessment", "IA generativa en la evaluación", ct);
        await ToSecondReading(scene, assessment, scene.Today.AddDays(-16), scene.Today.AddDays(-2), ct);
        var asked = await Ask(scene, assessment, "Teachers ask what counts as a student's own work. The task force talked about it twice, and families commented.", ct);
        var lead = await scene.Somebody(Role.AiLead, ct);
        await scene.Must((db, _) => ChangeBoard.ToNextMeeting(db, time, lead, asked, "action", ct));
    }

    private async Task<ProposalId> Ask(DemonstrationScene scene, PolicyId policy, string background, CancellationToken ct)
    {
        var lead = await scene.Somebody(Role.AiLead, ct);
        return new(await scene.Must(async (db, services) =>
        {
            var matter = (await services.GetRequiredService<MakeDecision>().Subject(PolicyIsDecided.KindName, policy.Value, Language.English, ct))!;
            return await AskForDecision.Run(db, time, lead, new() { Background = background, Motion = matter.Motion }, new(PolicyIsDecided.KindName, policy.Value, matter), ct);
        }));
    }

    private static async Task<PolicyId> Begin(DemonstrationScene scene, string template, string title, string spanish, CancellationToken ct) => Done(await scene.Do((services, _) =>
        services.GetRequiredService<WritePolicy>().Begin(scene.Administrator, new() { Template = template, Title = DemonstrationScene.Invented(title), TitleSpanish = spanish + " (inventada)" }, ct)));

    private async Task ToSecondReading(DemonstrationScene scene, PolicyId policy, DateOnly first, DateOnly second, CancellationToken ct)
    {
        await Step(scene, policy, PolicyStep.Consult, new() { Day = DayText.Field(scene.Today.AddDays(10)) }, ct);
        await Step(scene, policy, PolicyStep.ReadFirst, new() { Day = DayText.Field(first) }, ct);
        await Step(scene, policy, PolicyStep.ReadSecond, new() { Day = DayText.Field(second) }, ct);
    }

    private async Task Step(DemonstrationScene scene, PolicyId policy, PolicyStep step, PolicyStepForm form, CancellationToken ct) => Done(await scene.Read(async db =>
    {
        var version = await db.Set<PolicyVersion>().AsNoTracking().Where(v => v.Policy == policy).Select(v => v.Version).SingleAsync(ct);
        return await new MovePolicy(db, time).Run(scene.Administrator, policy, 1, step, form with { Version = version.ToString(Language.Numbers) }, ct);
    }));

    private static async Task Acknowledge(DemonstrationScene scene, Person by, PolicyId policy, CancellationToken ct) => Done(await scene.Do(async (services, _) =>
    {
        var hash = await services.GetRequiredService<DistrictDb>().Set<PolicyVersion>().AsNoTracking().Where(v => v.Policy == policy).Select(v => v.Hash).SingleAsync(ct);
        return await services.GetRequiredService<AcknowledgePolicy>().Run(by, policy, new() { Number = "1", Hash = hash, Read = "on" }, ct);
    }));

    private static PolicyId Done(PolicyResult result) => result is PolicyResult.Done done ? done.Policy : throw new InvalidOperationException($"The demonstration's policies could not be made: {result}");
}
