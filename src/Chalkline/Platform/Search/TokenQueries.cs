using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Search;

/// <summary>Tokens as queries.</summary>
internal static class TokenQueries
{
    /// <summary>Comes after every token that begins with what stands before it, as both databases compare.</summary>
    private const string End = "\U0010FFFF";

    /// <summary>Those that begin with a word.</summary>
    public static IQueryable<SearchToken> Beginning(DistrictDb db, string word)
    {
        var end = word + End;
#pragma warning disable CA1309 // The database compares, and both do it ordinally.
        return db.Set<SearchToken>().AsNoTracking().Where(t => string.Compare(t.Token, word) >= 0 && string.Compare(t.Token, end) < 0);
#pragma warning restore CA1309
    }

    /// <summary>The word that fewest tokens of some kinds begin with, and how many do; counted to one more than <paramref name="most"/>.</summary>
    public static async Task<(string Word, int Count)> Rarest(DistrictDb db, IReadOnlyList<string> kinds, SearchWords words, int most, CancellationToken ct)
    {
        if (kinds.Count == 0) return (words.All[0], 0);
        var (rarest, least) = (words.All[0], int.MaxValue);
        foreach (var word in words.All)
        {
            var count = await Beginning(db, word).Where(t => kinds.Contains(t.Kind)).Take(most + 1).CountAsync(ct);
            if (count < least) (rarest, least) = (word, count);
        }
        return (rarest, least);
    }
}
