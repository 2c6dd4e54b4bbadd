using System.Text;

namespace Chalkline.Exchange.Tests;

/// <summary>Runs of rows that hold the same bytes in a column.</summary>
public class Rows_that_repeat
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    public void Are_one_run_up_to_the_first_other_field_whatever_byte_differs(int length)
    {
        for (var at = 0; at <= length; at++)
        {
            var same = new string('x', length);
            // Another letter at one place, or, at the end, one letter more.
            var other = at < length ? same[..at] + 'y' + same[(at + 1)..] : same + 'y';
            using var file = Tables.Open($"before,name,after\n1,{same},2\n3,{same},4\n5,{other},6\n7,{same},8\n");
            var block = new RecordBlock();
            Assert.True(file.Read(block, CancellationToken.None));
            Assert.Equal(2, block.SameUntil(0, 1));
            Assert.Equal(2, block.SameUntil(1, 1));
            Assert.Equal(3, block.SameUntil(2, 1));
            Assert.Equal(4, block.SameUntil(3, 1));
        }
    }

    [Fact]
    public void End_with_the_block_in_the_last_column_and_without_a_last_line_break()
    {
        using var file = Tables.Open("a,b\n1,z\n2,z\n3,z");
        var block = new RecordBlock();
        Assert.True(file.Read(block, CancellationToken.None));
        Assert.Equal(3, block.SameUntil(0, 1));
        Assert.Equal(1, block.SameUntil(0, 0));
    }

    [Fact]
    public void Never_say_that_two_different_fields_are_the_same()
    {
        var random = new Random(20261124);
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < 3000; i++) text.Append(Word(random)).Append(',').Append(Word(random)).Append('\n');
        using var file = Tables.Open(text.ToString());
        var block = new RecordBlock();
        while (file.Read(block, CancellationToken.None))
        {
            for (var slot = 0; slot < 2; slot++)
            {
                for (var row = 0; row < block.Count; row++)
                {
                    var until = block.SameUntil(row, slot);
                    Assert.InRange(until, row + 1, block.Count);
                    for (var r = row + 1; r < until; r++) Assert.Equal(block.Text(row, slot), block.Text(r, slot));
                    if (until < block.Count && block.Text(row, slot).Length <= 16) Assert.NotEqual(block.Text(row, slot), block.Text(until, slot));
                }
            }
        }
    }

    /// <summary>Few letters and lengths, so that neighbours are often the same, and sometimes longer than what is compared.</summary>
    private static string Word(Random random) => new((char)('p' + random.Next(2)), random.Next(4) switch { 0 => 17, var n => n });
}
