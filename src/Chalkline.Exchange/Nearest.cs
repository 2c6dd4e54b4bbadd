using System.Globalization;
using System.Text;

namespace Chalkline.Exchange;

/// <summary>Finds the names a person may have meant.</summary>
public static class Nearest
{
    /// <summary>
    /// At most <paramref name="most"/> of the candidates that are close to the name, the closest first: those that differ in case,
    /// spaces or punctuation only, then by edit distance (with neighbours swapped as one edit; up to a third of the name, and 1 at least),
    /// then those of which one begins with the other. Ties in the order given.
    /// </summary>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> candidates, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        var found = new List<(int Rank, int Order, string Name)>();
        var order = 0;
        var wanted = Folded(name);
        foreach (var candidate in candidates)
        {
            if (candidate.Length > 0 && Rank(wanted, Folded(candidate)) is { } rank) found.Add((rank, order, candidate));
            order++;
        }
        found.Sort(static (a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Order.CompareTo(b.Order));
        var names = new List<string>();
        foreach (var (_, _, candidate) in found)
        {
            if (names.Count == most) break;
            if (!names.Contains(candidate)) names.Add(candidate);
        }
        return names;
    }

    /// <summary>"; did you mean 'a' or 'b'?", or nothing where no name is near.</summary>
    public static string Ask(string name, IEnumerable<string> candidates)
    {
        var names = To(name, candidates);
        if (names.Count == 0) return "";
        var text = new StringBuilder("; did you mean ");
        for (var i = 0; i < names.Count; i++)
        {
            if (i > 0) text.Append(i == names.Count - 1 ? " or " : ", ");
            text.Append('\'').Append(ExchangeException.Show(names[i])).Append('\'');
        }
        return text.Append('?').ToString();
    }

    private static int? Rank(string wanted, string candidate)
    {
        if (wanted == candidate) return 0;
        var distance = Distance(wanted, candidate);
        if (distance <= Math.Max(1, Math.Max(wanted.Length, candidate.Length) / 3)) return distance;
        if (Math.Min(wanted.Length, candidate.Length) >= 2
            && (candidate.StartsWith(wanted, StringComparison.Ordinal) || wanted.StartsWith(candidate, StringComparison.Ordinal)))
            return 1000 + Math.Abs(wanted.Length - candidate.Length);
        return null;
    }

    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (folded.Length == 100) break;
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }
        // A name of punctuation alone stays itself, or all such names would be equal.
        return folded.Length > 0 ? folded.ToString() : name[..Math.Min(name.Length, 100)];
    }

    /// <summary>Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1], above = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, above, row) = (above, row, before);
        }
        return above[b.Length];
    }
}
