using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>A challenge in a list.</summary>
public sealed record ChallengeRow(ChallengeId Id, string Name, ChallengeCategory Category, ChallengeState State, int? Rank, DateTimeOffset AskedAt, bool IsHidden, int Parts);

/// <summary>What everybody may read of a challenge.</summary>
public sealed record PublishedChallenge(string Title, string Text, ChallengeState State, string Answer);

internal static class ChallengeQueries
{
    /// <summary>What the person may see: all of them, or those that the district has taken up and the own ones.</summary>
    public static IQueryable<Challenge> Readable(DistrictDb db, Person person)
    {
        var all = db.Set<Challenge>().AsNoTracking();
        if (person.May(RoadmapRights.ChallengesReview)) return all;
        var id = person.Id;
        return all.Where(c => c.HiddenAt == null && c.PublicTitle != "" || c.AskedBy == id);
    }

    /// <summary>By rank, then what came first; hidden ones last.</summary>
    public static IQueryable<ChallengeRow> Rows(DistrictDb db, IQueryable<Challenge> challenges, ChallengeState? state, bool hidden)
    {
        challenges = hidden ? challenges.Where(c => c.HiddenAt != null) : challenges.Where(c => c.HiddenAt == null);
        if (state is { } one) challenges = challenges.Where(c => c.State == one);
        return challenges.OrderBy(c => c.Rank == null).ThenBy(c => c.Rank).ThenBy(c => c.AskedAt).ThenBy(c => c.Id)
            .Select(c => new ChallengeRow(c.Id, c.PublicTitle != "" ? c.PublicTitle : c.Title, c.Category, c.State, c.Rank, c.AskedAt, c.HiddenAt != null,
                db.Set<Challenge>().Count(p => p.PartOf == c.Id)));
    }

    public static Task<List<PublishedChallenge>> Published(DistrictDb db, CancellationToken ct) =>
        db.Set<Challenge>().AsNoTracking().Where(c => c.HiddenAt == null && c.PublicTitle != "").OrderBy(c => c.Rank == null).ThenBy(c => c.Rank).ThenBy(c => c.AskedAt)
            .Take(100).Select(c => new PublishedChallenge(c.PublicTitle, c.PublicText, c.State, c.Answer)).ToListAsync(ct);

    /// <summary>Those that something can be tied to, by name.</summary>
    public static async Task<IReadOnlyList<(ChallengeId Id, string Name)>> Choices(DistrictDb db, CancellationToken ct) =>
        [.. (await db.Set<Challenge>().AsNoTracking().Where(c => c.HiddenAt == null && c.PartOf == null).Select(c => new { c.Id, c.Title, c.PublicTitle }).ToListAsync(ct))
            .Select(c => (c.Id, Name: c.PublicTitle.Length > 0 ? c.PublicTitle : c.Title)).OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)];
}
