using System.Text;

namespace Chalkline.Exchange.Tests;

/// <summary>Random tables in random dress, cut into blocks of any size, read by any number of workers.</summary>
public class Reading_any_table
{
    private static readonly string[] Pieces =
        ["a", "\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "é", "数", "0", "-1.5", "NA", ".", "", "xyz", "\"\"", "and"];

    [Fact]
    public void Gives_exactly_what_was_written()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var columns = random.Next(1, 6);
            var delimiter = columns == 1 ? ',' : ",;\t"[random.Next(3)];
            var rows = new string[random.Next(0, 30)][];
            for (var row = 0; row < rows.Length; row++) rows[row] = [.. Enumerable.Range(0, columns).Select(_ => Value(random))];
            var bytes = Encoding.UTF8.GetBytes(Dress(rows, columns, delimiter, random));
            if (random.Next(4) == 0) bytes = Tables.Gzip(bytes);
            using var file = Tables.Open(bytes, random.Next(3) == 0 ? 64 << 10 : random.Next(1, 300));
            var read = Tables.Rows(file, random.Next(1, 5));
            Assert.True(rows.Length == read.Length, $"seed {seed}: {read.Length} rows where {rows.Length} were written");
            for (var row = 0; row < rows.Length; row++) Assert.Equal(rows[row], read[row]);
        }
    }

    [Fact]
    public void Gives_exactly_what_the_writer_wrote()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var columns = random.Next(1, 5);
            using var stream = new MemoryStream();
            var rows = new string[random.Next(0, 30)][];
            using (var writer = new DelimitedWriter(stream, columns == 1 ? ',' : ",;\t"[random.Next(3)]))
            {
                for (var column = 0; column < columns; column++) writer.Write("column " + column);
                writer.EndRow();
                for (var row = 0; row < rows.Length; row++)
                {
                    rows[row] = [.. Enumerable.Range(0, columns).Select(_ => Value(random))];
                    foreach (var value in rows[row]) writer.Write(value);
                    writer.EndRow();
                }
            }
            using var file = Tables.Open(stream.ToArray(), random.Next(1, 200));
            Assert.Equal(rows, Tables.Rows(file, 2));
        }
    }

    [Fact]
    public void Random_bytes_give_a_table_or_one_plain_fault()
    {
        var alphabet = "aaa,;\t\"\n\n\n\r 1111.-eNA/\0\uFEFFé"u8.ToArray();
        int tables = 0, faults = 0;
        for (var seed = 0; seed < 6000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(0, 1 << random.Next(9))];
            for (var i = 0; i < bytes.Length; i++) bytes[i] = random.Next(100) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            byte[] start = random.Next(4) switch { 0 => [], 1 => [.. "a,b\n"u8], 2 => [.. "a\n"u8], _ => [0x1F, 0x8B, 8] };
            bytes = [.. start, .. bytes];
            if (random.Next(3) == 0) bytes = Damaged(Tables.Gzip(bytes), random);
            try
            {
                ReadAll(bytes, random.Next(1, 200), random.Next(1, 4));
                tables++;
            }
            catch (ExchangeException e)
            {
                faults++;
                Assert.StartsWith(Tables.Name, e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
                Assert.InRange(e.Message.Length, 20, 300);
            }
        }
        Assert.InRange(tables, 50, 5950);
        Assert.InRange(faults, 50, 5950);
    }

    [Fact]
    public void The_same_fault_is_told_whatever_the_number_of_workers()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder("a,b\n");
            for (var row = 0; row < 200; row++) text.Append(random.Next(60) switch { 0 => "1\n", 1 => "1,2,3\n", 2 => "x\"y,2\n", _ => "1,2\n" });
            var blockSize = random.Next(8, 100);
            var messages = new HashSet<string>();
            for (var workers = 1; workers <= 4; workers++)
            {
                try
                {
                    Tables.Rows(text.ToString(), blockSize, workers);
                    messages.Add("none");
                }
                catch (ExchangeException e)
                {
                    messages.Add(e.Message);
                }
            }
            Assert.Single(messages);
        }
    }

    private static void ReadAll(byte[] bytes, int blockSize, int workers)
    {
        using var file = Tables.Open(bytes, blockSize);
        ParallelRead.Run(file, workers, _ => block =>
        {
            var numbers = new long[block.Count];
            for (var slot = 0; slot < file.Header.Count; slot++)
            {
                for (var row = 0; row < block.Count; row++) block.Text(row, slot);
                if (slot % 2 == 1) block.Numbers(slot, NumberScale.Default, numbers);
            }
        }, CancellationToken.None);
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        if (bytes.Length == 0 || random.Next(3) == 0) return bytes;
        if (random.Next(2) == 0) return bytes[..random.Next(bytes.Length)];
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static string Value(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Dress(string[][] rows, int columns, char delimiter, Random random)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        text.AppendJoin(delimiter, Enumerable.Range(0, columns).Select(column => "column " + column)).Append('\n');
        for (var row = 0; row < rows.Length; row++)
        {
            if (columns > 1 && random.Next(8) == 0) text.Append(random.Next(2) == 0 ? "\n" : "  \r\n");
            text.AppendJoin(delimiter, rows[row].Select(value => Dressed(value, delimiter, columns == 1, random)));
            if (row < rows.Length - 1 || random.Next(2) == 0) text.Append(random.Next(2) == 0 ? "\n" : "\r\n");
        }
        if (rows.Length > 0 && random.Next(4) == 0) text.Append("\n\r\n \n");
        return text.ToString();
    }

    private static string Dressed(string value, char delimiter, bool alone, Random random)
    {
        var needed = value.AsSpan().IndexOfAny("\"\r\n") >= 0 || value.Contains(delimiter, StringComparison.Ordinal) || value.Trim() != value
            || (alone && value.Length == 0);
        var dressed = needed || random.Next(3) == 0 ? '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : value;
        return random.Next(5) == 0 ? "  " + dressed + " " : dressed;
    }
}
