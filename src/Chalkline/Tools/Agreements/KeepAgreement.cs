using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>Writes drafts of agreements, with the elements that they allow. What was signed is not written any more.</summary>
internal static class KeepAgreement
{
    public static async Task<AimResult<Agreement>> Add(DistrictDb db, TimeProvider time, Person by, AgreementForm form, CancellationToken ct)
    {
        var (terms, faults) = AgreementRules.Read(form);
        await Known(db, terms, faults, ct);
        if (faults.Count > 0) return new AimResult<Agreement>.Refused(null, faults);
        var agreement = new Agreement { Id = time.NewId<AgreementId>(), Name = "", NameFolded = "", Number = 1, CreatedAt = time.Now() };
        db.Add(agreement);
        Apply(agreement, terms);
        await Cover(db, agreement.Id, terms.Tools, ct);
        await db.Commit(new(by.Actor, "agreement.drafted", Subject(agreement.Id), new() { ["kind"] = Codes.Of(agreement.Kind), ["name"] = agreement.Name, ["vendor"] = agreement.Vendor.ToString() }), ct);
        return new AimResult<Agreement>.Done(agreement);
    }

    public static async Task<AimResult<Agreement>> Change(DistrictDb db, Person by, AgreementId id, AgreementForm form, CancellationToken ct)
    {
        if (await ReadAgreements.Full(db, id, ct, tracked: true) is not { } full) return new AimResult<Agreement>.NoSuch();
        var before = AgreementRules.Read(AgreementForm.Of(full)).Terms;
        var (terms, faults) = AgreementRules.Read(form);
        await Known(db, terms, faults, ct);
        if (full.Agreement.SignedOn is not null) faults.Add(new("", nameof(AgreementWords.FaultSigned)));
        if (faults.Count > 0) return new AimResult<Agreement>.Refused(full.Agreement, faults);
        Apply(full.Agreement, terms);
        await Cover(db, id, terms.Tools, ct);
        db.Expect(full.Agreement, FormReading.Version(form.Version));
        db.Raise(full.Agreement);
        await db.Commit(new(by.Actor, "agreement.changed", Subject(id), Since(before, terms)), ct);
        return new AimResult<Agreement>.Done(full.Agreement);
    }

    /// <summary>Allows elements for one purpose; one that is allowed already gets this purpose.</summary>
    public static async Task<AimResult<Agreement>> Allow(DistrictDb db, Person by, AgreementId id, ElementsForm form, ElementCatalog catalog, CancellationToken ct)
    {
        if (await ReadAgreements.Full(db, id, ct, tracked: true) is not { } full) return new AimResult<Agreement>.NoSuch();
        var reading = new FormReading();
        var purpose = reading.Line(form.Purpose, nameof(form.Purpose), AgreementElement.LongestPurpose);
        var chosen = catalog.Chosen(reading, form.Elements, nameof(form.Elements));
        if (full.Agreement.SignedOn is not null) reading.Refuse("", nameof(AgreementWords.FaultSigned));
        if (!reading.IsGood) return new AimResult<Agreement>.Refused(full.Agreement, reading.Faults);
        foreach (var code in chosen)
        {
            if (full.Elements.FirstOrDefault(e => e.Element == code) is { } known) known.Purpose = purpose;
            else db.Add(new AgreementElement { Agreement = id, Element = code, Purpose = purpose });
        }
        db.Expect(full.Agreement, FormReading.Version(form.Version));
        db.Raise(full.Agreement);
        await db.Commit(new(by.Actor, "agreement.elements-allowed", Subject(id), new() { ["elements"] = new JsonArray([.. chosen.Select(c => (JsonNode)c)]), ["purpose"] = purpose }), ct);
        return new AimResult<Agreement>.Done(full.Agreement);
    }

    /// <summary>Takes an element out of a draft.</summary>
    public static async Task<AimResult<Agreement>> Disallow(DistrictDb db, Person by, AgreementId id, string? element, CancellationToken ct)
    {
        if (await ReadAgreements.Full(db, id, ct, tracked: true) is not { Agreement.SignedOn: null } full || full.Elements.FirstOrDefault(e => e.Element == element) is not { } known) return new AimResult<Agreement>.NoSuch();
        db.Remove(known);
        db.Raise(full.Agreement);
        await db.Commit(new(by.Actor, "agreement.element-removed", Subject(id), new() { ["element"] = known.Element }), ct);
        return new AimResult<Agreement>.Done(full.Agreement);
    }

