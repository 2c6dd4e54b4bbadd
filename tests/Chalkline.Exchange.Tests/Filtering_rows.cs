namespace Chalkline.Exchange.Tests;

public class Filtering_rows
{
    private static readonly string[] Header = ["Student ID", "Student", "Honors", "arm", "Survey Q1", "is late"];

    private const string Text = """
        Student ID,Student,Honors,arm,Survey Q1,is late
        1,Ann,0,control,Mostly (yes),0
        2,Ben,0.0,tutor,"Arts and Crafts",NA
        3,Cid,1,control,,1
        4,Dee,,tutor,it's,1
        10,Eve,-1e0,Control,N/A,1
        """;

    [Theory]
    [InlineData("Honors = 0", "1 2")]
    [InlineData("Honors=0", "1 2")]
    [InlineData("Honors != 0", "3 10")]
    [InlineData("Honors < 1", "1 2 10")]
    [InlineData("Honors <= -1.00", "10")]
    [InlineData("Honors > -0.5", "1 2 3")]
    [InlineData("Honors >= 1", "3")]
    [InlineData("Honors is missing", "4")]
    [InlineData("Honors IS NOT Missing", "1 2 3 10")]
    [InlineData("Student ID > 3", "4 10")]
    [InlineData("Student = Ann", "1")]
    [InlineData("Student ID in (1, 3.0,'10')", "1 3 10")]
    [InlineData("arm = control", "1 3")]
    [InlineData("arm != control", "2 4 10")]
    [InlineData("arm in (\"control\", tutor) and Honors = 0 AND Student ID = 2", "2")]
    [InlineData("\"Survey Q1\" = 'Arts and Crafts'", "2")]
    [InlineData("Survey Q1 = Mostly (yes)", "1")]
    [InlineData("Survey Q1 = 'it''s'", "4")]
    [InlineData("Survey Q1 = \"it's\"", "4")]
    [InlineData("Survey Q1 != x", "1 2 4")]
    [InlineData("is late = 1", "3 4 10")]
    [InlineData("is late is missing", "2")]
    [InlineData("  Honors\t=  0  ", "1 2")]
    public void Keeps_the_rows_that_the_text_says(string where, string ids)
    {
        foreach (var blockSize in (int[])[16, 1 << 16]) Assert.Equal(ids, Kept(where, Text, blockSize));
    }

    [Theory]
    [InlineData("", 1, "a column name was expected")]
    [InlineData("Honor = 0", 1, "there is no column 'Honor'; did you mean 'Honors'?")]
    [InlineData("Honors = 0 and Arm = x", 16, "there is no column 'Arm'; did you mean 'arm'?")]
    [InlineData("\"Student Id\" = 0", 1, "there is no column 'Student Id'; did you mean 'Student ID' or 'Student'?")]
    [InlineData("Honors", 7, "one of =, !=, <, <=, >, >=, in (…), is missing, is not missing was expected")]
    [InlineData("Honors =", 9, "a value is missing")]
    [InlineData("Honors = and arm = x", 10, "a value is missing")]
    [InlineData("Honors == 0", 9, "a value was expected, not '='")]
    [InlineData("Honors < high", 10, "a number was expected after <, <=, > or >=, not 'high'")]
    [InlineData("Honors is 0", 11, "'missing' was expected after 'is'")]
    [InlineData("Honors in 0, 1", 11, "'(' was expected after 'in'")]
    [InlineData("Honors in (0, 1", 16, "')' is missing at the end of the list")]
    [InlineData("Honors in (0,,1)", 14, "a value is missing")]
    [InlineData("Honors in (0) or arm = x", 15, "'and' or the end was expected, not 'or arm = x'")]
    [InlineData("arm = 'control", 7, "a quote is opened and never closed")]
    [InlineData("arm = 'control' or x", 17, "'or x' stands after a closing quote")]
    [InlineData("Honors = 0 and", 15, "a column name was expected")]
    public void A_fault_in_the_text_is_told_by_its_place(string where, int place, string fault) =>
        Assert.Equal($"where, character {place}: {fault}", Tables.Fault(() => RowFilter.Parse(where, Header)).Message);

    [Fact]
    public void An_order_of_text_is_a_fault_with_its_line()
    {
        var fault = Tables.Fault(() => Kept("Student >= 3", "Student\n5\n\nx\n", 1 << 16));
        Assert.Equal("scores.csv, line 4, column 'Student': 'x' is not a number, and where compares it with 3", fault.Message);
    }

    [Fact]
    public void Later_conditions_see_only_rows_that_are_kept() =>
        Assert.Equal("1", Kept("arm = a and score > 1", "id,arm,score\n1,a,2\n2,b,absent\n3,a,1\n", 1 << 16));

    [Fact]
    public void Names_its_columns_once_each() =>
        Assert.Equal(["arm", "Honors"], RowFilter.Parse("arm != x and Honors = 0 and arm is not missing", Header).Columns);

    [Theory]
    [InlineData("1000", "1e3", 0)]
    [InlineData("-0", "0.00", 0)]
    [InlineData("9", "10", -1)]
    [InlineData("-9", "-10", 1)]
    [InlineData("0.1", "0.10000000000000000000000000000000000001", -1)]
    [InlineData("123456789012345678901234567890.5", "123456789012345678901234567890.25", 1)]
    [InlineData("1e-400", "0", 1)]
    [InlineData("12.5", "1.25e1", 0)]
    [InlineData(".5", "00.50", 0)]
    public void Numbers_compare_by_their_exact_value(string left, string right, int order)
    {
        var text = $"id,x\n1,{left}\n";
        Assert.Equal(order == 0 ? "1" : "", Kept($"x = {right}", text, 99));
        Assert.Equal(order < 0 ? "1" : "", Kept($"x < {right}", text, 99));
        Assert.Equal(order > 0 ? "1" : "", Kept($"x > {right}", text, 99));
        Assert.Equal(order >= 0 ? "1" : "", Kept($"x >= {right}", text, 99));
    }

    private static string Kept(string where, string text, int blockSize)
    {
        using var file = Tables.Open(text, blockSize);
        var filter = RowFilter.Parse(where, file.Header);
        var kept = new List<string>();
        var block = new RecordBlock();
        while (file.Read(block, CancellationToken.None))
        {
            var keep = new bool[block.Count];
            filter.Keep(block, keep);
            for (var row = 0; row < block.Count; row++)
            {
                if (keep[row]) kept.Add(block.Text(row, 0));
            }
        }
        return string.Join(' ', kept);
    }
}
