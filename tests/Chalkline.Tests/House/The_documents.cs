using System.CommandLine;
using System.Text.RegularExpressions;
using Chalkline.Commands;
using Xunit;

namespace Chalkline.Tests.House;

public partial class The_documents
{
    public static IEnumerable<TheoryDataRow<string>> Documents => SourceTree.Files(".md").Select(f => new TheoryDataRow<string>(f));

    public static IEnumerable<TheoryDataRow<string>> Methods =>
        SourceTree.Files(".md").Where(f => f.StartsWith("docs/methods/", StringComparison.Ordinal) && !f.EndsWith("README.md", StringComparison.Ordinal) || f == "docs/threat-model.md")
            .Select(f => new TheoryDataRow<string>(f));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Have_links_that_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, document))!;
        foreach (var target in LinksIn(WithoutCode(document)))
        {
            if (target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://localhost", StringComparison.Ordinal)) continue;
            var parts = target.Split('#');
            var path = parts[0].Length == 0 ? Path.Combine(SourceTree.Root, document) : Path.GetFullPath(Path.Combine(folder, parts[0]));
            Assert.True(File.Exists(path) || Directory.Exists(path), $"{document} links to {target}, which is not there");
            if (parts.Length > 1) Assert.Contains(parts[1], AnchorsOf(path));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Show_commands_that_exist(string document)
    {
        foreach (var line in CodeIn(document))
        {
            var words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["./start.sh" or "./test.sh" or ".ci/run" or "bash" or "bench/compare/run.sh", ..])
                Assert.True(File.Exists(Path.Combine(SourceTree.Root, words[0] == "bash" ? words[1] : words[0])), $"{document}: {line}");
            else if (words is ["dotnet", "run", "--project", var project, ..])
            {
                Assert.True(Directory.Exists(Path.Combine(SourceTree.Root, project)), $"{document}: {line}");
                if (project == "src/Chalkline") Parses(document, line, words[(Array.IndexOf(words, "--") + 1)..]);
            }
            else if (words is ["chalkline", ..]) Parses(document, line, words[1..]);
        }
    }

    [Fact]
    public void The_readme_begins_with_the_demonstration_and_the_tests()
    {
        var code = CodeIn("README.md").ToList();
        Assert.Equal(["./start.sh", "./test.sh"], code.Take(2));
    }

    /// <summary>A name such as `Reference_values_from_R.are_met` is that of a test; a page of a method, and the threat model, have one at least.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void A_page_of_a_method_or_of_threats_names_its_tests(string document)
    {
        var named = TestName().Matches(SourceTree.Text(document)).Select(m => (Class: m.Groups[1].Value, Test: m.Groups[2].Value)).ToList();
        Assert.NotEmpty(named);
        foreach (var (type, test) in named)
        {
            var sources = SourceTree.Files(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal)).Select(SourceTree.Text)
                .Where(s => Regex.IsMatch(s, $@"\bclass {type}\b"));
            Assert.True(sources.Any(s => Regex.IsMatch(s, $@"\b{test}\(")), $"{document} names the test {type}.{test}, which is not there");
        }
    }

    [Fact]
    public void Decisions_are_numbered_without_a_gap()
    {
        var numbers = SourceTree.Files(".md").Where(f => f.StartsWith("docs/decisions/", StringComparison.Ordinal)).Select(Path.GetFileName)
            .Where(f => f != "README.md").Select(f => f![..4]).ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => n.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)), numbers);
    }

    private static void Parses(string document, string line, string[] words)
    {
        var cut = Array.FindIndex(words, w => w is ">" or "|" or "2>");
        var root = new RootCommand();
        foreach (var command in CommandLine.Every()) root.Add(command);
        var errors = root.Parse(cut < 0 ? words : words[..cut]).Errors.Select(e => e.Message);
        Assert.True(words.Length > 0 && !errors.Any(), $"{document}: {line}: {string.Join("; ", errors)}");
    }

    private static IEnumerable<string> LinksIn(string text) => Link().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>The anchors of a document's headings, as GitHub makes them.</summary>
    private static IEnumerable<string> AnchorsOf(string path) => File.ReadAllLines(path).Where(l => l.StartsWith('#'))
        .Select(l => NotInAnchors().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string document) => Fence().Replace(SourceTree.Text(document), "");

    /// <summary>The lines of the blocks of shell commands.</summary>
    private static IEnumerable<string> CodeIn(string document) => Fence().Matches(SourceTree.Text(document))
        .Where(m => m.Groups[1].Value is "sh" or "").SelectMany(m => m.Groups[2].Value.Split('\n')).Select(l => l.Trim()).Where(l => l.Length > 0);

    [GeneratedRegex(@"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```(\w*)[^\n]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"`([A-Z]\w+)\.([A-Za-z]\w*_\w+)`")]
    private static partial Regex TestName();
}
