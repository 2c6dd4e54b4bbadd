using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>Study files and commands that cannot be followed: exit code 2, a plain line a fault, and nothing is written.</summary>
public sealed class Bad_studies_and_commands : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_study_that_is_not_there_is_named() =>
        Assert.Equal($"chalkline: {_folder.At("nope.yaml")}: there is no such file", Assert.Single(await _folder.Refusal(_folder.At("nope.yaml"))));

    [Fact]
    public async Task A_study_that_is_a_folder_is_named() =>
        Assert.Equal($"chalkline: {_folder.Root}: is a folder; name the study file in it", Assert.Single(await _folder.Refusal(_folder.Root)));

    [Theory]
    [InlineData("weights: propensity\n", "weights: not evaluated yet (line 14)")]
    [InlineData("roster: { file: r.csv, student: student, cluster: class, arm: arm }\n", "roster: not evaluated yet (line 14)")]
    [InlineData("ajust: [female]\n", "ajust", "adjust", "(line 14)")]
    [InlineData("where: exma > 3\n", "where", "exma", "exam", "(line 14)")]
    [InlineData("subgroups: [femal]\n", "no column 'femal'", "'female'", "(line 14)")]
    public async Task A_line_that_cannot_be_followed_is_told_by_its_number(string line, params string[] told)
    {
        var refusal = Assert.Single(await _folder.Refusal(_folder.Write(SmallPilot.Of(), SmallPilot.Study + line)));
        Assert.StartsWith("chalkline: " + _folder.At("study.yaml"), refusal, StringComparison.Ordinal);
        Assert.All(told, t => Assert.Contains(t, refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Difference_in_differences_is_not_evaluated_yet()
    {
        var study = SmallPilot.Study.Replace("kind: cluster-randomized", "kind: difference-in-differences\n  period: female\n  post: [1]", StringComparison.Ordinal);
        var refusal = Assert.Single(await _folder.Refusal(_folder.Write(SmallPilot.Of(), study)));
        Assert.Contains("design.kind: difference-in-differences is not evaluated yet (line 5)", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_study_is_told_at_once()
    {
        var study = SmallPilot.Study.Replace("worthwhile: 0.05", "worthwhile: -1", StringComparison.Ordinal) + "confidence: 95\ncolour: red\n";
        Assert.Equal(3, (await _folder.Refusal(_folder.Write(SmallPilot.Of(), study))).Count);
    }

    [Fact]
    public async Task An_answer_into_a_folder_that_is_not_there_is_refused_before_the_data_are_read()
    {
        var study = _folder.Write("study.yaml", SmallPilot.Study);
        var refusal = (await CliFolder.Run("evaluate", study, "--out", _folder.At("no/answer.txt"))).Refusal();
        Assert.Equal($"chalkline: --out: there is no folder {_folder.At("no")}", Assert.Single(refusal));
        Assert.False(Directory.Exists(_folder.At("no")));
    }

    [Fact]
    public async Task An_answer_onto_a_folder_is_refused()
    {
        var study = _folder.Write(SmallPilot.Of());
        var refusal = (await CliFolder.Run("evaluate", study, "--out", _folder.Root)).Refusal();
        Assert.Equal($"chalkline: --out: {_folder.Root} is a folder; name a file in it", Assert.Single(refusal));
        Assert.Equal(["pilot.csv", "study.yaml"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("study.yaml")]
    [InlineData("pilot.csv")]
    public async Task An_answer_onto_what_the_study_is_read_from_is_refused(string name)
    {
        var study = _folder.Write(SmallPilot.Of());
        var before = File.ReadAllText(_folder.At(name));
        var refusal = (await CliFolder.Run("evaluate", study, "--out", _folder.At(name))).Refusal();
        Assert.Contains("is a file that the study is read from", Assert.Single(refusal), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_folder.At(name)));
    }

    [Fact]
    public async Task A_key_that_is_too_short_or_not_there_is_refused()
    {
        var study = _folder.Write(SmallPilot.Of());
        var key = _folder.Write("key", "0123456789");
        Assert.Equal($"chalkline: --key: {key} has 10 bytes; a key has 16 at least", Assert.Single(await _folder.Refusal(study, "--key", key)));
        Assert.Equal($"chalkline: --key: there is no file {key}s", Assert.Single(await _folder.Refusal(study, "--key", key + "s")));
    }

    [Theory]
    [InlineData("there is no command 'evalute'; did you mean 'evaluate'?", "evalute", "study.yaml")]
    [InlineData("name a command: serve, evaluate, demo")]
    [InlineData("there is no option '--formt'; did you mean '--format'?", "evaluate", "study.yaml", "--formt", "json")]
    [InlineData("there is no option '--frobnicate'", "evaluate", "--frobnicate")]
    [InlineData("--format: 'yaml' is not one of text, json, html", "evaluate", "study.yaml", "--format", "yaml")]
    [InlineData("--language: 'fr' is not one of en, es", "evaluate", "study.yaml", "--language", "fr")]
    [InlineData("'evaluate' needs STUDY", "evaluate")]
    [InlineData("--port: 'abc' is no whole number", "demo", "--port", "abc")]
    [InlineData("--port is a number from 1 to 65535", "demo", "--port", "0")]
    [InlineData("--assign: 'room' is not one of class, school", "demo", "--assign", "room")]
    [InlineData("--fault: 'missing-colum' is not one of", "demo", "--write", "x", "--fault", "missing-colum")]
    [InlineData("A sample has 200 to 50,000,000 students, not 3.", "demo", "--students", "3")]
    [InlineData("--fault goes with --write", "demo", "--fault", "no-rows")]
    public async Task A_command_that_cannot_be_followed_is_told_in_one_line(string told, params string[] args)
    {
        var lines = (await CliFolder.Run(args)).Refusal();
        Assert.Contains(told, lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), l => Assert.Equal("Try 'chalkline --help'.", l));
    }

    [Fact]
    public async Task Help_lists_the_commands_and_how_to_begin()
    {
        var result = await BuiltProgram.Run(_folder, "--help");
        Assert.Equal(0, result.Exit);
        Assert.Matches(@"(?m)^\s+evaluate <STUDY>\s+Evaluate", result.Output);
        Assert.Matches(@"(?m)^\s+demo\s+Show", result.Output);
        Assert.Contains("chalkline evaluate study.yaml", result.Output, StringComparison.Ordinal);
        Assert.Contains("--format <text|json|html>", (await BuiltProgram.Run(_folder, "evaluate", "--help")).Output, StringComparison.Ordinal);
    }
}
