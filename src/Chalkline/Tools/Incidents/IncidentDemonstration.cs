using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>The demonstration's incidents: one whose clock runs and whose letter is sent, one that is contained, one closed with what was learned, a family's report that nobody has read, one set aside.</summary>
internal sealed class IncidentDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var (lead, teacher) = (await scene.Somebody(Role.AiLead, ct), await scene.Somebody(Role.Teacher, ct));
        await Report(scene, null, "Tutor A", "It gave my child an answer with bad words in it.", Asker.Family, ct);
        var aside = await Report(scene, null, "The school's website", "The lunch menu is last week's.", Asker.Family, ct);
        await Triage(scene, lead, aside, new() { Act = Codes.Of(TriageAct.SetAside), Answer = "Thank you. That is no AI tool; we told the office, which changes the menu." }, ct);
        var shared = await Report(scene, teacher, "Chatbot D", "Letters of families, with their names, were pasted into the free version.", Asker.Teacher, ct);
        await TakeUp(scene, lead, shared, "unauthorised-disclosure", Severity.Medium, "Chatbot D", "14", 2, ct);
        await Act(scene, lead, shared, IncidentAct.Confirm, Guid.Empty, "", ct);
        await FirstStep(scene, lead, shared, "The link to it is gone from the staff page.", ct);
        await Letter(scene, lead, shared, ct);
        var scores = await Report(scene, teacher, "Grader I", "It scored the same answer 2 and 5 on two days.", Asker.Teacher, ct);
        await TakeUp(scene, lead, scores, "wrong-result", Severity.High, "Grader I", "31", 5, ct);
        await Act(scene, lead, scores, IncidentAct.Contain, Guid.Empty, "", ct);
        var captions = await Report(scene, teacher, "Captions O", "Captions were missing for a whole week.", Asker.Teacher, ct);
        await TakeUp(scene, lead, captions, "outage", Severity.Medium, "Captions O", "", 20, ct);
        await Act(scene, lead, captions, IncidentAct.Contain, Guid.Empty, "", ct);
        await Close(scene, lead, captions, ct);
    }

    private async Task<IncidentId> Report(DemonstrationScene scene, Person? by, string tool, string what, Asker asker, CancellationToken ct) =>
        (await scene.Do((services, _) => ReportIncident.Run(services.GetRequiredService<DistrictDb>(), time, by, new() { Tool = DemonstrationScene.Invented(tool), What = what, Asker = Codes.Of(asker) }, ct)) as ReportResult.Kept
            ?? throw new InvalidOperationException("The demonstration's incidents could not be reported.")).Id;

    private static Task<AimResult<Incident>.Done> TakeUp(DemonstrationScene scene, Person lead, IncidentId id, string kind, Severity severity, string tool, string students, int daysAgo, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var invented = DemonstrationScene.Invented(tool);
        var found = await services.GetRequiredService<DistrictDb>().Set<Tool>().AsNoTracking().Where(t => t.Name == invented).Select(t => t.Id).FirstAsync(ct);
        return await Triage(scene, lead, id, new()
        {
            Act = Codes.Of(TriageAct.TakeUp),
            Kind = kind,
            Severity = Codes.Of(severity),
            Tool = found.ToString(),
            Students = students,
            KnownDay = DayText.Field(scene.Today.AddDays(-daysAgo)),
            KnownTime = "09:00",
        }, ct);
    });

    private static Task<AimResult<Incident>.Done> Triage(DemonstrationScene scene, Person lead, IncidentId id, TriageForm form, CancellationToken ct) => scene.Do(async (services, _) =>
        Must(await services.GetRequiredService<TriageIncident>().Run(lead, id, form with { Version = await Version(services, id, ct) }, Language.English, ct)));

    private static Task<AimResult<Incident>.Done> Act(DemonstrationScene scene, Person lead, IncidentId id, IncidentAct act, Guid target, string note, CancellationToken ct) => scene.Do(async (services, _) =>
        Must(await services.GetRequiredService<HandleIncident>().Run(lead, id, new() { Act = Codes.Of(act), Target = target.ToString(), Note = note }, ct)));

    private static async Task FirstStep(DemonstrationScene scene, Person lead, IncidentId id, string note, CancellationToken ct)
    {
        var step = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Set<IncidentStep>().Where(s => s.Incident == id).OrderBy(s => s.Place).Select(s => s.Id).FirstAsync(ct));
        await Act(scene, lead, id, IncidentAct.StepDone, step, note, ct);
    }

    private static async Task Letter(DemonstrationScene scene, Person lead, IncidentId id, CancellationToken ct)
    {
        const string name = "vendor";
        await scene.Do(async (services, _) => Must(await services.GetRequiredService<WriteNotice>().Run(lead, id, name, "the vendor",
            new() { Subject = "Chatbot D: what do you keep of what staff typed?", Body = "Please tell us in writing what you keep of it, and delete it.", Edition = "0" }, ct)));
        var notice = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Set<IncidentNotice>().Where(n => n.Incident == id && n.Name == name).Select(n => n.Id).SingleAsync(ct));
        await Act(scene, lead, id, IncidentAct.NoticeSent, notice, "The vendor's office for privacy, by e-mail", ct);
    }

    private static Task<AimResult<Incident>.Done> Close(DemonstrationScene scene, Person lead, IncidentId id, CancellationToken ct) => scene.Do(async (services, _) => Must(await services.GetRequiredService<CloseIncident>().Run(lead, id, new()
    {
        Learned = "Nobody knew whom to call when captions fail.",
        Changes = "The number of the support desk stands on the first page, and a second tool is ready.",
        Version = await Version(services, id, ct),
    }, ct)));

    private static async Task<string> Version(IServiceProvider services, IncidentId id, CancellationToken ct) =>
        (await services.GetRequiredService<DistrictDb>().Set<Incident>().AsNoTracking().Where(i => i.Id == id).Select(i => i.Version).SingleAsync(ct)).ToString(CultureInfo.InvariantCulture);

    private static AimResult<Incident>.Done Must(AimResult<Incident> came) => came as AimResult<Incident>.Done
        ?? throw new InvalidOperationException("The demonstration's incidents could not be handled: " + (came is AimResult<Incident>.Refused refused ? string.Join("; ", refused.Faults.Select(f => $"{f.Field} {f.Word}")) : came.ToString()));
}
