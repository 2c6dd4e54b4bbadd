using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>The steps of an agreement after its draft: signed, renewed, ended, amended. Gates read whether one is in force, so each raises the tools that it covers.</summary>
internal static class SignAgreement
{
    /// <summary>Seals what was agreed. An amendment takes the place of the version before on its own first day.</summary>
    public static async Task<AimResult<Agreement>> Sign(DistrictDb db, TimeProvider time, Person by, AgreementId id, AgreementStepForm form, Language language, CancellationToken ct)
    {
        if (await ReadAgreements.Full(db, id, ct, tracked: true) is not { } full) return new AimResult<Agreement>.NoSuch();
        var (one, reading) = (full.Agreement, new FormReading());
        var (day, ours, theirs) = AgreementRules.Signature(reading, full, form, await DistrictDay.Today(db, time, ct));
        var folded = ours.Normalize().ToUpperInvariant();
        var signer = await StaffRoles.OpenAccounts(db).Where(a => a.NormalizedEmail == folded).Select(a => (AccountId?)a.Id).SingleOrDefaultAsync(ct);
        if (ours.Length > 0 && signer is null) reading.Refuse(nameof(form.SignedFor), nameof(AgreementWords.FaultNobody));
        if (!reading.IsGood) return new AimResult<Agreement>.Refused(one, reading.Faults);
        (one.SignedOn, one.SignedUntil, one.SignedFor, one.VendorSigner, one.SignedBy) = (day, one.LastDay, signer, theirs, by.Id);
        one.Sha256 = full.Content().Sha256;
        var before = one.Amends is { } amended ? await db.Set<Agreement>().SingleAsync(a => a.Id == amended, ct) : null;
        if (before is { EndedOn: null })
        {
            (before.EndedOn, before.EndedWhy) = (one.FirstDay, AgreementText.Say(language, nameof(AgreementWords.EndedByAmendment), one.Number));
            await RaiseTools(db, before.Id, ct);
        }
        db.Expect(one, FormReading.Version(form.Version));
        await RaiseTools(db, id, ct);
        await db.Commit(new(by.Actor, "agreement.signed", KeepAgreement.Subject(id), new() { ["amends"] = one.Amends?.ToString(), ["sha256"] = one.Sha256, ["signedFor"] = signer?.ToString(), ["signedOn"] = DayText.Field(day) }), ct);
        return new AimResult<Agreement>.Done(one);
    }

    /// <summary>Its next term, where it says that it renews itself: nothing else of it changes.</summary>
    public static async Task<AimResult<Agreement>> Renew(DistrictDb db, Person by, AgreementId id, AgreementStepForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } one) return new AimResult<Agreement>.NoSuch();
        var reading = new FormReading();
        var (until, notice) = AgreementRules.Renewal(reading, one, form);
        if (!reading.IsGood) return new AimResult<Agreement>.Refused(one, reading.Faults);
        var change = AuditEntry.Fields(("until", DayText.Field(one.LastDay), DayText.Field(until)), ("noticeBy", DayText.Field(one.NoticeBy), DayText.Field(notice)));
        (one.LastDay, one.NoticeBy) = (until, notice);
        db.Expect(one, FormReading.Version(form.Version));
        await RaiseTools(db, id, ct);
        await db.Commit(new(by.Actor, "agreement.renewed", KeepAgreement.Subject(id), change), ct);
        return new AimResult<Agreement>.Done(one);
    }

    /// <summary>From a day on it binds nobody, before its last day.</summary>
    public static async Task<AimResult<Agreement>> End(DistrictDb db, Person by, AgreementId id, AgreementStepForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } one) return new AimResult<Agreement>.NoSuch();
        var reading = new FormReading();
        var (day, why) = AgreementRules.EarlyEnd(reading, one, form);
        if (!reading.IsGood) return new AimResult<Agreement>.Refused(one, reading.Faults);
        (one.EndedOn, one.EndedWhy) = (day, why);
        db.Expect(one, FormReading.Version(form.Version));
        await RaiseTools(db, id, ct);
        await db.Commit(new(by.Actor, "agreement.ended", KeepAgreement.Subject(id), new() { ["day"] = DayText.Field(day), ["why"] = why }), ct);
        return new AimResult<Agreement>.Done(one);
    }

    /// <summary>A draft of the next version, as a copy; where there is one already, that one.</summary>
    public static async Task<AimResult<Agreement>> Amend(DistrictDb db, TimeProvider time, Person by, AgreementId id, CancellationToken ct)
    {
        if (await ReadAgreements.Full(db, id, ct) is not { Agreement.SignedOn: not null } full) return new AimResult<Agreement>.NoSuch();
        if (await db.Set<Agreement>().AsNoTracking().SingleOrDefaultAsync(a => a.Amends == id, ct) is { } begun) return new AimResult<Agreement>.Done(begun);
        var next = Copy(full.Agreement, time);
        db.Add(next);
        db.AddRange(full.Tools.Select(t => new AgreementTool { Agreement = next.Id, Tool = t.Id }));
        db.AddRange(full.Elements.Select(e => new AgreementElement { Agreement = next.Id, Element = e.Element, Purpose = e.Purpose }));
        await db.Commit(new(by.Actor, "agreement.amendment-begun", KeepAgreement.Subject(next.Id), new() { ["amends"] = id.ToString(), ["number"] = next.Number }), ct);
        return new AimResult<Agreement>.Done(next);
    }

    private static Agreement Copy(Agreement of, TimeProvider time) => new()
    {
        Id = time.NewId<AgreementId>(),
        Vendor = of.Vendor,
        Name = of.Name,
        NameFolded = of.NameFolded,
        Kind = of.Kind,
        Number = of.Number + 1,
        Amends = of.Id,
        Parties = of.Parties,
        Purposes = of.Purposes,
        Basis = of.Basis,
        StoredIn = of.StoredIn,
        SubProcessors = of.SubProcessors,
        BreachHours = of.BreachHours,
        Retention = of.Retention,
        Disposal = of.Disposal,
        Training = of.Training,
        TrainingWhat = of.TrainingWhat,
        StateTerms = of.StateTerms,
        OthersMayJoin = of.OthersMayJoin,
        LastDay = of.LastDay,
        NoticeBy = of.NoticeBy,
        RenewsItself = of.RenewsItself,
        CreatedAt = time.Now(),
    };

    private static async Task RaiseTools(DistrictDb db, AgreementId id, CancellationToken ct)
    {
        foreach (var tool in await db.Set<Tool>().Where(t => db.Set<AgreementTool>().Any(c => c.Agreement == id && c.Tool == t.Id)).ToListAsync(ct)) db.Raise(tool);
    }

    private static Task<Agreement?> Find(DistrictDb db, AgreementId id, CancellationToken ct) => db.Set<Agreement>().SingleOrDefaultAsync(a => a.Id == id, ct);
}
