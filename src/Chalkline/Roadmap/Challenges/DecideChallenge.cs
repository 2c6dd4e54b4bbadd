using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Roadmap.Measures;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

internal abstract record DecideChallengeResult
{
    private DecideChallengeResult()
    {
    }

    public sealed record Done : DecideChallengeResult;

    public sealed record NoSuchChallenge : DecideChallengeResult;

    public sealed record Refused(Challenge Challenge, IReadOnlyList<AimFault> Faults) : DecideChallengeResult;
}

/// <summary>What the AI lead does with a challenge: keep, group, rank, publish, answer, close; hide and show again.</summary>
internal static class DecideChallenge
{
    public static async Task<DecideChallengeResult> Run(DistrictDb db, TimeProvider time, Person by, ChallengeId id, DecideForm form, CancellationToken ct)
    {
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } challenge) return new DecideChallengeResult.NoSuchChallenge();
        var (decision, faults) = ChallengeRules.Read(form);
        if (faults.Count == 0) faults = ChallengeRules.Fits(challenge, decision, await Others(db, id, decision, ct));
        if (faults.Count > 0) return new DecideChallengeResult.Refused(challenge, faults);
        var before = Facts(challenge);
        var (answer, published) = (challenge.Answer, (challenge.PublicTitle, challenge.PublicText));
        ChallengeRules.Apply(challenge, decision, time.Now());
        db.Expect(challenge, FormReading.Version(form.Version));
        var change = Change(before, Facts(challenge));
        if (answer != challenge.Answer) change["answer"] = "changed";
        if (published != (challenge.PublicTitle, challenge.PublicText)) change["published"] = challenge.IsPublished ? "changed" : "withdrawn";
        await db.Commit(new(by.Actor, "challenge.decided", new("challenge", id.Value), change), ct);
        return new DecideChallengeResult.Done();
    }

    public static async Task<DecideChallengeResult> Hide(DistrictDb db, TimeProvider time, Person by, ChallengeId id, HideForm form, CancellationToken ct)
    {
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } challenge) return new DecideChallengeResult.NoSuchChallenge();
        var reading = new FormReading();
        var reason = reading.Block(form.Reason, nameof(form.Reason), Challenge.LongestReason);
        if (!reading.IsGood) return new DecideChallengeResult.Refused(challenge, reading.Faults);
        var now = time.Now();
        (challenge.HiddenAt, challenge.HiddenReason) = (challenge.HiddenAt ?? now, reason);
        var remove = form.Remove is not null && challenge.RemovedAt is null;
        if (remove) (challenge.Title, challenge.Text, challenge.PublicTitle, challenge.PublicText, challenge.RemovedAt) = ("", "", "", "", now);
        db.Expect(challenge, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, remove ? "challenge.removed" : "challenge.hidden", new("challenge", id.Value), []), ct);
        return new DecideChallengeResult.Done();
    }

    public static async Task<DecideChallengeResult> ShowAgain(DistrictDb db, Person by, ChallengeId id, HideForm form, CancellationToken ct)
    {
        if (await db.Set<Challenge>().SingleOrDefaultAsync(c => c.Id == id && c.HiddenAt != null && c.RemovedAt == null, ct) is not { } challenge) return new DecideChallengeResult.NoSuchChallenge();
        (challenge.HiddenAt, challenge.HiddenReason) = (null, "");
        db.Expect(challenge, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "challenge.shown", new("challenge", id.Value), []), ct);
        return new DecideChallengeResult.Done();
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
