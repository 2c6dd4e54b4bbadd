namespace Chalkline.Platform;

/// <summary>A question of search: the beginnings of words, all of which must be found. Compared without case and accents.</summary>
public sealed class SearchWords
{
    /// <summary>Of what is typed, so much is used.</summary>
    public const int MostLetters = 200, MostWords = 12;

    private const int LongestToken = 60, MostTokens = 40;

    private SearchWords(string typed, IReadOnlyList<string> all, bool cut) => (Typed, All, Cut) = (typed, all, cut);

    /// <summary>What was used of it.</summary>
    public string Typed { get; }

    /// <summary>The words, folded; one that another begins with says nothing more and is left out.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>More was typed than is used.</summary>
    public bool Cut { get; }

    public static SearchWords Of(string? typed)
    {
        var whole = (typed ?? "").Trim();
        var used = whole[..Math.Min(whole.Length, MostLetters)];
        if (used.Length > 0 && char.IsHighSurrogate(used[^1])) used = used[..^1];
        var words = StoreConventions.Fold(used).Split(' ').Select(Trimmed).Where(w => w.Length > 0).Distinct().ToList();
        var kept = words.Take(MostWords).ToList();
        kept.RemoveAll(w => kept.Exists(o => o != w && o.StartsWith(w, StringComparison.Ordinal)));
        return new(used, kept, used.Length < whole.Length || words.Count > MostWords);
    }

    /// <summary>Whether every word begins a word of the texts.</summary>
    public bool AreIn(params IEnumerable<string> texts)
    {
        if (All.Count == 0) return false;
        var tokens = texts.SelectMany(Tokens).ToList();
        return All.All(w => tokens.Exists(t => t.StartsWith(w, StringComparison.Ordinal)));
    }

    /// <summary>What a text is found by: its words, and the parts of those that have a sign within (<c>o'neil</c>, <c>ruiz-lee</c>).</summary>
    internal static IEnumerable<string> Tokens(string text)
    {
        foreach (var word in StoreConventions.Fold(text).Split(' ').Select(Trimmed).Where(w => w.Length > 0))
        {
            yield return Cropped(word);
            if (word.All(char.IsLetterOrDigit)) continue;
            foreach (var part in Parts(word)) yield return Cropped(part);
        }
    }

    /// <summary>What a record is found by.</summary>
    internal static IReadOnlyCollection<string> Tokens(SearchRecord record) =>
        [.. Tokens(record.Title).Concat(record.Words.Select(w => Cropped(StoreConventions.Fold(w)))).Where(t => t.Length > 0).Distinct().Take(MostTokens)];

    private static IEnumerable<string> Parts(string word)
    {
        var start = 0;
        for (var at = 0; at <= word.Length; at++)
        {
            if (at < word.Length && char.IsLetterOrDigit(word[at])) continue;
            if (at > start) yield return word[start..at];
            start = at + 1;
        }
    }

    /// <summary>Without signs at its ends; a word of signs alone is none.</summary>
    private static string Trimmed(string word)
    {
        var (first, last) = (0, word.Length - 1);
        while (first <= last && IsSign(word[first])) first++;
        while (last >= first && IsSign(word[last])) last--;
        return word[first..(last + 1)];
    }

    private static bool IsSign(char c) => !char.IsLetterOrDigit(c) && !char.IsSurrogate(c);

    private static string Cropped(string token) => token.Length <= LongestToken ? token : token[..(char.IsHighSurrogate(token[LongestToken - 1]) ? LongestToken - 1 : LongestToken)];
}
