using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

internal abstract record ChangeMeasureResult
{
    private ChangeMeasureResult()
    {
    }

    public sealed record Done(MeasureId Id) : ChangeMeasureResult;

    public sealed record NoSuchMeasure : ChangeMeasureResult;

    public sealed record Refused(Measure? Measure, IReadOnlyList<AimFault> Faults) : ChangeMeasureResult;
}

/// <summary>Which measures there are, and what they are of.</summary>
internal static class ChangeMeasure
{
    public static async Task<ChangeMeasureResult> Add(DistrictDb db, TimeProvider time, Person by, MeasureForm form, CancellationToken ct)
    {
        var (facts, faults) = MeasureRules.Read(form);
        if (faults.Count == 0) faults = await Taken(db, facts, null, ct);
        if (faults.Count > 0) return new ChangeMeasureResult.Refused(null, faults);
        var measure = new Measure { Id = time.NewId<MeasureId>(), Name = "", NameFolded = "", Unit = "", Source = "", CreatedAt = time.Now() };
        facts.ApplyTo(measure);
        db.Add(measure);
        await db.Commit(new(by.Actor, "measure.added", new("measure", measure.Id.Value), facts.Since(null)), ct);
        return new ChangeMeasureResult.Done(measure.Id);
    }

    public static async Task<ChangeMeasureResult> Change(DistrictDb db, Person by, MeasureId id, MeasureForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure) return new ChangeMeasureResult.NoSuchMeasure();
        var before = MeasureRules.Facts.Of(measure);
        var (facts, faults) = MeasureRules.Read(form);
        if (faults.Count == 0) faults = await Taken(db, facts, id, ct);
        // What its values and goals stand on stays as it is once there are values: another unit or direction is another measure.
        if (faults.Count == 0 && (facts.Unit, facts.Direction, facts.Level, facts.CountsStudents) != (before.Unit, before.Direction, before.Level, before.CountsStudents)
            && await db.Set<MeasureValue>().AnyAsync(v => v.Measure == id, ct)) faults.Add(new("", nameof(AimWords.FaultMeasureHasValues)));
        if (faults.Count > 0) return new ChangeMeasureResult.Refused(measure, faults);
        facts.ApplyTo(measure);
        db.Expect(measure, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "measure.changed", new("measure", id.Value), facts.Since(before)), ct);
        return new ChangeMeasureResult.Done(id);
    }

    /// <summary>Ends its use: it takes no values any more, and its goals say so.</summary>
    public static async Task<ChangeMeasureResult> Retire(DistrictDb db, TimeProvider time, Person by, MeasureId id, RetireForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id && m.RetiredOn == null, ct) is not { } measure) return new ChangeMeasureResult.NoSuchMeasure();
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), Measure.LongestText);
        if (!reading.IsGood) return new ChangeMeasureResult.Refused(measure, reading.Faults);
        (measure.RetiredOn, measure.RetiredWhy) = (await DistrictDay.Today(db, time, ct), why);
        db.Expect(measure, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "measure.retired", new("measure", id.Value), new() { ["on"] = DayText.Field(measure.RetiredOn), ["why"] = why }), ct);
        return new ChangeMeasureResult.Done(id);
    }

    public static async Task<ChangeMeasureResult> Resume(DistrictDb db, Person by, MeasureId id, RetireForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id && m.RetiredOn != null, ct) is not { } measure) return new ChangeMeasureResult.NoSuchMeasure();
        (measure.RetiredOn, measure.RetiredWhy) = (null, "");
        db.Expect(measure, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "measure.resumed", new("measure", id.Value), []), ct);
        return new ChangeMeasureResult.Done(id);
    }

    private static async Task<List<AimFault>> Taken(DistrictDb db, MeasureRules.Facts facts, MeasureId? but, CancellationToken ct)
    {
        var folded = StoreConventions.Fold(facts.Name);
        return await db.Set<Measure>().AnyAsync(m => m.NameFolded == folded && m.Id != but, ct) ? [new(nameof(MeasureForm.Name), nameof(AimWords.FaultMeasureTaken))] : [];
    }
}
