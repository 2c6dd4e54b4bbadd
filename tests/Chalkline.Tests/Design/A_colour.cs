using System.Text.RegularExpressions;
using Chalkline.Design;
using Chalkline.Tests.House;
using Xunit;

namespace Chalkline.Tests.Design;

public sealed class A_colour
{
    /// <summary>Of the W3C's own examples and of the design system's documentation.</summary>
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ff0000", "#ffffff", 4.00)]
    [InlineData("#0000ff", "#ffffff", 8.59)]
    [InlineData("#005ea2", "#ffffff", 6.72)]
    public void Has_the_contrast_that_WCAG_defines(string one, string other, double ratio)
    {
        Assert.Equal(ratio, Read(one).ContrastWith(Read(other)), 0.005);
        Assert.Equal(Read(one).ContrastWith(Read(other)), Read(other).ContrastWith(Read(one)));
    }

    [Theory]
    [InlineData("1f4d36")]
    [InlineData("#1f4d3")]
    [InlineData("#1f4d36ff")]
    [InlineData("#1f4d3g")]
    [InlineData("#-1f4d3")]
    [InlineData("# f4d36")]
    [InlineData("red;}")]
    [InlineData("")]
    [InlineData(null)]
    public void Is_a_number_sign_and_six_digits_and_nothing_else(string? text) => Assert.False(Colour.TryParse(text, out _));

    [Fact]
    public void Has_a_readable_shade_on_every_ground_and_is_left_alone_where_it_is_readable()
    {
        foreach (var colour in Every(51))
            foreach (var ground in new[] { Colour.White, Colour.Black, Theme.LightGround, Theme.DarkGround })
            {
                var shade = colour.ReadableOn(ground);
                Assert.True(shade.ContrastWith(ground) >= Colour.EnoughForText, $"{colour} on {ground}: {shade}");
                Assert.Equal(colour.ContrastWith(ground) >= Colour.EnoughForText, shade == colour);
            }
    }

    [Fact]
    public void As_a_theme_can_be_read_in_the_light_and_in_the_dark_over_a_pointer_and_pressed()
    {
        foreach (var colour in Every(17).Where(Theme.IsReadable))
        {
            var properties = Regex.Matches(Theme.Css(colour), @"--fg-primary(-dark|-darker)?:(#[0-9a-f]{6})").Select(m => Read(m.Groups[2].Value)).ToList();
            Assert.Equal(9, properties.Count);
            Assert.All(properties.Take(3), c => Assert.True(c.ContrastWith(Theme.LightGround) >= Colour.EnoughForText && c.ContrastWith(Colour.White) >= Colour.EnoughForText, $"{colour}: {c}"));
            Assert.All(properties.Skip(3), c => Assert.True(c.ContrastWith(Theme.DarkGround) >= Colour.EnoughForText && c.ContrastWith(Read("#11151a")) >= Colour.EnoughForText, $"{colour}: {c}"));
        }
    }

    [Fact]
    public void Stands_on_the_grounds_that_the_stylesheet_has()
    {
        var tokens = SourceTree.Text("src/Chalkline/Design/Look/tokens.mjs");
        Assert.Matches($"'base-lightest': '{Theme.LightGround}'", tokens.Split("const dark")[0]);
        Assert.Matches($"'base-lightest': '{Theme.DarkGround}'", tokens.Split("const dark")[1].Split("fg:")[0]);
        Assert.Contains("white: '#11151a'", tokens.Split("fg:")[1]);
    }

    private static IEnumerable<Colour> Every(int step) =>
        from r in Enumerable.Range(0, 256 / step + 1)
        from g in Enumerable.Range(0, 256 / step + 1)
        from b in Enumerable.Range(0, 256 / step + 1)
        select new Colour((byte)Math.Min(255, r * step), (byte)Math.Min(255, g * step), (byte)Math.Min(255, b * step));

    private static Colour Read(string text) => Colour.TryParse(text, out var colour) ? colour.Value : throw new ArgumentException(text, nameof(text));
}
