using BenchmarkDotNet.Attributes;
using Chalkline.Exchange;

namespace Chalkline.Benchmarks;

/// <summary>
/// A pilot's file of a million students (12 columns, about 60 MB, made in the set-up) from disk cache to scaled integers: reading
/// and splitting alone, then with seven number columns, with one worker and with two, then only the rows of a filter.
/// </summary>
[MemoryDiagnoser]
public class DelimitedReading
{
    private static readonly string[] Numbers = ["grade", "female", "english_learner", "prior", "exam", "practice", "minutes"];

    private string path = "";

    [Params(1, 2)]
    public int Workers { get; set; }

    [GlobalSetup]
    public void Write()
    {
        path = Path.Combine(Path.GetTempPath(), $"chalkline-bench-{Environment.ProcessId}.csv");
        var random = new Random(1);
        using var writer = DelimitedWriter.Create(path);
        foreach (var name in (string[])["student", "school", "class", "arm", "grade", "female", "english_learner", "special_education", "prior", "exam", "practice", "minutes"])
            writer.Write(name);
        writer.EndRow();
        for (var row = 0; row < 1_000_000; row++)
        {
            var school = row / 500;
            writer.Write(1_000_000 + row).Write($"S{school:0000}").Write($"C{row / 25:00000}").Write(((string[])["control", "tutor", "coach"])[school % 3])
                .Write(6 + school % 3).Write(random.Next(2)).Write(random.Next(2)).Write(random.Next(2))
                .Write(4 * random.NextDouble() - 2, 4).Write(100 * random.NextDouble(), 3).Write(40 * random.NextDouble(), 2);
            if (random.Next(100) == 0) writer.WriteMissing();
            else writer.Write(random.Next(300));
            writer.EndRow();
        }
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(path);

    [Benchmark(Baseline = true)]
    public long ReadAndSplit() => Read(_ => block => block.Count);

    [Benchmark]
    public long SevenNumberColumns() => Read(_ =>
    {
        var numbers = Array.Empty<long>();
        return block =>
        {
            if (numbers.Length < block.Count) numbers = new long[2 * block.Count];
            for (var slot = 0; slot < Numbers.Length; slot++) block.Numbers(slot, NumberScale.Default, numbers);
            return block.Count;
        };
    });

    [Benchmark]
    public long RowsOfAFilter() => Read(file =>
    {
        var filter = RowFilter.Parse("arm in (control, tutor) and minutes >= 100", file.Header);
        var keep = Array.Empty<bool>();
        return block =>
        {
            if (keep.Length < block.Count) keep = new bool[2 * block.Count];
            filter.Keep(block, keep);
            return keep.AsSpan(0, block.Count).Count(true);
        };
    });

    private long Read(Func<DelimitedFile, Func<RecordBlock, int>> make)
    {
        using var file = DelimitedFile.Open(path);
        var columns = new int[Numbers.Length];
        for (var i = 0; i < columns.Length; i++) columns[i] = file.Need(Numbers[i]);
        file.Select(columns);
        long rows = 0;
        ParallelRead.Run(file, Workers, _ =>
        {
            var act = make(file);
            return block => Interlocked.Add(ref rows, act(block));
        }, CancellationToken.None);
        return rows;
    }
}
