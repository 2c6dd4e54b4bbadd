namespace Chalkline.Evidence;

/// <summary>A cell while rows are read: clusters, arms and occasions by the numbers that the reader gave to their names.</summary>
public readonly record struct CellId(int Cluster, int Arm, int Occasion, ulong Missing);

/// <summary>The names behind the numbers in <see cref="CellId"/> and behind indicators, shared by all workers of one reading.</summary>
public sealed record MomentsNames(IReadOnlyList<string> Clusters, IReadOnlyList<string> Arms, IReadOnlyList<string> Occasions,
    IReadOnlyList<Indicator> Indicators);

/// <summary>Sums rows into moments; one a worker, not thread-safe.</summary>
public sealed class MomentsBuilder(MomentsPlan plan)
{
    // A cluster has few cells: the first by cluster, the others behind it.
    private readonly Dictionary<int, Cell> _first = [];
    private readonly List<Cell> _cells = [];
    private Cell? _last;

    /// <summary>
    /// Adds the rows <paramref name="from"/> to before <paramref name="to"/>, all of one cell and with the same indicators 1: the stored
    /// numbers by column in the plan's order, then by row (0 where missing), at most 10¹⁵ in size.
    /// </summary>
    public void Add(in CellId id, long[][] numbers, int from, int to, ReadOnlySpan<int> indicators)
    {
        if (_last is null || !_last.Is(id)) _last = CellOf(id);
        _last.Gram.Add(numbers, from, to, indicators);
    }

    /// <summary>The moments of the rows so far. The builder is empty afterwards, so that its sums do not stand in memory twice.</summary>
    public Moments Build(MomentsNames names)
    {
        // Only indicators that occur in a row: which worker met which name must not show in the result.
        var rank = new int[names.Indicators.Count];
        foreach (var cell in _cells)
            foreach (var id in cell.Gram.Ids) rank[id] = 1;
        var indicators = new List<Indicator>();
        for (var id = 0; id < rank.Length; id++)
            if (rank[id] != 0) indicators.Add(names.Indicators[id]);
        indicators.Sort();
        for (var id = 0; id < rank.Length; id++)
            if (rank[id] != 0) rank[id] = indicators.BinarySearch(names.Indicators[id]);
        var cells = new MomentsCell[_cells.Count];
        _first.Clear();
        _last = null;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _cells[i].Build(names, rank);
            _cells[i] = null!;
        }
        _cells.Clear();
        Array.Sort(cells);
        return new Moments(plan, indicators.ToArray(), cells);
    }

    private Cell CellOf(in CellId id)
    {
        if (!_first.TryGetValue(id.Cluster, out var cell))
        {
            cell = _first[id.Cluster] = new Cell(id, plan.Numbers.Count);
            _cells.Add(cell);
            return cell;
        }
        for (; !cell.Is(id); cell = cell.Next)
        {
            if (cell.Next is not null) continue;
            cell.Next = new Cell(id, plan.Numbers.Count);
            _cells.Add(cell.Next);
        }
        return cell;
    }

    private sealed class Cell(CellId id, int numbers)
    {
        private readonly CellId _id = id;

        public GramBuilder Gram { get; } = new(numbers);

        public Cell? Next { get; set; }

        public bool Is(in CellId id) =>
            id.Cluster == _id.Cluster && id.Arm == _id.Arm && id.Occasion == _id.Occasion && id.Missing == _id.Missing;

        public MomentsCell Build(MomentsNames names, int[] rank) =>
            new(new CellKey(names.Clusters[_id.Cluster], names.Arms[_id.Arm], names.Occasions[_id.Occasion], _id.Missing), Gram.Build(rank));
    }
}
