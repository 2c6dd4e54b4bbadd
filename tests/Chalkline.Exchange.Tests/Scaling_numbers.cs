using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Chalkline.Exchange.Tests;

public class Scaling_numbers
{
    [Theory]
    [InlineData("5", 10, 50_000_000_000)]
    [InlineData("+5", 10, 50_000_000_000)]
    [InlineData("-.5", 10, -5_000_000_000)]
    [InlineData("5.", 2, 500)]
    [InlineData("1E3", 2, 100_000)]
    [InlineData("1.5e-3", 10, 15_000_000)]
    [InlineData("0.63662812345678905", 10, 6_366_281_235)]
    [InlineData("-0", 10, 0)]
    [InlineData("0e999999999999999999999", 10, 0)]
    [InlineData("1e-999999999999999999999", 10, 0)]
    [InlineData("0.5", 0, 1)]
    [InlineData("-0.5", 0, -1)]
    [InlineData("0.49999999999999999999999", 0, 0)]
    [InlineData("0.050000000000000000000001", 1, 1)]
    [InlineData("100000", 10, 1_000_000_000_000_000)]
    [InlineData("-100000.00000000004", 10, -1_000_000_000_000_000)]
    [InlineData("99999.99999999995", 10, 1_000_000_000_000_000)]
    [InlineData("000000000000000000000000000000012", 0, 12)]
    [InlineData("NA", 10, RecordBlock.Missing)]
    public void Rounds_half_away_from_zero_on_the_text(string text, int digits, long stored)
    {
        Assert.Equal(stored, new NumberScale(digits).Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Equal([stored], Tables.Numbers($"a,b\n{text},1\n", "a", new NumberScale(digits)));
    }

    [Theory]
    [InlineData("0.5", "1", -1)]
    [InlineData("1.5", "1", 1)]
    [InlineData("-1.5", "-1", -1)]
    [InlineData("-0.5", "-1", 1)]
    [InlineData("2.49", "2", 0)]
    [InlineData("123456789012345678.5", "123456789012345677", 2)]
    [InlineData("-123456789012345678.5", "-123456789012345677", -2)]
    public void Which_way_a_half_goes_depends_on_the_side_of_the_centre(string text, string centre, long stored) =>
        Assert.Equal(stored, new NumberScale(0, decimal.Parse(centre, CultureInfo.InvariantCulture)).Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Equals_exact_arithmetic_on_any_decimal()
    {
        var cases = from sign in Gen.Elements("", "-", "+")
                    from whole in Digits(0, 12)
                    from dot in Gen.Elements("", ".", ".")
                    from fraction in Digits(0, 22)
                    from tie in Gen.Elements("", "", "5", "50000")
                    from exponent in Gen.Elements("", "", "", "e2", "E-3", "e+0", "e-12")
                    from digits in Gen.Choose(0, 12)
                    from centre in Gen.Choose(-300_000, 300_000)
                    from decimals in Gen.Choose(0, Math.Min(3, digits))
                    select (Text: sign + whole + (dot.Length > 0 ? dot + fraction + tie : "") + exponent, Digits: digits,
                        Centre: new decimal(centre) / (decimal)Math.Pow(10, decimals));
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var scale = new NumberScale(c.Digits, c.Centre);
            var expected = Exact(c.Text, c.Digits, c.Centre);
            var fits = expected is { } e && BigInteger.Abs(e) <= NumberScale.Limit;
            foreach (var file in (string[])[$"x,b\n{c.Text},1\n", $"b,x\r\n1,{c.Text}\r\n", $"b,x\n1,\" {c.Text}\"\n", $"x,y\n {c.Text} ,"])
            {
                if (RecordBlock.IsMissing(Encoding.UTF8.GetBytes(c.Text))) Assert.Equal([RecordBlock.Missing], Tables.Numbers(file, "x", scale));
                else if (file.Contains('"', StringComparison.Ordinal)) continue;
                else if (fits) Assert.Equal([(long)expected!.Value], Tables.Numbers(file, "x", scale));
                else
                    Assert.Contains(expected is null ? "is not a number" : "does not fit", Tables.Fault(() => Tables.Numbers(file, "x", scale)).Message, StringComparison.Ordinal);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000).WithReplay(11, 13));
    }

    [Fact]
    public void Short_numbers_equal_exact_arithmetic_on_every_layout()
    {
        var random = new Random(5);
        var text = new StringBuilder("x\n");
        var expected = new List<long>();
        for (var i = 0; i < 20_000; i++)
        {
            var number = random.Next(0, 100_000).ToString(CultureInfo.InvariantCulture);
            if (random.Next(2) == 0) number = number.Insert(random.Next(number.Length + 1), ".");
            if (random.Next(2) == 0) number = "-" + number;
            text.Append(number).Append('\n');
            expected.Add((long)Exact(number, 6, 12.5m)!.Value);
        }
        Assert.Equal(expected, Tables.Numbers(text.ToString(), "x", new NumberScale(6, 12.5m), 1000, 2));
    }

    [Fact]
    public void Rows_that_are_not_kept_are_not_looked_at()
    {
        using var file = Tables.Open("a,b\n1,2\nx,3\n4,5\n");
        var block = new RecordBlock();
        file.Read(block, CancellationToken.None);
        var numbers = new long[3];
        block.Numbers(0, new NumberScale(0), numbers, [true, false, true]);
        Assert.Equal([1, RecordBlock.Missing, 4], numbers);
    }

    private static Gen<string> Digits(int least, int most) =>
        from length in Gen.Choose(least, most)
        from digits in Gen.ListOf(Gen.Elements('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '5', '9'), length)
        select string.Concat(digits);

    /// <summary>round((text − centre) · 10^digits), half away from zero, in rational arithmetic; null for no number.</summary>
    private static BigInteger? Exact(string text, int digits, decimal centre)
    {
        var at = text.IndexOfAny(['e', 'E']);
        var exponent = at < 0 ? 0 : int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        var mantissa = at < 0 ? text : text[..at];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0) exponent -= mantissa.Length - dot - 1;
        mantissa = mantissa.Replace(".", "", StringComparison.Ordinal);
        if (mantissa.TrimStart('+', '-').Length == 0) return null;
        var value = BigInteger.Parse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        // Everything in units of 10^-60.
        var scaled = value * BigInteger.Pow(10, 60 + exponent + digits) - new BigInteger(centre * 1000) * BigInteger.Pow(10, 57 + digits);
        var unit = BigInteger.Pow(10, 60);
        var (whole, rest) = BigInteger.DivRem(BigInteger.Abs(scaled), unit);
        return scaled.Sign * (2 * rest >= unit ? whole + 1 : whole);
    }
}
