namespace Chalkline.Pilots;

/// <summary>
/// Rows left out, by reason, column (its place among what the reason is about, else 0) and arm (its number in the reading; −1: not known).
/// </summary>
internal sealed class ExclusionTally
{
    private readonly List<Entry> _entries = [];

    /// <summary>By reason, then by column.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    public void Add(ExclusionReason reason, int column, int arm, long rows) => EntryOf(reason, column).Add(arm, rows);

    public void Add(ExclusionTally other)
    {
        foreach (var entry in other._entries) EntryOf(entry.Reason, entry.Column).Add(entry);
    }

    private Entry EntryOf(ExclusionReason reason, int column)
    {
        var at = 0;
        for (; at < _entries.Count; at++)
        {
            var entry = _entries[at];
            if (entry.Reason == reason && entry.Column == column) return entry;
            if (entry.Reason > reason || entry.Reason == reason && entry.Column > column) break;
        }
        _entries.Insert(at, new Entry(reason, column));
        return _entries[at];
    }

    public sealed class Entry(ExclusionReason reason, int column)
    {
        // More arms than a study can have are counted together: where rows are dropped, the column may hold anything.
        private readonly long[] _byArm = new long[256];

        public ExclusionReason Reason { get; } = reason;

        public int Column { get; } = column;

        public long Rows { get; private set; }

        public long RowsOf(int arm) => arm < 0 || arm >= _byArm.Length - 1 ? 0 : _byArm[arm];

        public void Add(int arm, long rows)
        {
            Rows += rows;
            if (arm >= 0) _byArm[Math.Min(arm, _byArm.Length - 1)] += rows;
        }

        public void Add(Entry other)
        {
            Rows += other.Rows;
            for (var i = 0; i < _byArm.Length; i++) _byArm[i] += other._byArm[i];
        }
    }
}
