using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Measures;

internal abstract record EnterValueResult
{
    private EnterValueResult()
    {
    }

    public sealed record Done : EnterValueResult;

    public sealed record NoSuchMeasure : EnterValueResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : EnterValueResult;
}

/// <summary>Enters one value; of a place, a group and a day that have one already, it takes its place.</summary>
internal static class EnterValue
{
    public static async Task<EnterValueResult> Run(DistrictDb db, TimeProvider time, Person by, MeasureId id, ValueForm form, CancellationToken ct)
    {
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure) return new EnterValueResult.NoSuchMeasure();
        var reading = new FormReading();
        var school = reading.Id<SchoolId>(form.School, nameof(form.School), required: false);
        if (school is not null && !await db.Set<School>().AnyAsync(s => s.Id == school, ct)) reading.Refuse(nameof(form.School), nameof(AimWords.FaultChoice));
        var fact = MeasureRules.Value(reading, measure, school, form, await DistrictDay.Today(db, time, ct));
        if (measure.RetiredOn is not null) reading.Refuse("", nameof(AimWords.FaultMeasureRetired));
        if (!reading.IsGood) return new EnterValueResult.Refused(reading.Faults);
        var key = fact.Cell.Key;
        var there = await db.Set<MeasureValue>().SingleOrDefaultAsync(v => v.Measure == id && v.Cell == key, ct);
        var before = there is null ? null : ValueFact.Of(there);
        if (before is not null && (before.Amount, before.Students) == (fact.Amount, fact.Students)) return new EnterValueResult.Done();
        Put(db, time, by, id, there, fact);
        db.Raise(measure);
        await db.Commit(new(by.Actor, before is null ? "measure.value-entered" : "measure.value-corrected", new("measure", id.Value), Described(fact, before)), ct);
        return new EnterValueResult.Done();
    }

    /// <summary>Adds the value or changes the one that is there, in the change tracker.</summary>
    public static void Put(DistrictDb db, TimeProvider time, Person by, MeasureId measure, MeasureValue? there, ValueFact fact)
    {
        if (there is null)
        {
            there = new()
            {
                Id = time.NewId<MeasureValueId>(),
                Measure = measure,
                School = fact.Cell.School,
                StudentGroup = fact.Cell.Group,
                Day = fact.Cell.Day,
                Cell = fact.Cell.Key,
            };
            db.Add(there);
        }
        (there.Amount, there.Students, there.EnteredAt, there.EnteredBy) = (fact.Amount, fact.Students, time.Now(), by.Id);
    }

    /// <summary>For the audit log, which is never purged: of few students the value itself stays out of it.</summary>
    private static JsonObject Described(ValueFact fact, ValueFact? before)
    {
        var isSmall = SmallCells.IsSmall(fact.Students) || SmallCells.IsSmall(before?.Students);
        var change = new JsonObject { ["day"] = DayText.Field(fact.Cell.Day), ["school"] = fact.Cell.School?.ToString(), ["group"] = fact.Cell.Group };
        if (isSmall) change["value"] = "few students";
        else change["value"] = new JsonArray(before?.Amount, fact.Amount);
        return change;
    }
}
