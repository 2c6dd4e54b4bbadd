using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Chalkline.Tests.House;

public partial class The_source
{
    private const int LongestFile = 400;
    private const int LongestMethod = 40;

    /// <summary>Methods that may be longer, by file and first line's text, each with its reason.</summary>
    private static readonly Dictionary<string, string> MayBeLonger = new()
    {
        ["src/Chalkline.Sample/StudyTexts.cs: public string Readme()"] = "one text, read as a whole",
    };

    private static readonly string[] NoNames = ["Helper", "Helpers", "Util", "Utils", "Manager", "Common", "Base"];

    [Fact]
    public void Has_no_file_that_is_too_long() =>
        Assert.Empty(SourceTree.Files(".cs", ".razor").Where(InSource).Select(f => (File: f, SourceTree.Lines(f).Length))
            .Where(f => f.Length > LongestFile).ToList());

    [Fact]
    public void Has_no_method_that_is_too_long()
    {
        var members = SourceTree.Files(".cs").Where(InSource).SelectMany(f => Members.In(SourceTree.Lines(f)).Select(m => (Where: $"{f}: {m.Header}", m.Lines)))
            .ToList();
        Assert.True(members.Count > 500, "The count sees the members of types.");
        Assert.Empty(members.Where(m => m.Lines > LongestMethod && !MayBeLonger.ContainsKey(m.Where)).ToList());
        Assert.Empty(MayBeLonger.Keys.Where(k => !members.Any(m => m.Where == k && m.Lines > LongestMethod)).ToList());
    }

    [Fact]
    public void The_count_of_a_methods_lines_is_of_those_between_its_braces()
    {
        string[] code =
        [
            "namespace A;", "", "/// <summary>Text.</summary>", "public class B", "{", "    public int C(int d,", "        int e)", "    {",
            "        if (d > e)", "        {", "            return d;", "        }", "        return e;", "    }", "", "    private sealed record F", "    {",
            "        public void G()", "        {", "        }", "    }", "}",
        ];
        Assert.Equal([("public int C(int d,", 5), ("public void G()", 0)], Members.In(code));
    }

    [Fact]
    public void Hides_nothing_in_regions() =>
        Assert.Empty(SourceTree.Files(".cs", ".razor").Where(f => SourceTree.Lines(f).Any(l => l.TrimStart().StartsWith("#" + "region", StringComparison.Ordinal))).ToList());

    [Fact]
    public void Has_no_file_with_a_name_that_says_nothing() =>
        Assert.Empty(SourceTree.Files(".cs", ".razor").Where(f => NoNames.Any(n => Path.GetFileNameWithoutExtension(f).EndsWith(n, StringComparison.Ordinal))).ToList());

    [Fact]
    public void Names_no_folder_of_a_machine_and_no_package_registry()
    {
        var found = SourceTree.Files().Where(f => !IsBinary(f)).SelectMany(f => SourceTree.Lines(f).Select((l, i) => (Where: $"{f}:{i + 1}", Line: l)))
            .Where(l => MachineFolder().IsMatch(l.Line) || RegistryHost().IsMatch(l.Line)).Select(l => $"{l.Where}: {l.Line.Trim()}");
        Assert.Empty(found);
    }

    [Fact]
    public void Stands_under_the_Apache_licence_2_0_unchanged()
    {
        var text = SourceTree.Text("LICENSE").ReplaceLineEndings("\n");
        Assert.Equal("cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static bool InSource(string file) => file.StartsWith("src/", StringComparison.Ordinal);

    private static bool IsBinary(string file) => Path.GetExtension(file) is ".png" or ".gz" or ".xlsx" or ".docx" or ".zip";

    [GeneratedRegex(@"(?<![\w.])/(work|farm|root|home)/\w")]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"\b(api\.nuget|registry\.npmjs|deb\.debian|archive\.ubuntu|pypi|files\.pythonhosted|crates|repo\.maven)\.(org|com|io)\b")]
    private static partial Regex RegistryHost();
}
