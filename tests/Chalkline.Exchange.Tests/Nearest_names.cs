namespace Chalkline.Exchange.Tests;

public class Nearest_names
{
    private static readonly string[] Names = ["Student ID", "Treatment arm", "Part2Tot", "Part3Tot", "gpa_prev", "teacher", "Year"];

    [Theory]
    [InlineData("Treatment Arm", "Treatment arm")]
    [InlineData("treatment_arm", "Treatment arm")]
    [InlineData("Part3", "Part3Tot")]
    [InlineData("Part3Tto", "Part3Tot|Part2Tot")]
    [InlineData("tehcer", "teacher")]
    [InlineData("yaer", "Year")]
    [InlineData("Student", "Student ID")]
    [InlineData("xyz", "")]
    [InlineData("", "")]
    public void Are_found_by_case_typing_and_beginning(string name, string expected) => Assert.Equal(expected, string.Join('|', Nearest.To(name, Names)));

    [Fact]
    public void Are_at_most_as_many_as_asked_for()
    {
        Assert.Equal(3, Nearest.To("a1", ["a2", "a3", "a4", "a5"]).Count);
        Assert.Equal(["a2"], Nearest.To("a1", ["a2", "a3"], 1));
        Assert.Equal("; did you mean 'a2', 'a3' or 'a4'?", Nearest.Ask("a1", ["a2", "a3", "a4", "a5"]));
        Assert.Equal("", Nearest.Ask("zzzzzz", ["a2"]));
    }

    [Fact]
    public void Take_no_time_for_names_of_any_length() => Assert.Empty(Nearest.To(new string('x', 1 << 20), [new string('y', 1 << 20)]));
}
