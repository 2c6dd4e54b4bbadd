using Chalkline.Evidence;
using Chalkline.Exchange;

namespace Chalkline.Pilots;

/// <summary>A study's rows, read once: their moments, who is there how often, and what was left out.</summary>
internal sealed class FrameReading
{
    private const int ManyCells = 10_000;
    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private readonly Task<UnitId?>? _duplicate;

    private FrameReading(StudyFrame frame, Moments moments, UnitCounts? units, FrameWorker[] workers, Task<UnitId?>? duplicate)
    {
        _duplicate = duplicate;
        Frame = frame;
        Moments = moments;
        Units = units;
        Binary = new bool[frame.OutcomeCount];
        Array.Fill(Binary, true);
        foreach (var worker in workers)
        {
            Rows += worker.Rows;
            Excluded.Add(worker.Excluded);
            for (var o = 0; o < Binary.Length; o++) Binary[o] &= !worker.NotBinary[o];
        }
    }

    public StudyFrame Frame { get; }
    public Moments Moments { get; }

    /// <summary>Only where units are seen on several occasions.</summary>
    public UnitCounts? Units { get; }

    /// <summary>Rows in the file.</summary>
    public long Rows { get; }
    public ExclusionTally Excluded { get; } = new();

    /// <summary>For each outcome: whether all its values are 0 or 1.</summary>
    public bool[] Binary { get; }

    /// <summary>Reads the data of a study.</summary>
    /// <param name="progress">Told the share of the file that is read.</param>
    /// <exception cref="ExchangeException">A fault of the data, with its line.</exception>
    /// <exception cref="StudyFileException">A fault of the study file that only the data show.</exception>
    public static FrameReading Read(StudyFile study, IProgress<double>? progress, CancellationToken ct)
    {
        using var data = DelimitedFile.Open(study.Data);
        var frame = new StudyFrame(study, data);
        var builders = new MomentsBuilder[Workers];
        var ledgers = new UnitLedger[Workers];
        var outcomesFrom = frame.Covariates.Count;
        var workers = Run(frame, data, worker =>
        {
            var builder = builders[worker] = new MomentsBuilder(frame.Plan);
            var ledger = ledgers[worker] = new UnitLedger(frame.OutcomeCount, frame.Repeated);
            return (in CellId cell, long[][] numbers, int from, int to, ReadOnlySpan<int> indicators, BlockCodes codes, RecordBlock _) =>
            {
                builder.Add(cell, numbers, from, to, indicators);
                if (frame.Repeated)
                {
                    for (var row = from; row < to; row++)
                        ledger.Add(new UnitId(codes.UnitHigh[row], codes.UnitLow[row]), cell, numbers, outcomesFrom, row, indicators);
                }
                else if (frame.Student is not null) ledger.Add(codes.UnitHigh.AsSpan(from, to - from), codes.UnitLow.AsSpan(from, to - from));
            };
        }, progress, ct);
        var names = frame.Names;
        var parts = new Moments[Workers];
        Parallel.For(0, Workers, w => parts[w] = builders[w].Build(names));
        var moments = parts.Aggregate((a, b) => a + b);
        // Of tens of thousands of cells, what was only needed to make them would stand in memory beside the models.
        if (moments.Cells.Count > ManyCells) GC.Collect();
        var units = frame.Repeated ? UnitLedger.Count(ledgers, names, Enumerable.Range(0, frame.OutcomeCount).Select(StudyFrame.OutcomeBit).ToArray()) : null;
        // Looked for while the models are fitted: the one part of reading that nothing waits for.
        var duplicate = frame.Student is null ? null : Task.Run(() => UnitLedger.Duplicate(ledgers), ct);
        return new FrameReading(frame, moments, units, workers, duplicate);
    }

    /// <summary>Refuses data in which a unit is there twice on one occasion; to be asked before anything is told of them.</summary>
    /// <exception cref="ExchangeException">With both lines.</exception>
    public void CheckUnits(CancellationToken ct)
    {
        if (_duplicate?.GetAwaiter().GetResult() is { } unit) throw TwiceThere(Frame.Study, unit, ct);
    }

