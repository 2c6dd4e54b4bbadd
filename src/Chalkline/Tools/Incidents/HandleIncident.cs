using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>What is done about an incident, one thing at a time. What was done before stays as it was: a form that comes late changes nothing.</summary>
internal sealed class HandleIncident(DistrictDb db, TimeProvider time)
{
    private const int MostSteps = 100;

    public async Task<AimResult<Incident>> Run(Person by, IncidentId id, IncidentActForm form, CancellationToken ct)
    {
        if (await db.Set<Incident>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { IsRunning: true } incident) return new AimResult<Incident>.NoSuch();
        var reading = new FormReading();
        var act = reading.Choice<IncidentAct>(form.Act, "");
        var note = reading.Block(form.Note, "", IncidentStep.LongestText, required: act is IncidentAct.StepAdd or IncidentAct.NoticeSent);
        if (!reading.IsGood) return new AimResult<Incident>.Refused(incident, reading.Faults);
        var target = Guid.TryParse(form.Target, out var given) ? given : Guid.Empty;
        if (!await Do(by, incident, act, target, note, reading, ct)) return reading.IsGood ? new AimResult<Incident>.Done(incident) : new AimResult<Incident>.Refused(incident, reading.Faults);
        // Ordered with its end: nothing is done to an incident that somebody closes at the same time.
        db.Raise(incident);
        await db.Commit(new(by.Actor, "incident." + Codes.Of(act), new("incident", id.Value), new() { ["target"] = target == Guid.Empty ? null : target.ToString() }), ct);
        return new AimResult<Incident>.Done(incident);
    }

    /// <returns>Whether anything changes.</returns>
    private async Task<bool> Do(Person by, Incident incident, IncidentAct act, Guid target, string note, FormReading reading, CancellationToken ct)
    {
        var now = time.Now();
        switch (act)
        {
            case IncidentAct.StepDone:
                if (await db.Set<IncidentStep>().SingleOrDefaultAsync(s => s.Id == target && s.Incident == incident.Id && s.DoneAt == null, ct) is not { } step) return false;
                (step.DoneAt, step.DoneBy, step.Note) = (now, by.Id, note);
                return true;
            case IncidentAct.StepAdd:
                return await AddStep(incident, note, reading, ct);
            case IncidentAct.ClockDone:
                if (await db.Set<IncidentClock>().SingleOrDefaultAsync(c => c.Id == target && c.Incident == incident.Id && c.DoneAt == null, ct) is not { } clock) return false;
                (clock.DoneAt, clock.DoneBy, clock.Note) = (now, by.Id, note);
                return true;
            case IncidentAct.NoticeSent:
                if (await db.Set<IncidentNotice>().SingleOrDefaultAsync(n => n.Id == target && n.Incident == incident.Id && n.SentAt == null, ct) is not { } notice) return false;
                (notice.SentAt, notice.SentBy, notice.SentTo) = (now, by.Id, note);
                return true;
            case IncidentAct.Confirm when incident.ConfirmedAt is null:
                incident.ConfirmedAt = now;
                return true;
            case IncidentAct.Contain when incident.State == IncidentState.Open:
                (incident.State, incident.ContainedAt) = (IncidentState.Contained, now);
                return true;
            default: return false;
        }
    }

    private async Task<bool> AddStep(Incident incident, string text, FormReading reading, CancellationToken ct)
    {
        var places = await db.Set<IncidentStep>().Where(s => s.Incident == incident.Id).Select(s => s.Place).ToListAsync(ct);
        if (places.Count >= MostSteps) reading.Refuse("", nameof(IncidentWords.FaultSteps), MostSteps);
        if (!reading.IsGood) return false;
        db.Add(new IncidentStep { Id = time.NewId<IncidentId>().Value, Incident = incident.Id, Place = places.DefaultIfEmpty().Max() + 1, Text = text, IsOwn = true });
        return true;
    }
}

