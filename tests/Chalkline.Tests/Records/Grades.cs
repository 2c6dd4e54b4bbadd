using Chalkline.Records;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class Grades
{
    [Theory]
    [InlineData("K–5", "KG 01 02 03 04 05", "K–5")]
    [InlineData("k - 5", "KG 01 02 03 04 05", "K–5")]
    [InlineData("KG 01 02", "KG 01 02", "K–2")]
    [InlineData("6-8", "06 07 08", "6–8")]
    [InlineData("9 to 12", "09 10 11 12", "9–12")]
    [InlineData("9th through 12th", "09 10 11 12", "9–12")]
    [InlineData("Pre-K, 3, 5; UG", "PK 03 05 UG", "PK, 3, 5, UG")]
    [InlineData("PK-2", "PK KG 01 02", "PK–2")]
    [InlineData("TK—1", "TK KG 01", "TK–1")]
    [InlineData("PK, TK-1", "PK TK KG 01", "PK, TK–1")]
    [InlineData("12-13", "12 13", "12–13")]
    [InlineData("", "", "")]
    [InlineData(null, "", "")]
    public void Are_read_as_people_write_them(string? text, string codes, string label)
    {
        Assert.True(GradeSet.TryParse(text, out var grades));
        Assert.Equal((codes, label), (grades.Codes, grades.Label));
    }

    [Theory]
    [InlineData("5-K")]
    [InlineData("14")]
    [InlineData("1-UG")]
    [InlineData("5-Jan")]
    [InlineData("1-2-3")]
    [InlineData("all")]
    [InlineData("-")]
    [InlineData("=1+1")]
    public void That_are_none_are_refused(string text) => Assert.False(GradeSet.TryParse(text, out _));

    [Fact]
    public void Come_back_from_what_people_and_stores_see_of_them() => Check.One(
        Fuzz.Of(500),
        Prop.ForAll(Gen.SubListOf<string>(GradeSet.AllCodes).ToArbitrary(), codes =>
        {
            var grades = GradeSet.Of(codes);
            return GradeSet.TryParse(grades.Label, out var fromLabel) && fromLabel == grades
                && GradeSet.TryParse(grades.Codes, out var fromCodes) && fromCodes == grades;
        }));
}
