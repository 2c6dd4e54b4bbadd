using Chalkline.Platform.Files;
using Xunit;

namespace Chalkline.Tests.Files;

public sealed class The_name_of_a_file
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData(@"C:\Users\ana\Desktop\plan.docx", "plan.docx")]
    [InlineData("C:plan.docx", "plan.docx")]
    [InlineData("  two \t words .pdf ", "two words.pdf")]
    [InlineData("bell\u0007 and\r\nlines.pdf", "bell and lines.pdf")]
    [InlineData("evil\u202Efdp.exe.pdf", "evilfdp.exe.pdf")]
    [InlineData("a<b>\"c|d?e*.csv", "abcde.csv")]
    [InlineData("Año 2026 – 李雷 🙂.txt", "Año 2026 – 李雷 🙂.txt")]
    [InlineData("..pdf", null)]
    [InlineData(".pdf", null)]
    [InlineData("///", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Is_kept_without_paths_and_what_is_not_seen(string? given, string? kept) => Assert.Equal(kept, FileRules.CleanName(given));

    [Fact]
    public void Is_cut_before_its_ending()
    {
        var kept = FileRules.CleanName(new string('a', 144) + "🙂" + new string('b', 300) + ".docx")!;
        Assert.Equal(new string('a', 144) + ".docx", kept);
        Assert.Null(FileRules.CleanName("a." + new string('b', 300)));
    }
}
