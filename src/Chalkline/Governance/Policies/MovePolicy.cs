using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>
/// Takes a version from draft to force: comments, two readings, and after its adoption publication; back, or out of force. The server holds to the order and to who may. Adopted it is
/// by a recorded decision alone (<see cref="PolicyIsDecided"/>).
/// </summary>
internal sealed class MovePolicy(DistrictDb db, TimeProvider time)
{
    /// <summary>A person's step.</summary>
    /// <exception cref="StaleWriteException">The version was changed since the form was filled.</exception>
    public async Task<PolicyResult> Run(Person by, PolicyId id, int number, PolicyStep step, PolicyStepForm form, CancellationToken ct)
    {
        var (policy, version) = await Load(id, number, ct);
        if (policy is null || version is null || !PolicyRules.StepsOf(by, version).Contains(step)) return new PolicyResult.NotThere();
        var reading = new FormReading();
        var today = await DistrictDay.Today(db, time, ct);
        await Take(by, policy, version, step, form, today, reading, ct);
        if (!reading.IsGood) return new PolicyResult.Refused(reading.Faults);
        db.Expect(version, FormReading.Version(form.Version));
        await Commit(by.Actor, policy, version, step, ct);
        return new PolicyResult.Done(id, number);
    }

    private async Task Take(Person by, Policy policy, PolicyVersion version, PolicyStep step, PolicyStepForm form, DateOnly today, FormReading reading, CancellationToken ct)
    {
        switch (step)
        {
            case PolicyStep.Consult:
                version.CommentsUntil = reading.Day(form.Day, nameof(form.Day));
                if (version.CommentsUntil < today) reading.Refuse(nameof(form.Day), nameof(RuleWords.FaultDayPast));
                version.State = PolicyState.Consultation;
                break;
            case PolicyStep.ReadFirst:
            case PolicyStep.ReadSecond:
                await Read(by, version, step == PolicyStep.ReadFirst ? 1 : 2, form, today, reading, ct);
                break;
            case PolicyStep.BackToDraft:
                reading.Block(form.Why, nameof(form.Why), Policy.LongestNote);
                version.State = PolicyState.Draft;
                await AskForDecision.Drop(db, time, PolicyIsDecided.KindName, policy.Id.Value, ct);
                break;
            case PolicyStep.Publish:
                await Publish(policy, version, ct);
                break;
            default:
                if (PolicyRules.MayBeAskedFor(version.State)) await AskForDecision.Drop(db, time, PolicyIsDecided.KindName, policy.Id.Value, ct);
                Withdraw(policy, version, reading.Block(form.Why, nameof(form.Why), Policy.LongestNote));
                break;
        }
    }

    private async Task Read(Person by, PolicyVersion version, int ordinal, PolicyStepForm form, DateOnly today, FormReading reading, CancellationToken ct)
    {
        DateOnly? first = ordinal == 2 ? await LastRead(version, ct) : null;
        if (reading.Day(form.Day, nameof(form.Day)) is not { } day) return;
        if (PolicyRules.AgainstReading(day, first, today) is { } word) reading.Refuse(nameof(form.Day), word);
        version.State = ordinal == 1 ? PolicyState.FirstReading : PolicyState.SecondReading;
        db.Add(new PolicyReading
        {
            Id = time.NewId<PolicyReadingId>(),
            Policy = version.Policy,
            Number = version.Number,
            Ordinal = ordinal,
            Day = day,
            Title = version.Title,
            Text = version.Text,
            TextSpanish = version.TextSpanish,
            Hash = version.Hash,
            EnteredBy = by.Id,
            EnteredAt = time.Now(),
        });
    }

    private async Task Publish(Policy policy, PolicyVersion version, CancellationToken ct)
    {
        var now = time.Now();
        foreach (var before in await db.Set<PolicyVersion>().Where(v => v.Policy == policy.Id && v.State == PolicyState.Published).ToListAsync(ct))
            (before.State, before.EndedAt) = (PolicyState.Superseded, now);
        (version.State, version.PublishedAt) = (PolicyState.Published, now);
        (policy.AcknowledgeFrom, policy.Published) = (PolicyRules.AcknowledgeFrom(policy.AcknowledgeFrom, version), version.Number);
        WritePolicy.IsCalled(policy, PolicyWording.Of(version));
    }

    /// <summary>Out of force, or given up before it was adopted; a policy of which nothing is left is withdrawn as a whole.</summary>
    private void Withdraw(Policy policy, PolicyVersion version, string why)
    {
        var now = time.Now();
        if (version.Number == policy.Published) (policy.Published, policy.AcknowledgeFrom) = (null, null);
        (version.State, version.EndedAt, version.EndedWhy) = (PolicyState.Withdrawn, now, why);
        if (policy.Published is null) policy.WithdrawnAt = now;
    }

    private async Task Commit(Actor by, Policy policy, PolicyVersion version, PolicyStep step, CancellationToken ct)
    {
        // Two steps at once must not slip past each other.
        db.Raise(policy);
        var change = WritePolicy.With(version, new() { ["hash"] = version.Hash, ["state"] = Codes.Of(version.State) });
        await db.Commit(new(by, "policy." + Verb(step), WritePolicy.Subject(policy.Id), change), ct);
    }

    /// <summary>The day of the last reading of the version.</summary>
    private Task<DateOnly> LastRead(PolicyVersion version, CancellationToken ct) =>
        db.Set<PolicyReading>().Where(r => r.Policy == version.Policy && r.Number == version.Number).OrderByDescending(r => r.Id).Select(r => r.Day).FirstAsync(ct);

    private async Task<(Policy?, PolicyVersion?)> Load(PolicyId id, int number, CancellationToken ct) =>
        (await db.Set<Policy>().SingleOrDefaultAsync(p => p.Id == id, ct), await db.Set<PolicyVersion>().SingleOrDefaultAsync(v => v.Policy == id && v.Number == number, ct));

    private static string Verb(PolicyStep step) => step switch
    {
        PolicyStep.Consult => "consulted",
        PolicyStep.ReadFirst => "read-first",
        PolicyStep.ReadSecond => "read-second",
        PolicyStep.BackToDraft => "sent-back",
        PolicyStep.Publish => "published",
        _ => "withdrawn",
    };
}
