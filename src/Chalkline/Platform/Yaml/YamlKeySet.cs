using Chalkline.Exchange;

namespace Chalkline.Platform;

/// <summary>The keys of one mapping of a file, and those that it cannot do without.</summary>
/// <param name="Place">Where it stands: <c>design</c>, <c>outcomes[]</c> for each entry of a list, <c>columns{}</c> for each value of a mapping.</param>
internal sealed record YamlKeySet(string Place, string[] Known, params string[] Required)
{
    /// <summary>For an unknown word the known ones that it may stand for, or else all of them.</summary>
    public static string Hint(string word, IReadOnlyList<string> known)
    {
        var near = Nearest.Ask(word, known);
        return near.Length > 0 ? near : "; known are " + string.Join(", ", known);
    }
}

/// <summary>A key with a closed choice of words, and what each word means, in the same order.</summary>
internal sealed record YamlChoice<T>(string Place, string[] Words, params T[] Values) where T : struct, Enum;
