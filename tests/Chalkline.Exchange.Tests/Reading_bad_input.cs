using System.Text;

namespace Chalkline.Exchange.Tests;

/// <summary>One clear line each: where and what.</summary>
public class Reading_bad_input
{
    [Fact]
    public void A_missing_file_is_told_with_its_neighbours()
    {
        var folder = Directory.CreateTempSubdirectory("chalkline").FullName;
        File.WriteAllText(Path.Combine(folder, "final_data.csv"), "a\n");
        var path = Path.Combine(folder, "final-dta.csv");
        var fault = Tables.Fault(() => DelimitedFile.Open(path));
        Assert.Equal($"{path}: there is no such file; did you mean 'final_data.csv'?", fault.Message);
        Assert.Contains("is a folder", Tables.Fault(() => DelimitedFile.Open(folder)).Message, StringComparison.Ordinal);
        Assert.Contains("nor a folder", Tables.Fault(() => DelimitedFile.Open(Path.Combine(folder, "none", "x.csv"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "scores.csv: the file is empty: there is no header")]
    [InlineData("\uFEFF \n\n", "scores.csv: the file is empty: there is no header")]
    [InlineData("1,2.5,-3\n4,5,6\n", "scores.csv, line 1: there is no header: the first line holds numbers, not names")]
    [InlineData(",,\n4,5,6\n", "scores.csv, line 1: there is no header: the first line names no column")]
    [InlineData("\nid,score,id\n", "scores.csv, line 2: the header has 'id' twice (columns 1 and 3)")]
    [InlineData("id,\"sco\n", "scores.csv, line 1: a quote in the header is opened and never closed")]
    [InlineData("id\r1\r2\r", "scores.csv, line 1: lines end in carriage returns alone; save the file with the line ends of Windows or Unix")]
    [InlineData("PK\u0003\u0004xxxx", "scores.csv: this is a zip file or an Excel workbook; save the sheet as \"CSV UTF-8\"")]
    public void A_file_without_a_header_is_refused(string text, string message) => Assert.Equal(message, Tables.FaultOf(text).Message);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void UTF_16_is_refused_by_name(string encoding)
    {
        byte[] bytes = [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes("id,score\n1,2\n")];
        Assert.Contains("UTF-16; save the file as UTF-8", Tables.Fault(() => Tables.Open(bytes)).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Tables.Fault(() => Tables.Open(Encoding.GetEncoding(encoding).GetBytes("id,score\n1,2\n"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n1,2\n", 3, "2 fields where the header has 3")]
    [InlineData("a,b,c\n1,2,3\n\n1,2,3,4\n", 4, "4 fields where the header has 3")]
    [InlineData("a,b\n\"x\ny\",2\n1\n", 4, "1 field where the header has 2")]
    [InlineData("a,b,c\n1,2\n3,4,5,6\n", 2, "2 fields where the header has 3")]
    [InlineData("a,b,c\n1,2,3,4\n3,4\n", 2, "4 fields where the header has 3")]
    [InlineData("a\n1\n2,3\n", 3, "2 fields where the header has 1")]
    [InlineData("a,b\n1,2\n3,4,5", 3, "3 fields where the header has 2")]
    public void A_row_with_too_few_or_too_many_fields_is_told_by_line(string text, int line, string fault)
    {
        foreach (var blockSize in (int[])[1, 8, 64, 1 << 16])
        {
            var thrown = Tables.FaultOf(text, blockSize, 2);
            Assert.Equal($"scores.csv, line {line}: {fault}", thrown.Message);
            Assert.Equal(line, thrown.Line);
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n5\" pipe,3\n4,5\n", 3, "a quote inside a field")]
    [InlineData("a,b\n1,2\nx,5\" pipe\n4,5\" pipe\n", 3, "a quote inside a field")]
    [InlineData("a,b\n\"x\"y,2\n", 2, "text after a closing quote")]
    [InlineData("a,b\n\"x\" \"y\",2\n", 2, "text after a closing quote")]
    [InlineData("a,b\n1,2\n\"x,2\n3,4\n", 3, "a quote is opened and never closed")]
    [InlineData("a,b\n\"x\n\n\"y,2\n", 4, "text after a closing quote")]
    [InlineData("a,b\n1\n5\" pipe,3\n", 2, "1 field where the header has 2")]
    public void A_quote_out_of_place_is_told_by_line(string text, int line, string fault)
    {
        foreach (var blockSize in (int[])[1, 8, 64, 1 << 16])
            Assert.StartsWith($"scores.csv, line {line}: {fault}", Tables.FaultOf(text, blockSize, 2).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12abc")]
    [InlineData("--3")]
    [InlineData("NaN")]
    [InlineData("Inf")]
    [InlineData("1,234")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("-.")]
    [InlineData("e5")]
    [InlineData("1 2")]
    [InlineData("0x1F")]
    [InlineData("５")]
    [InlineData("3%")]
    [InlineData("12345678x")]
    public void Text_in_a_number_column_is_told_with_line_column_and_value(string value)
    {
        var text = $"id,exam score\n1,5\n\n2,\"{value}\"\n3,x\n";
        var fault = Tables.Fault(() => Tables.Numbers(text, "exam score", NumberScale.Default));
        Assert.Equal($"scores.csv, line 4, column 'exam score': '{value}' is not a number", fault.Message);
        Assert.Equal((4L, "exam score", "scores.csv"), (fault.Line, fault.Column, fault.Path));
    }

    [Fact]
    public void A_long_value_is_cut_in_the_message()
    {
        var fault = Tables.Fault(() => Tables.Numbers($"a,b\n1,{new string('x', 500)}\n", "b", NumberScale.Default));
        Assert.Equal($"'{new string('x', 39)}…' is not a number", fault.Fault);
    }

    [Theory]
    [InlineData("123456.75", 10, "0", "within 100000 of the centre; columns: { \"exam score\": { centre: 0, digits: 9 } } would make it fit")]
    [InlineData("-100000.0000000001", 10, "0", "columns: { \"exam score\": { centre: 0, digits: 9 } }")]
    [InlineData("1E18", 2, "0", "within 10000000000000 of the centre; columns: { \"exam score\": { centre: 1000000000000000000, digits: 0 } }")]
    [InlineData("5", 10, "200000", "columns: { \"exam score\": { centre: 200000, digits: 9 } }")]
    [InlineData("1e400", 10, "0", "no centre and digits would make it fit")]
    public void A_value_that_does_not_fit_is_told_with_what_would_make_it_fit(string value, int digits, string centre, string message)
    {
        var scale = new NumberScale(digits, decimal.Parse(centre, System.Globalization.CultureInfo.InvariantCulture));
        var fault = Tables.Fault(() => Tables.Numbers($"id,exam score\n1,{value}\n", "exam score", scale));
        Assert.StartsWith($"scores.csv, line 2, column 'exam score': '{value}' does not fit", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_gzip_is_never_a_short_table()
    {
        var random = new Random(7);
        var text = new StringBuilder("id,score\n");
        for (var i = 0; i < 3000; i++) text.Append(i).Append(',').Append(random.Next()).Append('\n');
        var whole = Tables.Gzip(text.ToString());
        for (var length = 20; length < whole.Length; length += length < whole.Length - 40 ? 397 : 1)
        {
            var fault = Tables.Fault(() =>
            {
                using var file = Tables.Open(whole[..length], 1000);
                Tables.Rows(file, 2);
            });
            Assert.Contains("gzip data is damaged or cut off", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_in_gz_without_gzip_data_is_refused()
    {
        var fault = Tables.Fault(() => DelimitedFile.Open(new MemoryStream("a,b\n1,2\n"u8.ToArray()), "x.csv.gz"));
        Assert.Equal("x.csv.gz: the name ends in .gz, but this is no gzip data", fault.Message);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "x", 3)]
    [InlineData("a,b\n1,2\n3,\"", "x", 3)]
    [InlineData("", "x", 1)]
    [InlineData("a,b\n1,2\n5\" pipe,2\n", "\n", 3)]
    public void A_line_of_10_GB_is_refused_before_memory_grows(string start, string filler, int line)
    {
        using var endless = new EndlessStream(start, filler, 10L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Tables.Fault(() =>
        {
            using var file = DelimitedFile.Open(endless, Tables.Name);
            Tables.Rows(file);
        });
        Assert.Equal(line, fault.Line);
        Assert.InRange(endless.Given, 1, 2L * DelimitedFile.LongestRecord);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200L << 20);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_told_with_line_and_column()
    {
        byte[] bytes = [.. "id,name\n1,"u8, 0x4D, 0xFC, 0x6C, .. "\n"u8];
        using var file = Tables.Open(bytes);
        Assert.Equal("scores.csv, line 2, column 'name': the text is not UTF-8; save the file as UTF-8", Tables.Fault(() => Tables.Rows(file)).Message);
        byte[] header = [0x4D, 0xFC, .. ",b\n"u8];
        Assert.Contains("the name of column 1 is not UTF-8", Tables.Fault(() => Tables.Open(header)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_the_nearest_names()
    {
        using var file = Tables.Open("Student ID,Treatment arm\n1,a\n");
        Assert.Equal(-1, file.Find("Treatment Arm"));
        Assert.Equal("scores.csv: there is no column 'Treatment Arm'; did you mean 'Treatment arm'?", Tables.Fault(() => file.Need("Treatment Arm")).Message);
    }

    [Fact]
    public void The_first_of_many_faults_is_told_whoever_meets_it()
    {
        var text = new StringBuilder("id,score\n");
        for (var i = 2; i < 5000; i++) text.Append(i).Append(i is 700 or 701 or 1500 or 4000 ? ",bad\n" : ",5\n");
        for (var round = 0; round < 20; round++)
        {
            var fault = Tables.Fault(() => Tables.Numbers(text.ToString(), "score", NumberScale.Default, 300, 4));
            Assert.Equal(700, fault.Line);
        }
    }

    [Fact]
    public void Nothing_but_the_limits_of_the_scale_is_accepted()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberScale(13));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberScale(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberScale(1, 0.25m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumberScale(10, 1e20m));
    }

    /// <summary>A text, then the same filler again and again.</summary>
    private sealed class EndlessStream(string start, string filler, long length) : Stream
    {
        private readonly byte[] first = Encoding.UTF8.GetBytes(start);

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Given);
            buffer[..count].Fill((byte)filler[0]);
            if (Given < first.Length) first.AsSpan((int)Given).CopyTo(buffer);
            Given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
