using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>A challenge as a record: comments and files are for those who read what people said, so that nothing of it reaches others unread.</summary>
internal sealed class ChallengeRecord : IRecordKind
{
    public const string KindName = "challenge";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new ChallengeId(id);
        var found = await ChallengeQueries.Readable(db, person).SingleOrDefaultAsync(c => c.Id == wanted, ct);
        if (found is null) return null;
        var parts = person.May(RoadmapRights.ChallengesReview) ? RecordParts.All : RecordParts.None;
        return new(found.Name.Length > 0 ? found.Name : AimText.Say(Language.English, nameof(AimWords.WordsRemoved)), "/challenges/" + found.Id, parts, person.May(RoadmapRights.ChallengesManage));
    }
}

/// <summary>Challenges are found by those who read all of them; by their public title, else by the asker's.</summary>
internal sealed class ChallengeSearch : ISearchEntries
{
    public string Kind => ChallengeRecord.KindName;

    public Right Right => RoadmapRights.ChallengesReview;

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.Challenge));

    public IEnumerable<Guid> Touched(object row) => row is Challenge challenge ? [challenge.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var challenges = db.Set<Challenge>().AsNoTracking().Where(c => c.HiddenAt == null);
        if (only is not null)
        {
            var ids = only.Select(ChallengeId.From).ToList();
            challenges = challenges.Where(c => ids.Contains(c.Id));
        }
        foreach (var c in await challenges.Select(c => new { c.Id, c.Title, c.PublicTitle }).ToListAsync())
            yield return new(c.Id.Value, c.PublicTitle.Length > 0 ? c.PublicTitle : c.Title, "/challenges/" + c.Id);
    }
}
