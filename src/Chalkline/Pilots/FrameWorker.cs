using Chalkline.Evidence;
using Chalkline.Exchange;

namespace Chalkline.Pilots;

/// <summary>
/// Takes a run of rows that belong to the study: rows <paramref name="from"/> to before <paramref name="to"/> of a block, all of one cell
/// and with the same indicators. Numbers are by column, then by row of the block; 0 where missing. Units are in the block's codes.
/// </summary>
internal delegate void RunTaker(in CellId cell, long[][] numbers, int from, int to, ReadOnlySpan<int> indicators, BlockCodes codes,
    RecordBlock block);

/// <summary>
/// One worker's reading of a study's rows: decides which belong, and gives those to its taker in runs, since rows of a class mostly stand
/// together in a file. Counts those that do not belong.
/// </summary>
internal sealed class FrameWorker
{
    private readonly StudyFrame _frame;
    private readonly RunTaker _take;
    private readonly BlockCodes _codes;
    private readonly int[] _missingLevels, _missingNumbers;
    private readonly bool[] _isFactor;
    private readonly int[] _subgroupOf;
    private readonly int _blockVariable, _covariates, _outcomes, _armsListed;
    private readonly bool _complete;
    private readonly long[] _zero, _one;
    private long[][] _numbers = [];
    private bool[] _keep = [];

    // The run at hand, and the row at hand.
    private CellId _cell, _rowCell;
    private int[] _indicators, _rowIndicators;
    private int _indicatorCount, _rowIndicatorCount;
    private int _from, _to;

    public FrameWorker(StudyFrame frame, RunTaker take)
    {
        _frame = frame;
        _take = take;
        _codes = new BlockCodes(frame);
        _missingLevels = new int[frame.Variables.Count];
        _missingNumbers = new int[frame.Covariates.Count];
        Array.Fill(_missingLevels, -1);
        Array.Fill(_missingNumbers, -1);
        var study = frame.Study;
        _isFactor = frame.Variables.Select(v => frame.Factors.Contains(v)).ToArray();
        _subgroupOf = frame.Variables.Select(v => study.Subgroups.ToList().IndexOf(v)).ToArray();
        _blockVariable = study.Design.Block is { } block ? frame.Variables.ToList().IndexOf(block) : -1;
        _covariates = frame.Covariates.Count;
        _outcomes = frame.OutcomeCount;
        _complete = study.Missing == MissingRule.Complete;
        _armsListed = study.Design.Arms.Count > 0 ? 1 + study.Design.Arms.Count : int.MaxValue;
        _zero = new long[frame.Scales.Length];
        _one = new long[frame.Scales.Length];
        for (var i = 0; i < _zero.Length; i++) (_zero[i], _one[i]) = (frame.Scales[i].Parse("0"u8), frame.Scales[i].Parse("1"u8));
        _indicators = new int[frame.Variables.Count + frame.Covariates.Count];
        _rowIndicators = new int[_indicators.Length];
        NotBinary = new bool[frame.OutcomeCount];
    }

    /// <summary>Rows left out.</summary>
    public ExclusionTally Excluded { get; } = new();

    /// <summary>For each outcome: whether a value other than 0 and 1 was met.</summary>
    public bool[] NotBinary { get; }

    public long Rows { get; private set; }

    public void Read(RecordBlock block)
    {
        var n = block.Count;
        if (_keep.Length < n)
        {
            _keep = new bool[n];
            _numbers = _frame.NumberSlots.Select(_ => new long[n]).ToArray();
        }
        var keep = _keep.AsSpan(0, n);
        if (_frame.Filter is { } filter) filter.Keep(block, keep);
        else keep.Fill(true);
        for (var i = 0; i < _numbers.Length; i++) block.Numbers(_frame.NumberSlots[i], _frame.Scales[i], _numbers[i], keep);
        _codes.Read(block, keep);
        var changed = _codes.Changed.AsSpan(0, n);
        MarkUnlike(changed, keep);
        Rows += n;
        (_from, _to) = (0, 0);
        for (var row = 0; row < n; row++)
        {
            // Like the row before in everything that decides; a missing subgroup is counted row by row.
            if (!changed[row] && row == _to && _to > _from && _cell.Missing == 0)
            {
                var same = changed[row..].IndexOf(true);
                _to = same < 0 ? n : row + same;
                row = _to - 1;
            }
            else if (!keep[row]) Excluded.Add(ExclusionReason.Where, 0, _codes.Arms[row], 1);
            else if (Belongs(block, row)) Append(block, row);
        }
        Flush(block);
    }

    /// <summary>Marks rows that are dropped or lack a number, and those behind them.</summary>
    private void MarkUnlike(Span<bool> changed, ReadOnlySpan<bool> keep)
    {
        for (var row = keep.IndexOf(false); row >= 0 && row < keep.Length; row++)
            if (!keep[row]) MarkUnlike(changed, row);
        foreach (var column in _numbers)
        {
            var numbers = column.AsSpan(0, changed.Length);
            for (var row = 0; row < numbers.Length; row++)
                if (numbers[row] == RecordBlock.Missing) MarkUnlike(changed, row);
        }
    }

    private static void MarkUnlike(Span<bool> changed, int row)
    {
        changed[row] = true;
        if (row + 1 < changed.Length) changed[row + 1] = true;
    }

