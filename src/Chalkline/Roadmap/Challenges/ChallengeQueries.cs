using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>A challenge in a list.</summary>
public sealed record ChallengeRow(ChallengeId Id, string Name, ChallengeCategory Category, ChallengeState State, int? Rank, DateTimeOffset AskedAt, bool IsHidden, int Parts)
{
    internal string Said(Language language) => Name.Length > 0 ? Name : AimText.Say(language, nameof(AimWords.WordsRemoved));

    internal string StateSaid(Language language) => IsHidden ? AimText.Say(language, nameof(AimWords.Hidden)) : AimText.Of(language, State);
}

/// <summary>What an address asks of the list of challenges.</summary>
/// <param name="Hidden">Those that are hidden, and no others.</param>
public sealed record ChallengeFilter(ChallengeState? State, bool Hidden, ChallengeCategory? Category)
{
    /// <summary>The value of the filter of states that is none.</summary>
    public const string HiddenCode = "hidden";

    public static ListKind List { get; } = new(["state", "category"], ["rank", "asked"]);

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static ChallengeFilter Read(ListView view)
    {
        var hidden = view.Text("state") == HiddenCode;
        return new(hidden ? null : view.Value<ChallengeState>("state", Codes.Find<ChallengeState>), hidden, view.Value<ChallengeCategory>("category", Codes.Find<ChallengeCategory>));
    }
}

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

    public static IQueryable<ChallengeRow> Of(DistrictDb db, Person person, ChallengeFilter filter, ListView view)
    {
        var challenges = Readable(db, person).Where(c => filter.Hidden ? c.HiddenAt != null : c.HiddenAt == null);
        if (filter.State is { } state) challenges = challenges.Where(c => c.State == state);
        if (filter.Category is { } category) challenges = challenges.Where(c => c.Category == category);
        return Rows(db, (view.Sort, view.Descending) switch
        {
            ("asked", false) => challenges.OrderBy(c => c.AskedAt).ThenBy(c => c.Id),
            ("asked", true) => challenges.OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Id),
            // What nobody has ranked comes last either way.
            (_, false) => challenges.OrderBy(c => c.Rank == null).ThenBy(c => c.Rank).ThenBy(c => c.AskedAt).ThenBy(c => c.Id),
            _ => challenges.OrderBy(c => c.Rank == null).ThenByDescending(c => c.Rank).ThenBy(c => c.AskedAt).ThenBy(c => c.Id),
        });
    }

    public static IQueryable<ChallengeRow> Rows(DistrictDb db, IQueryable<Challenge> challenges) => challenges
        .Select(c => new ChallengeRow(c.Id, c.PublicTitle != "" ? c.PublicTitle : c.Title, c.Category, c.State, c.Rank, c.AskedAt, c.HiddenAt != null, db.Set<Challenge>().Count(p => p.PartOf == c.Id)));

    public static Task<List<PublishedChallenge>> Published(DistrictDb db, CancellationToken ct) =>
        db.Set<Challenge>().AsNoTracking().Where(c => c.HiddenAt == null && c.PublicTitle != "").OrderBy(c => c.Rank == null).ThenBy(c => c.Rank).ThenBy(c => c.AskedAt)
            .Take(100).Select(c => new PublishedChallenge(c.PublicTitle, c.PublicText, c.State, c.Answer)).ToListAsync(ct);

    /// <summary>Those that something can be tied to, by name.</summary>
    public static async Task<IReadOnlyList<(ChallengeId Id, string Name)>> Choices(DistrictDb db, CancellationToken ct) =>
        [.. (await db.Set<Challenge>().AsNoTracking().Where(c => c.HiddenAt == null && c.PartOf == null).Select(c => new { c.Id, c.Title, c.PublicTitle }).ToListAsync(ct))
            .Select(c => (c.Id, Name: c.PublicTitle.Length > 0 ? c.PublicTitle : c.Title)).OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)];
}