    /// <summary>Reads the rows once more, each to every model's sums for single rows.</summary>
    /// <param name="models">Each with the bits that must be clear in a row's <see cref="CellKey.Missing"/>, and its arms in order.</param>
    /// <returns>For each model its parts, one a worker.</returns>
    public IReadOnlyList<IReadOnlyList<EffectModel.RowPass>> ReadAgain(
        IReadOnlyList<(EffectModel Model, ulong Required, IReadOnlyList<string> Arms)> models, IProgress<double>? progress, CancellationToken ct)
    {
        using var data = DelimitedFile.Open(Frame.Study.Data);
        data.Select(Frame.HeaderColumns);
        var place = Frame.Names.Indicators.Select(i => Moments.Indicators.ToList().BinarySearch(i)).ToArray();
        var armPlaces = models.Select(m => Frame.Arms.Names.Select(a => m.Arms.ToList().IndexOf(a)).ToArray()).ToArray();
        var passes = models.Select(_ => new EffectModel.RowPass[Workers]).ToArray();
        Run(Frame, data, worker =>
        {
            for (var m = 0; m < models.Count; m++) passes[m][worker] = models[m].Model.BeginRows();
            var local = new int[Frame.Variables.Count + Frame.Covariates.Count];
            var values = new long[Frame.NumberSlots.Length];
            return (in CellId cell, long[][] numbers, int from, int to, ReadOnlySpan<int> indicators, BlockCodes _, RecordBlock _) =>
            {
                for (var i = 0; i < indicators.Length; i++) local[i] = place[indicators[i]];
                for (var row = from; row < to; row++)
                {
                    for (var i = 0; i < values.Length; i++) values[i] = numbers[i][row];
                    for (var m = 0; m < passes.Length; m++)
                    {
                        if ((cell.Missing & models[m].Required) != 0) continue;
                        passes[m][worker].Add(values, local.AsSpan(0, indicators.Length), armPlaces[m][cell.Arm]);
                    }
                }
            };
        }, progress, ct);
        return passes;
    }

    private static FrameWorker[] Run(StudyFrame frame, DelimitedFile data, Func<int, RunTaker> taker, IProgress<double>? progress, CancellationToken ct)
    {
        var workers = new FrameWorker[Workers];
        for (var i = 0; i < workers.Length; i++) workers[i] = new FrameWorker(frame, taker(i));
        ParallelRead.Run(data, Workers, i => block =>
        {
            workers[i].Read(block);
            if (data.Length > 0) progress?.Report((double)data.BytesRead / data.Length);
        }, ct);
        return workers;
    }

    /// <summary>Reads the file once more to name the two rows of a unit that is there twice.</summary>
    private static ExchangeException TwiceThere(StudyFile study, UnitId unit, CancellationToken ct)
    {
        using var data = DelimitedFile.Open(study.Data);
        var frame = new StudyFrame(study, data);
        var seen = new List<(int Occasion, long Line)>();
        ExchangeException? found = null;
        var worker = new FrameWorker(frame, (in CellId cell, long[][] _, int from, int to, ReadOnlySpan<int> _, BlockCodes codes, RecordBlock block) =>
        {
            for (var row = from; row < to && found is null; row++)
            {
                if (codes.UnitHigh[row] != unit.High || codes.UnitLow[row] != unit.Low) continue;
                foreach (var (occasion, line) in seen)
                {
                    if (occasion != cell.Occasion) continue;
                    var when = frame.Occasion is { } slot ? $" on {study.Occasion} '{ExchangeException.Show(block.Text(row, slot))}'"
                        : "; where students are seen on several occasions, name the column in `occasion`";
                    found = block.Fault(row, frame.HeaderColumn(frame.Student!.Value),
                        $"'{ExchangeException.Show(block.Text(row, frame.Student.Value))}' is there twice (first in line {line}){when}");
                }
                seen.Add((cell.Occasion, block.LineOf(row)));
            }
        });
        ParallelRead.Run(data, 1, _ => worker.Read, ct);
        return found ?? throw new InvalidOperationException("A unit was there twice, and is not any more: the file changed while it was read.");
    }
}