    /// <summary>Whether the row enters any analysis; if so, its cell and indicators are the row's at hand.</summary>
    private bool Belongs(RecordBlock block, int row)
    {
        var arm = _codes.Arms[row];
        if (arm < 0) return Exclude(ExclusionReason.ArmMissing, 0, -1);
        if (arm >= _armsListed || arm >= StudyFrame.MostArms) throw UnknownArm(block, row, arm);
        var cluster = _codes.Clusters[row];
        if (cluster < 0) return Exclude(ExclusionReason.ClusterMissing, 0, arm);
        if (_frame.Student is not null && !_codes.HasUnit(row)) return Exclude(ExclusionReason.StudentMissing, 0, arm);
        var occasion = _codes.Occasions[row];
        if (occasion < 0) return Exclude(ExclusionReason.OccasionMissing, 0, arm);
        _rowIndicatorCount = 0;
        ulong missing = 0;
        if (!TakeCovariates(row, arm) || !TakeLevels(row, arm, ref missing) || !TakeOutcomes(row, arm, ref missing)) return false;
        if (missing >> _outcomes != 0) CountMissingSubgroups(missing, arm);
        _rowCell = new CellId(cluster, arm, occasion, missing);
        return true;
    }

    private bool TakeCovariates(int row, int arm)
    {
        for (var i = 0; i < _covariates; i++)
        {
            if (_numbers[i][row] != RecordBlock.Missing) continue;
            if (_complete) return Exclude(ExclusionReason.CovariateMissing, i, arm);
            _numbers[i][row] = 0;
            _rowIndicators[_rowIndicatorCount++] = MissingId(_missingNumbers, i, _frame.Covariates[i]);
        }
        return true;
    }

    private bool TakeLevels(int row, int arm, ref ulong missing)
    {
        for (var v = 0; v < _subgroupOf.Length; v++)
        {
            var level = _codes.Levels[v][row];
            if (level >= 0)
            {
                _rowIndicators[_rowIndicatorCount++] = level;
                continue;
            }
            if (v == _blockVariable) return Exclude(ExclusionReason.BlockMissing, _covariates + v, arm);
            if (_isFactor[v] && _complete) return Exclude(ExclusionReason.CovariateMissing, _covariates + v, arm);
            if (_subgroupOf[v] >= 0) missing |= _frame.SubgroupBit(_subgroupOf[v]);
            if (_isFactor[v]) _rowIndicators[_rowIndicatorCount++] = MissingId(_missingLevels, v, _frame.Variables[v]);
        }
        return true;
    }

    /// <summary>Whether the row has any outcome.</summary>
    private bool TakeOutcomes(int row, int arm, ref ulong missing)
    {
        var any = false;
        for (var o = 0; o < _outcomes; o++)
        {
            var at = _covariates + o;
            var value = _numbers[at][row];
            if (value == RecordBlock.Missing)
            {
                missing |= StudyFrame.OutcomeBit(o);
                Excluded.Add(ExclusionReason.OutcomeMissing, o, arm, 1);
                _numbers[at][row] = 0;
                continue;
            }
            any = true;
        }
        return any;
    }

    private void CountMissingSubgroups(ulong missing, int arm)
    {
        for (var v = 0; v < _subgroupOf.Length; v++)
            if (_subgroupOf[v] >= 0 && (missing & _frame.SubgroupBit(_subgroupOf[v])) != 0) Excluded.Add(ExclusionReason.SubgroupMissing, _covariates + v, arm, 1);
    }

    private void Append(RecordBlock block, int row)
    {
        if (row == _to && _to > _from && SameAsRun())
        {
            _to++;
            return;
        }
        Flush(block);
        (_from, _to) = (row, row + 1);
        _cell = _rowCell;
        (_indicators, _rowIndicators) = (_rowIndicators, _indicators);
        _indicatorCount = _rowIndicatorCount;
    }

    private bool SameAsRun()
    {
        if (_rowCell.Cluster != _cell.Cluster || _rowCell.Missing != _cell.Missing || _rowCell.Arm != _cell.Arm || _rowCell.Occasion != _cell.Occasion
            || _rowIndicatorCount != _indicatorCount) return false;
        for (var i = 0; i < _indicatorCount; i++)
            if (_rowIndicators[i] != _indicators[i]) return false;
        return true;
    }

    private void Flush(RecordBlock block)
    {
        if (_to > _from)
        {
            for (var o = 0; o < _outcomes; o++)
                if (!NotBinary[o] && (_cell.Missing & StudyFrame.OutcomeBit(o)) == 0) NotBinary[o] = HasOtherThanZeroAndOne(_covariates + o);
            _take(_cell, _numbers, _from, _to, _indicators.AsSpan(0, _indicatorCount), _codes, block);
        }
        _from = _to;
    }

    private bool HasOtherThanZeroAndOne(int at)
    {
        for (var row = _from; row < _to; row++)
            if (_numbers[at][row] != _zero[at] && _numbers[at][row] != _one[at]) return true;
        return false;
    }

    private ExchangeException UnknownArm(RecordBlock block, int row, int arm)
    {
        if (arm < _armsListed)
            return block.Fault(row, _frame.HeaderColumn(_frame.Arm), $"more than {StudyFrame.MostArms} different arms: is this the right column?");
        var known = string.Join(", ", _frame.Arms.Names.Take(_armsListed).Select(a => $"'{a}'"));
        return block.Fault(row, _frame.HeaderColumn(_frame.Arm),
            $"the arm '{ExchangeException.Show(block.Text(row, _frame.Arm))}' is not listed; the study lists {known}");
    }

    private int MissingId(int[] ids, int at, string variable)
    {
        if (ids[at] < 0) ids[at] = _frame.Indicators.Id(variable + '\u001f' + Indicator.Missing);
        return ids[at];
    }

    /// <summary>False, for whoever has nothing more to say of the row.</summary>
    private bool Exclude(ExclusionReason reason, int column, int arm)
    {
        Excluded.Add(reason, column, arm, 1);
        return false;
    }
}
