using Chalkline.Platform;

namespace Chalkline.Roadmap.Challenges;

internal abstract record SayChallengeResult
{
    private SayChallengeResult()
    {
    }

    /// <param name="Link">The secret of the asker's private link; null for the staff.</param>
    public sealed record Kept(ChallengeId Id, string? Link) : SayChallengeResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : SayChallengeResult;

    /// <summary>Somebody is in danger or needs help now: nothing was kept, and whom to call must be said.</summary>
    public sealed record CallInstead : SayChallengeResult;
}

/// <summary>Keeps what somebody says should be better, until it is read. The log says that something came, and never what.</summary>
internal static class SayChallenge
{
    /// <param name="by">Null for the public form.</param>
    public static async Task<SayChallengeResult> Run(DistrictDb db, TimeProvider time, Person? by, SayForm form, CancellationToken ct)
    {
        if (form.Category == ChallengeRules.PersonInNeed) return new SayChallengeResult.CallInstead();
        var (said, faults) = ChallengeRules.Read(form);
        if (faults.Count > 0) return new SayChallengeResult.Refused(faults);
        var secret = by is null ? SecretLinks.New() : null;
        var challenge = new Challenge
        {
            Id = time.NewId<ChallengeId>(),
            Voice = by is null ? ChallengeVoice.Public : ChallengeVoice.Staff,
            AskedBy = by?.Id,
            LinkHash = secret is null ? null : SecretLinks.HashOf(secret),
            AskedAt = time.Now(),
            Category = said.Category,
            Title = said.Title,
            Text = said.Text,
        };
        db.Add(challenge);
        await db.Commit(new(by?.Actor ?? Actor.Visitor, "challenge.said", new("challenge", challenge.Id.Value),
            new() { ["category"] = Codes.Of(said.Category), ["voice"] = Codes.Of(challenge.Voice) }), ct);
        return new SayChallengeResult.Kept(challenge.Id, secret);
    }
}