/// <summary>Closes an incident with what was learned; an address that was left for the answer is erased with it.</summary>
internal sealed class CloseIncident(DistrictDb db, DistrictDeletions deletions, TimeProvider time)
{
    public async Task<AimResult<Incident>> Run(Person by, IncidentId id, CloseForm form, CancellationToken ct)
    {
        if (await db.Set<Incident>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { IsRunning: true } incident) return new AimResult<Incident>.NoSuch();
        var reading = new FormReading();
        var learned = reading.Block(form.Learned, nameof(form.Learned), Incident.LongestText);
        var changes = reading.Block(form.Changes, nameof(form.Changes), Incident.LongestText);
        var answer = reading.Block(form.Answer, nameof(form.Answer), Incident.LongestText, required: false);
        var running = await db.Set<IncidentClock>().AsNoTracking().Where(c => c.Incident == id && c.DoneAt == null).ToListAsync(ct);
        if (running.Any(c => ClockRules.StartOf(incident, c.Start) is not null)) reading.Refuse("", nameof(IncidentWords.FaultClocks));
        if (!reading.IsGood) return new AimResult<Incident>.Refused(incident, reading.Faults);
        (incident.State, incident.Learned, incident.Changes, incident.Answer, incident.ClosedAt, incident.ClosedBy) = (IncidentState.Closed, learned, changes, answer, time.Now(), by.Id);
        if (incident.Tool is { } tool) db.Raise(await db.Set<Tool>().SingleAsync(t => t.Id == tool, ct));
        db.Expect(incident, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "incident.closed", new("incident", id.Value), []), ct);
        await ForgetContact(db, deletions, by, incident, ct);
        return new AimResult<Incident>.Done(incident);
    }

    /// <summary>What a legal hold covers stays.</summary>
    public static async Task ForgetContact(DistrictDb db, DistrictDeletions deletions, Person by, Incident incident, CancellationToken ct)
    {
        if (incident.Contact.Length == 0) return;
        incident.Contact = "";
        try
        {
            await deletions.Commit(db, TriageIncident.ContactKind, incident.Id.Value, new(by.Actor, "incident.contact-erased", new("incident", incident.Id.Value), []), null, ct);
        }
        catch (HeldException)
        {
            // The store has it as before; nothing of this request is written any more.
        }
    }
}

/// <summary>Erases the address again that a backup from before still had.</summary>
internal sealed class EraseIncidentContact : IEraser
{
    public string Kind => TriageIncident.ContactKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new IncidentId(subject);
        if (await db.Set<Incident>().SingleOrDefaultAsync(i => i.Id == id && i.Contact != "", ct) is { } incident) incident.Contact = "";
    }
}

/// <summary>Removes the words again that a backup from before still had.</summary>
internal sealed class EraseIncidentWords(TimeProvider time) : IEraser
{
    public string Kind => TriageIncident.WordsKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new IncidentId(subject);
        if (await db.Set<Incident>().SingleOrDefaultAsync(i => i.Id == id && i.RemovedAt == null, ct) is not { } incident) return;
        IncidentRules.RemoveWords(incident, time.Now());
        incident.State = IncidentState.SetAside;
    }
}

/// <summary>Writes letters about an incident: each time it is saved, a further edition stands beside those before.</summary>
internal sealed class WriteNotice(DistrictDb db, TimeProvider time)
{
    public async Task<AimResult<Incident>> Run(Person by, IncidentId id, string name, string toWhom, NoticeForm form, CancellationToken ct)
    {
        if (await db.Set<Incident>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { IsRunning: true } incident) return new AimResult<Incident>.NoSuch();
        var reading = new FormReading();
        var subject = reading.Line(form.Subject, nameof(form.Subject), IncidentNotice.LongestSubject);
        var body = reading.Block(form.Body, nameof(form.Body), IncidentNotice.LongestBody);
        var edition = reading.Whole(form.Edition, "", 0, int.MaxValue - 1);
        if (!reading.IsGood) return new AimResult<Incident>.Refused(incident, reading.Faults);
        // Of two who wrote on top of the same edition, the second is told: the edition is taken.
        db.Add(new IncidentNotice { Id = time.NewId<IncidentId>().Value, Incident = id, Name = name, Edition = edition!.Value + 1, ToWhom = toWhom, Subject = subject, Body = body, MadeAt = time.Now(), MadeBy = by.Id });
        db.Raise(incident);
        await db.Commit(new(by.Actor, "incident.notice-written", new("incident", id.Value), new() { ["edition"] = edition.Value + 1, ["notice"] = name }), ct);
        return new AimResult<Incident>.Done(incident);
    }
}
