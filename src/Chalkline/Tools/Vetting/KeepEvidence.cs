using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Keeps what shows answers. Files are put up and versioned where every record's are.</summary>
internal static class KeepEvidence
{
    private sealed record Typed(string Name, bool ForVendor, string Link, DateOnly? SeenOn, DateOnly? ExpiresOn, string Note);

    public static async Task<AimResult<VettingEvidence>> Add(DistrictDb db, TimeProvider time, Person by, Tool tool, EvidenceForm form, CancellationToken ct)
    {
        var (typed, faults) = await Read(db, time, form, ct);
        if (faults.Count > 0) return new AimResult<VettingEvidence>.Refused(null, faults);
        var evidence = new VettingEvidence { Id = time.NewId<EvidenceId>(), Name = "", NameFolded = "", CreatedAt = time.Now(), CreatedBy = by.Id };
        Set(evidence, typed, typed.ForVendor ? tool.Vendor : null);
        db.Add(evidence);
        await db.Commit(new(by.Actor, "evidence.added", new(VettingRecords.EvidenceKind, evidence.Id.Value), AuditEntry.Fields(("expires_on", null, DayText.Field(typed.ExpiresOn)), ("link", null, typed.Link), ("name", null, typed.Name))), ct);
        return new AimResult<VettingEvidence>.Done(evidence);
    }

    public static async Task<AimResult<VettingEvidence>> Change(DistrictDb db, TimeProvider time, Person by, EvidenceId id, EvidenceForm form, CancellationToken ct)
    {
        if (await db.Set<VettingEvidence>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } evidence) return new AimResult<VettingEvidence>.NoSuch();
        var (typed, faults) = await Read(db, time, form, ct);
        var vendor = typed.ForVendor ? evidence.Vendor : null;
        if (typed.ForVendor && evidence.Vendor is null) faults.Add(new(nameof(form.For), nameof(VettingWords.FaultForAny)));
        if (faults.Count > 0) return new AimResult<VettingEvidence>.Refused(evidence, faults);
        var change = AuditEntry.Fields(("any", evidence.Vendor is null, vendor is null), ("expires_on", DayText.Field(evidence.ExpiresOn), DayText.Field(typed.ExpiresOn)), ("link", evidence.Link, typed.Link), ("name", evidence.Name, typed.Name));
        Set(evidence, typed, vendor);
        await RaiseTools(db, id, ct);
        db.Expect(evidence, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "evidence.changed", new(VettingRecords.EvidenceKind, id.Value), change), ct);
        return new AimResult<VettingEvidence>.Done(evidence);
    }

    /// <summary>Every tool with an answer that rests on it is raised, in the caller's commit: what its gates read is another.</summary>
    public static async Task RaiseTools(DistrictDb db, EvidenceId id, CancellationToken ct)
    {
        foreach (var tool in await db.Set<Tool>().Where(t => db.Set<AnswerEvidence>().Any(a => a.Tool == t.Id && a.Evidence == id)).ToListAsync(ct)) db.Raise(tool);
    }

    /// <summary>What answers about a tool may rest on: evidence of its vendor, of any tool, and what they rest on already.</summary>
    public static IQueryable<VettingEvidence> For(DistrictDb db, Tool tool)
    {
        var (id, vendor) = (tool.Id, tool.Vendor);
        return db.Set<VettingEvidence>().AsNoTracking().Where(e => e.Vendor == null || e.Vendor == vendor || db.Set<AnswerEvidence>().Any(t => t.Tool == id && t.Evidence == e.Id))
            .OrderBy(e => e.NameFolded).ThenBy(e => e.Id);
    }

    private static async Task<(Typed Typed, List<AimFault> Faults)> Read(DistrictDb db, TimeProvider time, EvidenceForm form, CancellationToken ct)
    {
        var reading = new FormReading();
        var link = WebAddress.Read(reading, form.Link, nameof(form.Link), VettingEvidence.LongestLink);
        var typed = new Typed(reading.Line(form.Name, nameof(form.Name), VettingEvidence.LongestName), form.For == "vendor", link, reading.Day(form.SeenOn, nameof(form.SeenOn), required: link.Length > 0),
            reading.Day(form.ExpiresOn, nameof(form.ExpiresOn), required: false), reading.Block(form.Note, nameof(form.Note), VettingEvidence.LongestNote, required: false));
        if (form.For is not ("vendor" or "any")) reading.Refuse(nameof(form.For), nameof(AimWords.FaultChoice));
        if (typed.SeenOn > await DistrictDay.Today(db, time, ct)) reading.Refuse(nameof(form.SeenOn), nameof(VettingWords.FaultFuture));
        return (typed, reading.Faults);
    }

    private static void Set(VettingEvidence evidence, Typed typed, VendorId? vendor)
    {
        (evidence.Name, evidence.NameFolded, evidence.Vendor) = (typed.Name, StoreConventions.Fold(typed.Name), vendor);
        (evidence.Link, evidence.SeenOn, evidence.ExpiresOn, evidence.Note) = (typed.Link, typed.Link.Length > 0 ? typed.SeenOn : null, typed.ExpiresOn, typed.Note);
    }
}
