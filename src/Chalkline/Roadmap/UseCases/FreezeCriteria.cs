using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

/// <summary>Writes the success criteria of a use case, and freezes them: what is frozen is never changed, a change is a further version.</summary>
internal static class FreezeCriteria
{
    public static async Task<AimResult<UseCase>> Write(DistrictDb db, TimeProvider time, Person by, UseCaseId id, CriteriaForm form, CancellationToken ct)
    {
        if (await db.Set<UseCase>().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } one) return new AimResult<UseCase>.NoSuch();
        var reading = new FormReading();
        var text = reading.Block(form.Text, nameof(form.Text), UseCase.LongestCriteria);
        if (!reading.IsGood) return new AimResult<UseCase>.Refused(one, reading.Faults);
        var last = await Last(db, id, ct);
        // Also where the draft that the form was filled from has been frozen since.
        if ((last?.Number ?? 0, last?.Version ?? 0) != (FormReading.Version(form.Number), FormReading.Version(form.Version)))
            throw new StaleWriteException(new InvalidOperationException("The criteria are others by now."));
        if (last is { FrozenAt: null })
        {
            (last.Text, last.WrittenAt) = (text, time.Now());
            db.Raise(last);
        }
        else
        {
            last = new() { UseCase = id, Number = (last?.Number ?? 0) + 1, Text = text, WrittenAt = time.Now() };
            db.Add(last);
        }
        db.Raise(one);
        await db.Commit(new(by.Actor, "use-case.criteria-written", new("use-case", id.Value), new() { ["version"] = last.Number, ["criteria"] = text }), ct);
        return new AimResult<UseCase>.Done(one);
    }

    public static async Task<AimResult<UseCase>> Freeze(DistrictDb db, TimeProvider time, Person by, UseCaseId id, CriteriaForm form, CancellationToken ct)
    {
        if (await db.Set<UseCase>().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } one) return new AimResult<UseCase>.NoSuch();
        // Where there is no draft, somebody else froze it: what was asked for holds.
        if (await Last(db, id, ct) is not { FrozenAt: null } draft) return new AimResult<UseCase>.Done(one);
        (draft.FrozenAt, draft.FrozenBy) = (time.Now(), by.Id);
        db.Expect(draft, FormReading.Version(form.Version));
        db.Raise(one);
        await db.Commit(new(by.Actor, "use-case.criteria-frozen", new("use-case", id.Value), new() { ["version"] = draft.Number, ["criteria"] = draft.Text }), ct);
        return new AimResult<UseCase>.Done(one);
    }

    private static Task<UseCaseCriteria?> Last(DistrictDb db, UseCaseId id, CancellationToken ct) =>
        db.Set<UseCaseCriteria>().Where(c => c.UseCase == id).OrderByDescending(c => c.Number).FirstOrDefaultAsync(ct);
}
