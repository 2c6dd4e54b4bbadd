using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Evidence;

/// <summary>
/// Which rows a cell holds: those of one cluster, arm and occasion with the same values missing (a bit for each outcome and subgroup
/// column, as the plan's user numbers them). Names, so that cells of different files meet.
/// </summary>
public sealed record CellKey(string Cluster, string Arm, string Occasion, ulong Missing) : IComparable<CellKey>
{
    public int CompareTo(CellKey? other)
    {
        if (other is null) return 1;
        var c = string.CompareOrdinal(Cluster, other.Cluster);
        if (c == 0) c = string.CompareOrdinal(Arm, other.Arm);
        if (c == 0) c = string.CompareOrdinal(Occasion, other.Occasion);
        return c != 0 ? c : Missing.CompareTo(other.Missing);
    }
}

public sealed record MomentsCell(CellKey Key, Gram Gram) : IComparable<MomentsCell>
{
    /// <summary>By key.</summary>
    public int CompareTo(MomentsCell? other) => Key.CompareTo(other?.Key);
}

/// <summary>Thrown when moments of different plans are added.</summary>
public sealed class MomentsMismatchException(string message) : InvalidOperationException(message);

/// <summary>
/// The mergeable sums from which every estimate is computed: an exact Gram matrix for each cell of each cluster. Cells of the same key add
/// (their rows must be disjoint), others unite; the result does not depend on the order of rows or of additions, bit for bit.
/// </summary>
public sealed class Moments
{
    internal Moments(MomentsPlan plan, Indicator[] indicators, MomentsCell[] cells)
    {
        Plan = plan;
        Indicators = indicators;
        Cells = cells;
    }

    public MomentsPlan Plan { get; }

    /// <summary>Every indicator that occurs, in order.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>In the order of their keys.</summary>
    public IReadOnlyList<MomentsCell> Cells { get; }

    public static Moments Empty(MomentsPlan plan) => new(plan, [], []);

    /// <summary>The moments of the rows of both.</summary>
    /// <exception cref="MomentsMismatchException">The plans differ.</exception>
    /// <exception cref="OverflowException">A sum leaves 128 bits.</exception>
    public static Moments operator +(Moments a, Moments b)
    {
        if (!a.Plan.Equals(b.Plan)) throw new MomentsMismatchException("Moments of different plans cannot be added.");
        var indicators = a.Indicators.ToHashSet();
        indicators.UnionWith(b.Indicators);
        var sorted = indicators.ToArray();
        Array.Sort(sorted);
        var cells = new List<MomentsCell>(a.Cells.Count + b.Cells.Count);
        var left = a.RenumberedTo(sorted);
        var right = b.RenumberedTo(sorted);
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            var order = i == left.Length ? 1 : j == right.Length ? -1 : left[i].Key.CompareTo(right[j].Key);
            if (order == 0) cells.Add(new MomentsCell(left[i].Key, left[i++].Gram + right[j++].Gram));
            else cells.Add(order < 0 ? left[i++] : right[j++]);
        }
        return new Moments(a.Plan, sorted, cells.ToArray());
    }

    /// <summary>
    /// HMAC-SHA256 over the canonical bytes of plan, keys and sums, in hexadecimal: equal exactly if the moments are. Keyed, because the
    /// sums of a small cell could otherwise be guessed from their hash.
    /// </summary>
    public string Digest(ReadOnlySpan<byte> key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var bytes = new CanonicalBytes(hash);
        bytes.Add(Plan.Hash);
        foreach (var indicator in Indicators)
        {
            bytes.Add(indicator.Variable);
            bytes.Add(indicator.Level);
        }
        foreach (var cell in Cells)
        {
            bytes.Add(cell.Key.Cluster);
            bytes.Add(cell.Key.Arm);
            bytes.Add(cell.Key.Occasion);
            bytes.Add(new ExactSum(0, cell.Key.Missing));
            bytes.Add(ExactSum.Of(cell.Gram.N));
            foreach (var id in cell.Gram.Ids) bytes.Add(ExactSum.Of(id));
            foreach (var count in cell.Gram.Counts) bytes.Add(ExactSum.Of(count));
            foreach (var sum in cell.Gram.Sums) bytes.Add(sum);
            foreach (var product in cell.Gram.Products) bytes.Add(product);
            foreach (var sum in cell.Gram.IndicatorSums) bytes.Add(sum);
        }
        bytes.Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Rows that have one of some indicators of the same variable, in an arm, and in how many clusters they lie.</summary>
    /// <param name="required">Bits of <see cref="CellKey.Missing"/> that must be clear.</param>
    public (long Rows, int Clusters) CountOf(IReadOnlyList<Indicator> levels, ulong required, string arm)
    {
        var ids = levels.Select(l => Indicators.ToList().IndexOf(l)).Where(i => i >= 0).ToList();
        long rows = 0;
        var clusters = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, gram) in Cells)
        {
            if (key.Arm != arm || (key.Missing & required) != 0) continue;
            var here = ids.Sum(gram.CountOf);
            if (here > 0) clusters.Add(key.Cluster);
            rows += here;
        }
        return (rows, clusters.Count);
    }

    /// <summary>For each cluster the level that a variable has in all of its rows; null where it has several.</summary>
    public IReadOnlyDictionary<string, string?> LevelOfCluster(string variable)
    {
        var levels = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, gram) in Cells)
        {
            foreach (var id in gram.Ids)
            {
                if (Indicators[id].Variable != variable) continue;
                var level = Indicators[id].Level;
                levels[key.Cluster] = levels.TryGetValue(key.Cluster, out var before) && before != level ? null : level;
            }
        }
        return levels;
    }

    private MomentsCell[] RenumberedTo(Indicator[] indicators)
    {
        var newId = new int[Indicators.Count];
        for (var i = 0; i < newId.Length; i++) newId[i] = Array.BinarySearch(indicators, Indicators[i]);
        var cells = new MomentsCell[Cells.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = new(Cells[i].Key, Cells[i].Gram.Renumbered(newId));
        return cells;
    }

    /// <summary>Length-prefixed text and 16-byte little-endian integers, gathered before they are hashed.</summary>
    private ref struct CanonicalBytes(IncrementalHash hash)
    {
        private readonly byte[] _buffer = new byte[8192];
        private int _used;

        public void Add(ExactSum value)
        {
            if (_used + 16 > _buffer.Length) Flush();
            BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_used), value.Low);
            BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_used + 8), value.High);
            _used += 16;
        }

        public void Add(string text)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            Add(ExactSum.Of(utf8.Length));
            Flush();
            hash.AppendData(utf8);
        }

        public void Flush()
        {
            hash.AppendData(_buffer, 0, _used);
            _used = 0;
        }
    }
}
