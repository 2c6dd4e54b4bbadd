using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.UseCases;

internal abstract record FreezeCriteriaResult
{
    private FreezeCriteriaResult()
    {
    }

    public sealed record Done : FreezeCriteriaResult;

    public sealed record NoSuchUseCase : FreezeCriteriaResult;

    /// <summary>There is no draft to freeze.</summary>
    public sealed record NothingToFreeze : FreezeCriteriaResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : FreezeCriteriaResult;
}

/// <summary>Writes the success criteria of a use case, and freezes them: what is frozen is never changed, a change is a further version.</summary>
internal static class FreezeCriteria
{
    public static async Task<FreezeCriteriaResult> Write(DistrictDb db, TimeProvider time, Person by, UseCaseId id, CriteriaForm form, CancellationToken ct)
    {
        if (await db.Set<UseCase>().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } one) return new FreezeCriteriaResult.NoSuchUseCase();
        var reading = new FormReading();
        var text = reading.Block(form.Text, nameof(form.Text), UseCase.LongestCriteria);
        if (!reading.IsGood) return new FreezeCriteriaResult.Refused(reading.Faults);
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
        return new FreezeCriteriaResult.Done();
    }

    public static async Task<FreezeCriteriaResult> Freeze(DistrictDb db, TimeProvider time, Person by, UseCaseId id, CriteriaForm form, CancellationToken ct)
    {
        if (await db.Set<UseCase>().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } one) return new FreezeCriteriaResult.NoSuchUseCase();
        if (await Last(db, id, ct) is not { FrozenAt: null } draft) return new FreezeCriteriaResult.NothingToFreeze();
        (draft.FrozenAt, draft.FrozenBy) = (time.Now(), by.Id);
        db.Expect(draft, FormReading.Version(form.Version));
        db.Raise(one);
        await db.Commit(new(by.Actor, "use-case.criteria-frozen", new("use-case", id.Value), new() { ["version"] = draft.Number, ["criteria"] = draft.Text }), ct);
        return new FreezeCriteriaResult.Done();
    }

    private static Task<UseCaseCriteria?> Last(DistrictDb db, UseCaseId id, CancellationToken ct) =>
        db.Set<UseCaseCriteria>().Where(c => c.UseCase == id).OrderByDescending(c => c.Number).FirstOrDefaultAsync(ct);
}
