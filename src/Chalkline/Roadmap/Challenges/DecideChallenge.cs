using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Roadmap.Measures;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>What the AI lead does with a challenge: keep, group, rank, publish, answer, close; hide and show again.</summary>
internal static class DecideChallenge
{
    public static async Task<AimResult<Challenge>> Run(DistrictDb db, TimeProvider time, Person by, ChallengeId id, DecideForm form, CancellationToken ct)
    {
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } challenge) return new AimResult<Challenge>.NoSuch();
        var (decision, faults) = ChallengeRules.Read(form);
        if (faults.Count == 0) faults = ChallengeRules.Fits(challenge, decision, await Others(db, id, decision, ct));
        if (faults.Count > 0) return new AimResult<Challenge>.Refused(challenge, faults);
        var before = Facts(challenge);
        var (answer, published) = (challenge.Answer, (challenge.PublicTitle, challenge.PublicText));
        ChallengeRules.Apply(challenge, decision, time.Now());
        db.Expect(challenge, FormReading.Version(form.Version));
        var change = Change(before, Facts(challenge));
        if (answer != challenge.Answer) change["answer"] = "changed";
        if (published != (challenge.PublicTitle, challenge.PublicText)) change["published"] = challenge.IsPublished ? "changed" : "withdrawn";
        await db.Commit(new(by.Actor, "challenge.decided", new("challenge", id.Value), change), ct);
        return new AimResult<Challenge>.Done(challenge);
    }

    /// <summary>Takes a challenge out of sight; where it is asked for, its words for good, so that no restore of a backup from before brings them back.</summary>
    public static async Task<AimResult<Challenge>> Hide(DistrictDb db, DistrictDeletions deletions, TimeProvider time, Person by, ChallengeId id, HideForm form, CancellationToken ct)
    {
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } challenge) return new AimResult<Challenge>.NoSuch();
        var reading = new FormReading();
        var reason = reading.Block(form.Reason, nameof(form.Reason), Challenge.LongestReason);
        if (!reading.IsGood) return new AimResult<Challenge>.Refused(challenge, reading.Faults);
        (challenge.HiddenAt, challenge.HiddenReason) = (challenge.HiddenAt ?? time.Now(), reason);
        db.Expect(challenge, FormReading.Version(form.Version));
        var subject = new Subject(ChallengeRecord.KindName, id.Value);
        if (form.Remove is null || challenge.RemovedAt is not null)
        {
            await db.Commit(new(by.Actor, "challenge.hidden", subject, []), ct);
            return new AimResult<Challenge>.Done(challenge);
        }
        ChallengeRules.RemoveWords(challenge, time.Now());
        await deletions.Commit(db, ChallengeRecord.KindName, id.Value, new(by.Actor, "challenge.removed", subject, []), null, ct);
        return new AimResult<Challenge>.Done(challenge);
    }

    public static async Task<AimResult<Challenge>> ShowAgain(DistrictDb db, Person by, ChallengeId id, HideForm form, CancellationToken ct)
    {
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id && c.HiddenAt != null && c.RemovedAt == null, ct) is not { } challenge) return new AimResult<Challenge>.NoSuch();
        (challenge.HiddenAt, challenge.HiddenReason) = (null, "");
        db.Expect(challenge, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "challenge.shown", new("challenge", id.Value), []), ct);
        return new AimResult<Challenge>.Done(challenge);
    }

    private static async Task<ChallengeRules.Others> Others(DistrictDb db, ChallengeId id, ChallengeRules.Decision decision, CancellationToken ct)
    {
        var parent = decision.PartOf is { } partOf ? await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == partOf, ct) : null;
        // Two decisions must not make parts of each other.
        if (parent is not null && parent.Id != id) db.Raise(parent);
        return new(parent, await db.Set<Challenge>().AnyAsync(c => c.PartOf == id, ct),
            decision.Measure is { } measure && await db.Set<Measure>().AnyAsync(m => m.Id == measure, ct));
    }

    private static (string Name, JsonNode? Value)[] Facts(Challenge c) =>
        [("state", Codes.Of(c.State)), ("category", Codes.Of(c.Category)), ("rank", c.Rank), ("partOf", c.PartOf?.ToString()), ("measure", c.Measure?.ToString())];

    private static JsonObject Change((string Name, JsonNode? Value)[] before, (string Name, JsonNode? Value)[] after) =>
        AuditEntry.Fields([.. before.Zip(after, (b, a) => (b.Name, b.Value, a.Value))]);
}

/// <summary>Removes the words of a challenge again that a backup from before still had.</summary>
internal sealed class EraseChallenge(TimeProvider time) : IEraser
{
    public string Kind => ChallengeRecord.KindName;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new ChallengeId(subject);
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id && c.RemovedAt == null, ct) is { } challenge) ChallengeRules.RemoveWords(challenge, time.Now());
    }
}
