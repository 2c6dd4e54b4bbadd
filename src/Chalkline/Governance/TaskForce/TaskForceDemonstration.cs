using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>A task force with a vacancy and a term that ends soon, a meeting with minutes and an open action item, and one that is called.</summary>
internal sealed class TaskForceDemonstration(DistrictPacks packs, TimeProvider time) : IDemonstration
{
    /// <summary>Who sits for whom; a role is a person of the demonstration, a name somebody from outside, nobody: a vacancy.</summary>
    private static readonly (string Kind, Role? Role, string? Name, int Months)[] Members =
    [
        ("teachers", Role.Teacher, null, 18), ("it-security", Role.Reviewer, null, 18), ("administration", Role.Principal, null, 18), ("legal-procurement", Role.BoardClerk, null, 18),
        ("special-education", Role.Assessment, null, 1), ("english-learners", null, "Lucía Ortega", 18), ("students", null, null, 0), ("parents", null, "Maya Thornton", 18),
        ("community", null, "Walter Kim", 18), ("employee-association", null, "Denise Abbott", 18),
    ];

    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var lead = await scene.Somebody(Role.AiLead, ct);
        await scene.Must((db, _) => ChangeSeats.FromPacks(db, packs, time, lead, Language.English, ct));
        var seats = await scene.Read(db => db.Set<Seat>().AsNoTracking().ToDictionaryAsync(s => s.Kind, s => s.Id, ct));
        foreach (var (kind, role, name, months) in Members.Where(m => m.Months > 0))
        {
            var form = new SeatTermForm
            {
                Account = role is { } held ? (await scene.Somebody(held, ct)).Id.ToString() : "",
                OutsideName = name is null ? "" : DemonstrationScene.Invented(name),
                From = DayText.Field(scene.Today.AddMonths(-6)),
                Until = DayText.Field(scene.Today.AddMonths(months)),
            };
            await scene.Must((db, _) => ChangeSeats.Fill(db, time, lead, seats[kind], form, ct));
        }
        await Meet(scene, lead, ct);
    }

    private async Task Meet(DemonstrationScene scene, Person lead, CancellationToken ct)
    {
        var last = new MeetingId(await scene.Must((db, _) => ChangeMeeting.Call(db, time, lead, new() { Day = DayText.Field(scene.Today.AddDays(-15)), Place = "District office, 4 p.m." }, ct)));
        foreach (var line in new[] { "What families asked about the reading tutor", "Who answers when a teacher asks for a tool" })
            await scene.Must((db, _) => ChangeMeeting.AddToAgenda(db, time, lead, last, new() { Title = line }, [], ct));
        var present = await scene.Read(db => db.Set<SeatTerm>().AsNoTracking().OrderBy(t => t.Id).Take(7).Select(t => t.Id).ToListAsync(ct));
        var version = await scene.Read(db => db.Set<Meeting>().AsNoTracking().Where(m => m.Id == last).Select(m => m.Version).SingleAsync(ct));
        var minutes = new MinutesForm
        {
            Minutes = "Families asked whether the tutor keeps what a child writes. The vendor's answer is missing.\nTeachers want an answer within ten school days. The AI lead drafts a promise.",
            Present = [.. present.Select(p => p.ToString())],
            Version = version.ToString(Language.Numbers),
        };
        await scene.Must((db, _) => ChangeMeeting.WriteMinutes(db, time, lead, last, minutes, ct));
        await scene.Must((db, _) => ChangeActionItem.Add(db, time, lead, last, new() { Text = "Draft what the district promises a teacher who asks for a tool", Owner = lead.Id.ToString(), DueOn = DayText.Field(scene.Today.AddDays(9)) }, ct));
        var done = new ActionItemId(await scene.Must((db, _) => ChangeActionItem.Add(db, time, lead, last, new() { Text = "Ask the vendor what it keeps", Owner = lead.Id.ToString(), DueOn = DayText.Field(scene.Today.AddDays(-8)) }, ct)));
        await scene.Must((db, _) => ChangeActionItem.Close(db, time, lead, done, "Asked by mail; the answer is promised.", ct));
        await scene.Must((db, _) => ChangeMeeting.Call(db, time, lead, new() { Day = DayText.Field(scene.Today.AddDays(13)), Place = "District office, 4 p.m." }, ct));
    }
}
