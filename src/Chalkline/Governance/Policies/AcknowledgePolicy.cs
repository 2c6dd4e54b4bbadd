using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>That one has read a policy, as it is sent.</summary>
public sealed record AcknowledgeForm
{
    public string? Number { get; init; }

    /// <summary>Of the words that were shown.</summary>
    public string? Hash { get; init; }

    /// <summary>Anything: read.</summary>
    public string? Read { get; init; }
}

/// <summary>Says that a person has read the version in force of a policy: the one who is signed in, and never anybody else.</summary>
internal sealed class AcknowledgePolicy(DistrictDb db, TimeProvider time)
{
    public async Task<PolicyResult> Run(Person by, PolicyId id, AcknowledgeForm form, CancellationToken ct)
    {
        var version = await db.Set<PolicyVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Policy == id && v.State == PolicyState.Published, ct);
        if (version is null || !by.May(PolicyRights.Read)) return new PolicyResult.NotThere();
        var reading = new FormReading();
        if (FormReading.Version(form.Number) != version.Number || form.Hash != version.Hash) reading.Refuse("", nameof(RuleWords.FaultOtherWords), version.Number);
        else if (form.Read is null) reading.Refuse(nameof(form.Read), nameof(RuleWords.FaultNotRead));
        if (!reading.IsGood) return new PolicyResult.Refused(reading.Faults);
        if (await db.Set<PolicyAcknowledgement>().AnyAsync(a => a.Policy == id && a.Account == by.Id && a.Number == version.Number, ct)) return new PolicyResult.Done(id, version.Number);
        db.Add(new PolicyAcknowledgement { Policy = id, Account = by.Id, Number = version.Number, Hash = version.Hash, At = time.Now() });
        await db.Commit(new(by.Actor, "policy.acknowledged", WritePolicy.Subject(id), new() { ["hash"] = version.Hash, ["version"] = version.Number }), ct);
        return new PolicyResult.Done(id, version.Number);
    }
}
