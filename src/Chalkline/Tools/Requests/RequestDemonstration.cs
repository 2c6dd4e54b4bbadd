using System.Globalization;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

/// <summary>The demonstration's requests: two families and a teacher ask for the same, one is answered, one declined, two nobody has read.</summary>
internal sealed class RequestDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var (lead, teacher) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Teacher, ct));
        var tutor = await Ask(scene, null, "Tutor A", "Vendor A", "My daughter's friends at another school practice fractions with it.", Asker.Family, "6-8", ct);
        var same = await Ask(scene, teacher, "Tutor A", "Vendor A", "Hints between lessons, for grade 7.", Asker.Teacher, "7", ct);
        await Decide(scene, lead, tutor, new() { Act = Codes.Of(RequestAct.Tie), Tool = await ToolOf(scene, "Tutor A", ct) }, ct);
        await Decide(scene, lead, same, new() { Act = Codes.Of(RequestAct.Merge), Into = tutor.ToString() }, ct);
        var essay = await Ask(scene, teacher, "Essay C", "Vendor C", "Feedback on first drafts before I read them.", Asker.Teacher, "9-12", ct);
        await Decide(scene, lead, essay, new() { Act = Codes.Of(RequestAct.Tie), Tool = await ToolOf(scene, "Essay C", ct) }, ct);
        var translator = await Ask(scene, null, "Translator H", "", "Letters from school in our language.", Asker.Family, "", ct);
        await Decide(scene, lead, translator, new() { Act = Codes.Of(RequestAct.Tie), Tool = await ToolOf(scene, "Translator H", ct) }, ct);
        await Decide(scene, lead, translator, new() { Act = Codes.Of(RequestAct.Answer), Answer = "The office uses it for letters already. Ask for yours in your own language; you need no account." }, ct);
        var declined = await Ask(scene, null, "Homework by AI", "homework.example", "It writes the essays.", Asker.Student, "9-12", ct);
        await Decide(scene, lead, declined, new() { Act = Codes.Of(RequestAct.Decline), Answer = "It does the work instead of helping with it. Your teacher can show you what helps with drafts." }, ct);
        await Ask(scene, null, "Chemistry pictures", "pictures.example", "Pictures of molecules for class.", Asker.Student, "11", ct);
        await Ask(scene, teacher, "Chemistry pictures", "https://www.pictures.example/schools", "The same as my students ask for.", Asker.Teacher, "11", ct);
    }

    private async Task<ToolRequestId> Ask(DemonstrationScene scene, Person? by, string name, string maker, string purpose, Asker asker, string grades, CancellationToken ct) =>
        (await scene.Do((services, _) => AskForTool.Run(services.GetRequiredService<DistrictDb>(), time, by,
            new() { Name = DemonstrationScene.Invented(name), Maker = maker, Purpose = purpose, Asker = Codes.Of(asker), Grades = grades }, ct)) as AskResult.Kept
            ?? throw new InvalidOperationException("The demonstration's requests could not be asked.")).Id;

    private static Task<string> ToolOf(DemonstrationScene scene, string name, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var invented = DemonstrationScene.Invented(name);
        return (await services.GetRequiredService<DistrictDb>().Set<Tool>().Where(t => t.Name == invented).Select(t => t.Id).FirstAsync(ct)).ToString();
    });

    private static Task<AimResult<ToolRequest>.Done> Decide(DemonstrationScene scene, Person lead, ToolRequestId id, AnswerForm form, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var version = await services.GetRequiredService<DistrictDb>().Set<ToolRequest>().AsNoTracking().Where(r => r.Id == id).Select(r => r.Version).SingleAsync(ct);
        return await services.GetRequiredService<AnswerRequest>().Run(lead, id, form with { Version = version.ToString(CultureInfo.InvariantCulture) }, ct) as AimResult<ToolRequest>.Done
            ?? throw new InvalidOperationException("The demonstration's requests could not be answered.");
    });
}
