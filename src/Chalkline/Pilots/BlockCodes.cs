using Chalkline.Exchange;

namespace Chalkline.Pilots;

/// <summary>The columns of a block that hold names, as numbers, one an entry a row: arms, clusters, occasions, levels. −1 where missing.</summary>
internal sealed class BlockCodes
{
    // Not looked up yet; −1 is a missing name.
    private const int Unknown = -2;

    private readonly StudyFrame _frame;
    private readonly NameCache _arms, _dropped, _clusters, _occasions;
    private readonly NameCache[] _levels;
    private readonly string[] _variables;

    public BlockCodes(StudyFrame frame)
    {
        _frame = frame;
        _arms = new(frame.Arms);
        _dropped = new(frame.DroppedArms);
        _clusters = new(frame.Clusters);
        _occasions = new(frame.Occasions);
        _variables = frame.Variables.ToArray();
        _levels = new NameCache[_variables.Length];
        Levels = new int[_variables.Length][];
        for (var v = 0; v < _levels.Length; v++) (_levels[v], Levels[v]) = (new(frame.Indicators), []);
    }

    /// <summary>Of rows that <c>where</c> dropped, the number among the dropped rows' arms.</summary>
    public int[] Arms { get; private set; } = [];

    /// <summary>0 where there are no clusters.</summary>
    public int[] Clusters { get; private set; } = [];

    /// <summary>0 where there are no occasions.</summary>
    public int[] Occasions { get; private set; } = [];

    /// <summary>By variable, then by row.</summary>
    public int[][] Levels { get; }

    /// <summary>Whether a row may have other codes than the one before it, or lacks its unit; where not, it needs no look of its own.</summary>
    public bool[] Changed { get; private set; } = [];

    /// <summary>The units' halves; both 0 where the unit is missing.</summary>
    public ulong[] UnitHigh { get; private set; } = [];

    public ulong[] UnitLow { get; private set; } = [];

    public bool HasUnit(int row) => (UnitHigh[row] | UnitLow[row]) != 0;

    /// <summary>Codes a block's rows; of those not kept, the arm alone.</summary>
    public void Read(RecordBlock block, ReadOnlySpan<bool> keep)
    {
        if (Arms.Length < keep.Length)
        {
            Arms = new int[keep.Length];
            Clusters = new int[keep.Length];
            Occasions = new int[keep.Length];
            Changed = new bool[keep.Length];
            UnitHigh = new ulong[keep.Length];
            UnitLow = new ulong[keep.Length];
            for (var v = 0; v < Levels.Length; v++) Levels[v] = new int[keep.Length];
        }
        Array.Clear(Changed);
        CodeArms(block, keep);
        var cluster = _frame.Cluster;
        if (cluster.Length == 1) Code(block, keep, cluster[0], _clusters, Clusters, "");
        for (var row = 0; row < keep.Length && cluster.Length > 1; row++)
            if (keep[row]) (Clusters[row], Changed[row]) = (JoinedId(block, row, cluster), true);
        if (_frame.Student is { } student) ReadUnits(block, keep, student);
        if (_frame.Occasion is { } occasion) Code(block, keep, occasion, _occasions, Occasions, "");
        for (var v = 0; v < Levels.Length; v++)
        {
            Code(block, keep, _frame.VariableSlots[v], _levels[v], Levels[v], _variables[v] + '\u001f');
            if (_levels[v].Count > StudyFrame.MostLevels)
                throw block.Fault(0, _frame.HeaderColumn(_frame.VariableSlots[v]),
                    $"more than {StudyFrame.MostLevels} different values: this is no factor, block or subgroup");
        }
    }

    private void ReadUnits(RecordBlock block, ReadOnlySpan<bool> keep, int slot)
    {
        for (var row = 0; row < keep.Length; row++)
        {
            if (!keep[row]) continue;
            var field = block.Field(row, slot);
            var unit = RecordBlock.IsMissing(field) ? default : UnitKey.Of(field);
            (UnitHigh[row], UnitLow[row]) = (unit.High, unit.Low);
            if (!HasUnit(row)) Changed[row] = true;
        }
    }

    private void CodeArms(RecordBlock block, ReadOnlySpan<bool> keep)
    {
        for (var row = 0; row < keep.Length;)
        {
            var until = block.SameUntil(row, _frame.Arm);
            Changed[row] = true;
            int kept = Unknown, dropped = Unknown;
            for (; row < until; row++)
            {
                ref var id = ref keep[row] ? ref kept : ref dropped;
                if (id == Unknown) id = IdOf(keep[row] ? _arms : _dropped, block, row, _frame.Arm, "");
                Arms[row] = id;
            }
        }
    }

    private void Code(RecordBlock block, ReadOnlySpan<bool> keep, int slot, NameCache names, int[] into, string prefix)
    {
        for (var row = 0; row < keep.Length;)
        {
            var until = block.SameUntil(row, slot);
            Changed[row] = true;
            var id = Unknown;
            for (; row < until; row++)
            {
                if (!keep[row]) continue;
                if (id == Unknown) id = IdOf(names, block, row, slot, prefix);
                into[row] = id;
            }
        }
    }

    private static int IdOf(NameCache names, RecordBlock block, int row, int slot, string prefix)
    {
        var field = block.Field(row, slot);
        var id = names.Find(field);
        if (id >= 0) return id;
        // A missing value is never added, so that it always comes here.
        return RecordBlock.IsMissing(field) ? -1 : names.Add(field, prefix + block.Text(row, slot));
    }

    private int JoinedId(RecordBlock block, int row, int[] slots)
    {
        Span<byte> joined = stackalloc byte[512];
        var length = 0;
        for (var i = 0; i < slots.Length; i++)
        {
            var part = block.Field(row, slots[i]);
            if (RecordBlock.IsMissing(part)) return -1;
            if (length + part.Length + 1 > joined.Length)
                throw block.Fault(row, _frame.HeaderColumn(slots[i]), "a cluster's name is longer than 500 bytes");
            if (i > 0) joined[length++] = 0x1f;
            part.CopyTo(joined[length..]);
            length += part.Length;
        }
        var id = _clusters.Find(joined[..length]);
        return id >= 0 ? id : _clusters.Add(joined[..length], string.Join('\u001f', slots.Select(s => block.Text(row, s))));
    }
}
