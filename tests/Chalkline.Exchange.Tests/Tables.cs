using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Chalkline.Exchange.Tests;

/// <summary>Files made of text, and what was read from them.</summary>
internal static class Tables
{
    public const string Name = "scores.csv";

    public static DelimitedFile Open(string text, int blockSize = DelimitedFile.DefaultBlockSize) => Open(Encoding.UTF8.GetBytes(text), blockSize);

    public static DelimitedFile Open(byte[] bytes, int blockSize = DelimitedFile.DefaultBlockSize) =>
        DelimitedFile.Open(new MemoryStream(bytes), Name, blockSize);

    public static string[][] Rows(string text, int blockSize = DelimitedFile.DefaultBlockSize, int workers = 1)
    {
        using var file = Open(text, blockSize);
        return Rows(file, workers);
    }

    /// <summary>All rows in the order of the file.</summary>
    public static string[][] Rows(DelimitedFile file, int workers = 1)
    {
        var blocks = new SortedDictionary<long, List<string[]>>();
        ParallelRead.Run(file, workers, _ => block =>
        {
            var rows = new List<string[]>();
            for (var row = 0; row < block.Count; row++)
            {
                var fields = new string[file.Header.Count];
                for (var slot = 0; slot < fields.Length; slot++) fields[slot] = block.Text(row, slot);
                rows.Add(fields);
            }
            lock (blocks) blocks.Add(block.Number, rows);
        }, CancellationToken.None);
        return [.. blocks.Values.SelectMany(rows => rows)];
    }

    public static long[] Numbers(string text, string column, NumberScale scale, int blockSize = DelimitedFile.DefaultBlockSize, int workers = 1)
    {
        using var file = Open(text, blockSize);
        file.Select([file.Need(column)]);
        var blocks = new SortedDictionary<long, long[]>();
        ParallelRead.Run(file, workers, _ => block =>
        {
            var numbers = new long[block.Count];
            block.Numbers(0, scale, numbers);
            lock (blocks) blocks.Add(block.Number, numbers);
        }, CancellationToken.None);
        return [.. blocks.Values.SelectMany(numbers => numbers)];
    }

    public static ExchangeException Fault(Action act) => Assert.Throws<ExchangeException>(act);

    public static ExchangeException FaultOf(string text, int blockSize = DelimitedFile.DefaultBlockSize, int workers = 1) =>
        Fault(() => Rows(text, blockSize, workers));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static string Line(long line) => line.ToString(CultureInfo.InvariantCulture);
}
