using System.Text;

namespace Chalkline.Exchange.Tests;

public class Writing_a_table
{
    [Fact]
    public void Quotes_only_what_needs_it()
    {
        Assert.Equal("a,\"b,\",\"c\"\"\"\n-5,\" x\",\n", Written(writer =>
        {
            writer.Write("a").Write("b,").Write("c\"").EndRow();
            writer.Write(-5).Write(" x").WriteMissing().EndRow();
        }));
    }

    [Theory]
    [InlineData(12345, 2, "123.45")]
    [InlineData(-5, 3, "-0.005")]
    [InlineData(0, 1, "0.0")]
    [InlineData(7, 0, "7")]
    [InlineData(long.MinValue, 18, "-9.223372036854775808")]
    public void Writes_scaled_integers_exactly(long scaled, int decimals, string text) =>
        Assert.Equal(text + "\n", Written(writer => writer.WriteScaled(scaled, decimals).EndRow()));

    [Theory]
    [InlineData(0.126, 2, "0.13")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(1234.5, 1, "1234.5")]
    [InlineData(-2.5, 10, "-2.5000000000")]
    public void Writes_doubles_with_fixed_decimals(double number, int decimals, string text) =>
        Assert.Equal(text + "\n", Written(writer => writer.Write(number, decimals).EndRow()));

    [Fact]
    public void Writes_fields_larger_than_its_buffer()
    {
        var large = new string('é', 300_000);
        Assert.Equal($"a,{large},\"{large}\"\"\"\n", Written(writer => writer.Write("a").Write(large).Write(large + '"').EndRow()));
    }

    [Fact]
    public void Packs_what_ends_in_gz()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("chalkline").FullName, "t.csv.GZ");
        using (var writer = DelimitedWriter.Create(path))
        {
            writer.Write("a").EndRow();
            writer.Write(5).EndRow();
        }
        Assert.Equal(0x1F, File.ReadAllBytes(path)[0]);
        using var file = DelimitedFile.Open(path);
        Assert.Equal([["5"]], Tables.Rows(file));
    }

    [Fact]
    public void Refuses_a_row_of_another_width() => Assert.Throws<InvalidOperationException>(() => Written(writer =>
    {
        writer.Write("a").Write("b").EndRow();
        writer.Write("c").EndRow();
    }));

    private static string Written(Action<DelimitedWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new DelimitedWriter(stream)) write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