    public static Subject Subject(AgreementId id) => new(AgreementRecords.Agreements.Kind, id.Value);

    /// <summary>What is chosen is there, and every tool is of the vendor who signs.</summary>
    private static async Task Known(DistrictDb db, AgreementRules.Terms terms, List<AimFault> faults, CancellationToken ct)
    {
        if (terms.Vendor is not { } vendor) return;
        if (!await db.Set<Vendor>().AnyAsync(v => v.Id == vendor, ct)) faults.Add(new(nameof(AgreementForm.Vendor), nameof(AimWords.FaultChoice)));
        var tools = terms.Tools;
        if (await db.Set<Tool>().CountAsync(t => t.Vendor == vendor && tools.Contains(t.Id), ct) != tools.Count) faults.Add(new(nameof(AgreementForm.Tools), nameof(AgreementWords.FaultTools)));
    }

    private static void Apply(Agreement one, AgreementRules.Terms terms)
    {
        (one.Vendor, one.Name, one.NameFolded, one.Kind) = (terms.Vendor!.Value, terms.Name, StoreConventions.Fold(terms.Name), terms.Kind);
        (one.Parties, one.Purposes, one.Basis) = (terms.Parties, terms.Purposes, terms.Basis);
        (one.StoredIn, one.SubProcessors, one.BreachHours) = (terms.StoredIn, terms.SubProcessors, terms.BreachHours);
        (one.Retention, one.Disposal) = (terms.Retention, terms.Disposal);
        (one.Training, one.TrainingWhat) = (terms.Training, terms.Training == TrainingUse.None ? "" : terms.TrainingWhat);
        (one.StateTerms, one.OthersMayJoin) = (terms.StateTerms, terms.OthersMayJoin);
        (one.FirstDay, one.LastDay, one.NoticeBy, one.RenewsItself) = (terms.FirstDay, terms.LastDay, terms.NoticeBy, terms.RenewsItself);
    }

    private static async Task Cover(DistrictDb db, AgreementId id, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var covered = await db.Set<AgreementTool>().Where(c => c.Agreement == id).ToListAsync(ct);
        db.RemoveRange(covered.Where(c => !tools.Contains(c.Tool)));
        db.AddRange(tools.Where(t => covered.TrueForAll(c => c.Tool != t)).Select(t => new AgreementTool { Agreement = id, Tool = t }));
    }

    private static JsonObject Since(AgreementRules.Terms before, AgreementRules.Terms after)
    {
        static JsonNode? Day(DateOnly? day) => day is { } d ? DayText.Field(d) : null;
        static JsonNode List(IEnumerable<ToolId> tools) => new JsonArray([.. tools.Select(t => t.ToString()).Order(StringComparer.Ordinal).Select(t => (JsonNode)t)]);
        return AuditEntry.Fields(
            ("name", before.Name, after.Name), ("vendor", before.Vendor?.ToString(), after.Vendor?.ToString()), ("kind", Codes.Of(before.Kind), Codes.Of(after.Kind)), ("tools", List(before.Tools), List(after.Tools)),
            ("parties", before.Parties, after.Parties), ("purposes", before.Purposes, after.Purposes), ("basis", Codes.Of(before.Basis), Codes.Of(after.Basis)), ("storedIn", before.StoredIn, after.StoredIn),
            ("subProcessors", before.SubProcessors, after.SubProcessors), ("breachHours", before.BreachHours, after.BreachHours), ("retention", before.Retention, after.Retention), ("disposal", before.Disposal, after.Disposal),
            ("training", Codes.Of(before.Training), Codes.Of(after.Training)), ("trainingWhat", before.TrainingWhat, after.TrainingWhat), ("stateTerms", before.StateTerms, after.StateTerms),
            ("othersMayJoin", before.OthersMayJoin, after.OthersMayJoin), ("from", Day(before.FirstDay), Day(after.FirstDay)), ("until", Day(before.LastDay), Day(after.LastDay)),
            ("noticeBy", Day(before.NoticeBy), Day(after.NoticeBy)), ("renewsItself", before.RenewsItself, after.RenewsItself));
    }
}
