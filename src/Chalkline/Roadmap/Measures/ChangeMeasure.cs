using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

/// <summary>Which measures there are, and what they are of.</summary>
internal static class ChangeMeasure
{
    public static async Task<AimResult<Measure>> Add(DistrictDb db, TimeProvider time, Person by, MeasureForm form, CancellationToken ct)
    {
        var (facts, faults) = MeasureRules.Read(form);
        if (faults.Count == 0) faults = await Taken(db, facts, null, ct);
        if (faults.Count > 0) return new AimResult<Measure>.Refused(null, faults);
        var measure = new Measure { Id = time.NewId<MeasureId>(), Name = "", NameFolded = "", Unit = "", Source = "", CreatedAt = time.Now() };
        facts.ApplyTo(measure);
        db.Add(measure);
        await db.Commit(new(by.Actor, "measure.added", new("measure", measure.Id.Value), facts.Since(null)), ct);
        return new AimResult<Measure>.Done(measure);
    }

    public static async Task<AimResult<Measure>> Change(DistrictDb db, Person by, MeasureId id, MeasureForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure) return new AimResult<Measure>.NoSuch();
        var before = MeasureRules.Facts.Of(measure);
        var (facts, faults) = MeasureRules.Read(form);
        if (faults.Count == 0) faults = await Taken(db, facts, id, ct);
        // What its values and goals stand on stays as it is once there are values: another unit or direction is another measure.
        if (faults.Count == 0 && (facts.Unit, facts.Direction, facts.Level, facts.CountsStudents) != (before.Unit, before.Direction, before.Level, before.CountsStudents)
            && await db.Set<MeasureValue>().AnyAsync(v => v.Measure == id, ct)) faults.Add(new("", nameof(AimWords.FaultMeasureHasValues)));
        if (faults.Count > 0) return new AimResult<Measure>.Refused(measure, faults);
        facts.ApplyTo(measure);
        db.Expect(measure, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "measure.changed", new("measure", id.Value), facts.Since(before)), ct);
        return new AimResult<Measure>.Done(measure);
    }

    /// <summary>Ends its use: it takes no values any more, and its goals say so.</summary>
    public static async Task<AimResult<Measure>> Retire(DistrictDb db, TimeProvider time, Person by, MeasureId id, RetireForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id && m.RetiredOn == null, ct) is not { } measure) return new AimResult<Measure>.NoSuch();
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), Measure.LongestText);
        if (!reading.IsGood) return new AimResult<Measure>.Refused(measure, reading.Faults);
        (measure.RetiredOn, measure.RetiredWhy) = (await DistrictDay.Today(db, time, ct), why);
        db.Expect(measure, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "measure.retired", new("measure", id.Value), new() { ["on"] = DayText.Field(measure.RetiredOn), ["why"] = why }), ct);
        return new AimResult<Measure>.Done(measure);
    }

    public static async Task<AimResult<Measure>> Resume(DistrictDb db, Person by, MeasureId id, RetireForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id && m.RetiredOn != null, ct) is not { } measure) return new AimResult<Measure>.NoSuch();
        (measure.RetiredOn, measure.RetiredWhy) = (null, "");
        db.Expect(measure, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "measure.resumed", new("measure", id.Value), []), ct);
        return new AimResult<Measure>.Done(measure);
    }

    private static async Task<List<AimFault>> Taken(DistrictDb db, MeasureRules.Facts facts, MeasureId? but, CancellationToken ct)
    {
        var folded = StoreConventions.Fold(facts.Name);
        return await db.Set<Measure>().AnyAsync(m => m.NameFolded == folded && m.Id != but, ct) ? [new(nameof(MeasureForm.Name), nameof(AimWords.FaultMeasureTaken))] : [];
    }
}
