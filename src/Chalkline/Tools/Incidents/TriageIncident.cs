using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

/// <summary>Takes a report up as an incident, with its steps and clocks; judges it anew; sets it aside with an answer. What that means for a tool is raised in the same commit.</summary>
internal sealed class TriageIncident(DistrictDb db, DistrictPacks packs, DistrictDeletions deletions, TimeProvider time)
{
    /// <summary>Of the erasers: an address that was kept for the answer, and words that were removed.</summary>
    public const string ContactKind = "incident-contact", WordsKind = "incident";

    public async Task<AimResult<Incident>> Run(Person by, IncidentId id, TriageForm form, Language language, CancellationToken ct)
    {
        if (await db.Set<Incident>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } incident) return new AimResult<Incident>.NoSuch();
        var reading = new FormReading();
        var act = reading.Choice<TriageAct>(form.Act, nameof(form.Act));
        if (reading.IsGood && !IncidentRules.Acts(incident).Contains(act)) reading.Refuse(nameof(form.Act), nameof(IncidentWords.FaultAct));
        if (!reading.IsGood) return new AimResult<Incident>.Refused(incident, reading.Faults);
        db.Expect(incident, FormReading.Version(form.Version));
        return act is TriageAct.SetAside or TriageAct.Remove ? await SetAside(by, incident, form, act == TriageAct.Remove, ct) : await Judge(by, incident, form, language, ct);
    }

    private async Task<AimResult<Incident>> Judge(Person by, Incident incident, TriageForm form, Language language, CancellationToken ct)
    {
        var (judged, faults) = IncidentRules.Read(form, await DistrictTime.Zone(db, ct), time.Now());
        var kind = (await ReadIncidents.Kinds(db, packs, ct)).FirstOrDefault(k => k.Id == judged.Kind);
        var tool = judged.Tool is { } wanted ? await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == wanted, ct) : null;
        if (kind is null) faults.Add(new(nameof(form.Kind), nameof(AimWords.FaultChoice)));
        if (judged.Tool is not null && tool is null) faults.Add(new(nameof(form.Tool), nameof(AimWords.FaultChoice)));
        if (faults.Count > 0) return new AimResult<Incident>.Refused(incident, faults);
        var change = Change(incident, judged);
        var taken = !incident.IsRunning;
        if (taken) (incident.State, incident.TakenUpAt, incident.TakenUpBy, incident.ClosedAt, incident.ClosedBy) = (IncidentState.Open, time.Now(), by.Id, null, null);
        if (incident.Kind != judged.Kind) await Begin(incident, judged.Tool, kind!, language, ct);
        var before = incident.Tool;
        (incident.Kind, incident.KindName, incident.Severity, incident.Tool, incident.Students, incident.KnownAt) =
            (judged.Kind, kind!.Fields.Text("title")!.In(language), judged.Severity, judged.Tool, judged.Students, judged.KnownAt);
        await Raise(incident, before, tool, language, ct);
        await db.Commit(new(by.Actor, taken ? "incident.taken-up" : "incident.judged", new("incident", incident.Id.Value), change), ct);
        return new AimResult<Incident>.Done(incident);
    }

    /// <summary>The pack's steps and the clocks that hold here. Of another kind before, what was done or added by people stays.</summary>
    private async Task Begin(Incident incident, ToolId? tool, PackItem kind, Language language, CancellationToken ct)
    {
        var agreed = tool is { } of ? await Agreed(of, ct) : null;
        var state = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.State).SingleOrDefaultAsync(ct) ?? "";
        db.RemoveRange(await db.Set<IncidentStep>().Where(s => s.Incident == incident.Id && !s.IsOwn && s.DoneAt == null).ToListAsync(ct));
        db.RemoveRange(await db.Set<IncidentClock>().Where(c => c.Incident == incident.Id && c.DoneAt == null).ToListAsync(ct));
        var place = 1;
        foreach (var step in kind.Fields.Texts("steps")) db.Add(new IncidentStep { Id = time.NewId<IncidentId>().Value, Incident = incident.Id, Place = place++, Text = step.In(language) });
        foreach (var row in kind.Fields.Rows("clocks").Where(r => ClockRules.Holds(r.Text("jurisdiction")!.English, state)))
        {
            // A time that no law sets is set by the agreement: ours goes before the model's.
            var own = row.Text("rule") is null ? agreed : null;
            db.Add(new IncidentClock
            {
                Id = time.NewId<IncidentId>().Value,
                Incident = incident.Id,
                Place = place++,
                Rule = row.Text("rule")?.English ?? "",
                Jurisdiction = row.Text("jurisdiction")!.English,
                Start = Codes.Find<ClockStart>(row.Word("from"))!.Value,
                Count = own?.Hours ?? row.Whole("count")!.Value,
                Unit = own is null ? Codes.Find<ClockUnit>(row.Word("unit"))!.Value : ClockUnit.Hours,
                ToWhom = row.Text("to")!.In(language),
                What = own is null ? row.Text("what")!.In(language) : IncidentText.Say(language, nameof(IncidentWords.ClockOfAgreement), own.Value.Name),
            });
        }
    }

    /// <summary>Of the agreements in force that cover a tool, the one under which its vendor must tell the district of a breach soonest; null: none says when.</summary>
    private async Task<(string Name, int Hours)?> Agreed(ToolId tool, CancellationToken ct)
    {
        var found = await (from agreement in ReadAgreements.InForce(db, await DistrictDay.Today(db, time, ct))
                           where agreement.BreachHours != null && db.Set<AgreementTool>().Any(t => t.Agreement == agreement.Id && t.Tool == tool)
                           orderby agreement.BreachHours, agreement.Id
                           select new { agreement.Name, Hours = agreement.BreachHours!.Value }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Name, found.Hours);
    }

    /// <summary>A tool's gates read its incidents: the tool counts up, so that two commands cannot slip past each other. One that is bad enough brings it up for review, once for each tool and degree.</summary>
    private async Task Raise(Incident incident, ToolId? before, Tool? tool, Language language, CancellationToken ct)
    {
        if (before is { } other && other != tool?.Id) db.Raise(await db.Set<Tool>().SingleAsync(t => t.Id == other, ct));
        if (tool is null) return;
        db.Raise(tool);
        if (!incident.ClosesGates) return;
        var severe = incident.Severity == Severity.Severe;
        var raised = incident.Concern is { } known ? await db.Set<ToolConcern>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == known, ct) : null;
        if (raised is not null && raised.Tool == tool.Id && (raised.Severe || !severe)) return;
        var concern = RaiseConcern.New(time, tool.Id, ConcernKind.Incident, severe, IncidentText.Say(language, nameof(IncidentWords.ConcernWhy), incident.KindName, IncidentText.Of(language, incident.Severity!.Value)), null);
        db.Add(concern);
        incident.Concern = concern.Id;
    }

    private async Task<AimResult<Incident>> SetAside(Person by, Incident incident, TriageForm form, bool remove, CancellationToken ct)
    {
        var reading = new FormReading();
        var answer = reading.Block(form.Answer, nameof(form.Answer), Incident.LongestText);
        if (!reading.IsGood) return new AimResult<Incident>.Refused(incident, reading.Faults);
        (incident.State, incident.Answer, incident.ClosedAt, incident.ClosedBy) = (IncidentState.SetAside, answer, time.Now(), by.Id);
        if (remove)
        {
            IncidentRules.RemoveWords(incident, time.Now());
            await deletions.Commit(db, WordsKind, incident.Id.Value, new(by.Actor, "incident.removed", new("incident", incident.Id.Value), []), null, ct);
            return new AimResult<Incident>.Done(incident);
        }
        await db.Commit(new(by.Actor, "incident.set-aside", new("incident", incident.Id.Value), []), ct);
        await CloseIncident.ForgetContact(db, deletions, by, incident, ct);
        return new AimResult<Incident>.Done(incident);
    }

    private static JsonObject Change(Incident before, IncidentRules.Judgement after) => AuditEntry.Fields(
        ("kind", before.Kind, after.Kind), ("severity", before.Severity is { } s ? Codes.Of(s) : null, Codes.Of(after.Severity)), ("tool", before.Tool?.ToString(), after.Tool?.ToString()),
        ("known", before.KnownAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture), after.KnownAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
}
