using System.Text;

namespace Chalkline.Exchange.Tests;

public class Reading_a_table
{
    private static readonly string[][] Expected = [["1", "a", "2.5"], ["2", "b", ""]];

    [Theory]
    [InlineData("id,arm,score\n1,a,2.5\n2,b,\n")]
    [InlineData("id,arm,score\n1,a,2.5\n2,b,")]
    [InlineData("id,arm,score\r\n1,a,2.5\r\n2,b,\r\n")]
    [InlineData("id,arm,score\r\n1,a,2.5\n2,b,")]
    [InlineData("\uFEFFid,arm,score\n1,a,2.5\n2,b,\n")]
    [InlineData("id\tarm\tscore\n1\ta\t2.5\n2\tb\t\n")]
    [InlineData("id;arm;score\n1;a;2.5\n2;b;\n")]
    [InlineData("id,arm,score\n1,a,2.5\n2,b,\n\n\r\n  \n")]
    [InlineData("\n\nid,arm,score\n\n1,a,2.5\n \r\n2,b,\n")]
    [InlineData(" id , arm ,score \n 1 ,a , 2.5\n2, b , \n")]
    [InlineData("\"id\",\"arm\",\"score\"\n\"1\",\"a\",\"2.5\"\n\"2\",\"b\",\"\"\n")]
    [InlineData("\"id\" , \"arm\",score\r\n \"1\" ,\"a\", \"2.5\" \r\n2,\"b\",\"\"\r\n")]
    public void Gives_the_same_fields_whatever_the_dress(string text)
    {
        for (var blockSize = 1; blockSize < 80; blockSize += 6) Assert.Equal(Expected, Tables.Rows(text, blockSize));
    }

    [Fact]
    public void Keeps_quotes_delimiters_line_breaks_and_spaces_inside_quotes()
    {
        const string text = "id,note\n1,\"a \"\"b\"\", c\r\nd\n\"\n2,\"  \"\"\"\n";
        Assert.Equal([["1", "a \"b\", c\r\nd\n"], ["2", "  \""]], Tables.Rows(text));
    }

    [Fact]
    public void Takes_the_delimiter_that_the_header_has_most_of_outside_quotes()
    {
        using var file = Tables.Open("\"a,b,c,d\";e;f\n1;2;3\n");
        Assert.Equal(';', file.Delimiter);
        Assert.Equal(["a,b,c,d", "e", "f"], file.Header);
    }

    [Fact]
    public void With_one_column_takes_blank_lines_as_missing_but_for_those_at_the_end()
    {
        const string text = "score\n1\n\n3\n\n\n\n";
        for (var blockSize = 1; blockSize < 20; blockSize++) Assert.Equal([["1"], [""], ["3"]], Tables.Rows(text, blockSize));
    }

    [Fact]
    public void Keeps_rows_of_a_tabbed_file_that_are_all_missing() =>
        Assert.Equal([["", ""], ["", ""]], Tables.Rows("a\tb\n\t\n\t\n"));

    [Fact]
    public void Gives_chosen_columns_in_the_order_chosen()
    {
        using var file = Tables.Open("a,b,c\n1,2,3\n");
        file.Select([2, 0]);
        var block = new RecordBlock();
        Assert.True(file.Read(block, CancellationToken.None));
        Assert.Equal("3", block.Text(0, 0));
        Assert.Equal("1", block.Text(0, 1));
        Assert.False(file.Read(block, CancellationToken.None));
    }

    [Fact]
    public void Knows_the_line_where_each_record_starts()
    {
        using var file = Tables.Open("a,\"b\nb\"\n1,2\n\n\"3\n\n\",4\r\n5,6\n");
        var block = new RecordBlock();
        file.Read(block, CancellationToken.None);
        Assert.Equal([3L, 5, 8], Enumerable.Range(0, block.Count).Select(block.LineOf));
    }

    [Fact]
    public void A_header_alone_is_a_table_without_rows() => Assert.Empty(Tables.Rows("a,b\n"));

    [Fact]
    public void Names_that_a_spreadsheet_left_blank_may_repeat()
    {
        using var file = Tables.Open("a,,\n1,2,3\n");
        Assert.Equal(["a", "", ""], file.Header);
    }

    [Fact]
    public void Unpacks_gzip_of_several_members_whatever_its_name()
    {
        byte[] bytes = [.. Tables.Gzip("a,b\n1,"), .. Tables.Gzip("2\n3,4\n")];
        using var file = Tables.Open(bytes);
        Assert.Equal([["1", "2"], ["3", "4"]], Tables.Rows(file));
    }

    [Fact]
    public void Reads_files_and_tells_how_far_it_is()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("chalkline").FullName, "rows.csv.gz");
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 20_000; i++) text.Append(i).Append(',').Append(i % 7).Append('\n');
        File.WriteAllBytes(path, Tables.Gzip(text.ToString()));
        using var file = DelimitedFile.Open(path);
        Assert.Equal(new FileInfo(path).Length, file.Length);
        Assert.InRange(file.BytesRead, 1, file.Length);
        Assert.Equal(20_000, Tables.Rows(file, 2).Length);
        Assert.Equal(file.Length, file.BytesRead);
    }

    [Fact]
    public void Spans_given_out_stay_as_they_are_while_others_are_taken()
    {
        using var file = Tables.Open("a,b\n\"x\"\"1\",\"y\"\"2\"\n");
        var block = new RecordBlock();
        file.Read(block, CancellationToken.None);
        var first = block.Field(0, 0);
        for (var i = 0; i < 5000; i++) block.Field(0, 1);
        Assert.Equal("x\"1", Encoding.UTF8.GetString(first));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("  ", true)]
    [InlineData("NA", true)]
    [InlineData("N/A", true)]
    [InlineData(".", true)]
    [InlineData("na", false)]
    [InlineData("0", false)]
    [InlineData("-", false)]
    [InlineData(" x", false)]
    public void Knows_what_is_missing(string field, bool missing) =>
        Assert.Equal(missing, RecordBlock.IsMissing(Encoding.UTF8.GetBytes(field)));

    [Fact]
    public void Ends_with_all_threads_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var file = Tables.Open("a\n" + string.Concat(Enumerable.Repeat("1\n", 100_000)), 64);
        var (seen, late) = (0, 0);
        Assert.ThrowsAny<OperationCanceledException>(() => ParallelRead.Run(file, 2, _ => _ =>
        {
            // The other thread may have read on while this one was about to cancel: what counts is what begins once it has.
            if (source.IsCancellationRequested) Interlocked.Increment(ref late);
            if (Interlocked.Increment(ref seen) == 5) source.Cancel();
        }, source.Token));
        Assert.InRange(late, 0, 5);
    }

    [Fact]
    public void Forwards_what_a_worker_throws()
    {
        using var file = Tables.Open("a\n1\n");
        Assert.Throws<InvalidTimeZoneException>(() => ParallelRead.Run(file, 3, _ => _ => throw new InvalidTimeZoneException(), CancellationToken.None));
    }
}
