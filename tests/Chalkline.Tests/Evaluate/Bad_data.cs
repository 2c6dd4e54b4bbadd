using System.Diagnostics;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>Data that cannot be evaluated: exit code 2, one plain line that says what and where, and nothing is written.</summary>
public sealed class Bad_data : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("missing-column", "tutor.yaml", "outcomes[1].column: there is no column 'exam' in", "pilot.csv")]
    [InlineData("renamed-column", "tutor.yaml", "there is no column 'exam'", "'exam_score'")]
    [InlineData("duplicate-header", "tutor.yaml", "line 1", "the header has 'exam' twice (columns 8 and 13)")]
    [InlineData("text-in-number", "tutor.yaml", "line {0}", "'pretest'", "'five hundred'")]
    [InlineData("number-too-large", "tutor.yaml", "line {0}", "'exam'", "1234567.89")]
    [InlineData("short-row", "tutor.yaml", "line {0}", "10 fields", "12")]
    [InlineData("long-row", "tutor.yaml", "line {0}", "13 fields", "12")]
    [InlineData("duplicate-student", "tutor.yaml", "line {0}", "'student'", "is there twice (first in line {-1})", "`occasion`")]
    [InlineData("cluster-in-two-arms", "tutor.yaml", "design.cluster", "(control and tutor)", "in more than one arm")]
    [InlineData("unknown-arm", "all-tools.yaml", "line {0}", "'arm'", "'contorl' is not listed; the study lists 'control', 'tutor', 'chatbot', 'reader'")]
    [InlineData("one-arm-only", "tutor.yaml", "design.arms", "'tutor'", "there are 'control'")]
    [InlineData("arms-follow-schools", "all-tools.yaml", "cannot be told apart from blocks and covariates")]
    [InlineData("flat-outcome", "tutor.yaml", "outcomes[1]", "'exam' never varies: every value is 500")]
    [InlineData("no-rows", "tutor.yaml", "data: ", "has a header and no rows (line 3)")]
    [InlineData("empty-file", "tutor.yaml", "the file is empty: there is no header")]
    [InlineData("truncated-gzip", "tutor.yaml", "pilot.csv.gz", "cut off")]
    public async Task is_refused_in_one_line_for_each_fault_of_the_sample(string fault, string study, params string[] told)
    {
        var planted = SampleFault.Named(fault)!;
        var files = PilotSample.Write(new SamplePlan { Students = 2500, Faults = [planted] }, _folder.At("sample"), null, TestContext.Current.CancellationToken);
        var at = files.Touched.Count > 0 ? files.Touched[0].Line : 0;

        var line = Assert.Single(await _folder.Refusal(Path.Combine(_folder.At("sample"), study)));

        Assert.All(told, t => Assert.Contains(
            t.Replace("{0}", $"{at}", StringComparison.Ordinal).Replace("{-1}", $"{at - 1}", StringComparison.Ordinal), line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task that_is_not_there_is_named()
    {
        var study = _folder.Write("study.yaml", SmallPilot.Study);
        Assert.Equal($"chalkline: {_folder.At("pilot.csv")}: there is no such file", Assert.Single(await _folder.Refusal(study)));
    }

    [Fact]
    public async Task that_is_a_folder_is_named()
    {
        Directory.CreateDirectory(_folder.At("pilot.csv"));
        var study = _folder.Write("study.yaml", SmallPilot.Study);
        var line = Assert.Single(await _folder.Refusal(study));
        Assert.Contains("pilot.csv", line, StringComparison.Ordinal);
        Assert.Contains("folder", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_a_header_is_told_from_data_with_one()
    {
        var study = _folder.Write(SmallPilot.Of());
        File.WriteAllText(_folder.At("pilot.csv"), "1,2,3\n4,5,6\n");
        Assert.Contains("there is no header: the first line holds numbers", Assert.Single(await _folder.Refusal(study)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_a_column_names_the_nearest_ones_and_every_absent_column_at_once()
    {
        var pilot = SmallPilot.Of();
        pilot.Header[pilot["exam"]] = "Exam";
        pilot.Header[pilot["pretest"]] = "pre_test";
        var lines = await _folder.Refusal(_folder.Write(pilot));
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, l => l.Contains("no column 'exam'", StringComparison.Ordinal) && l.Contains("'Exam'", StringComparison.Ordinal) && l.Contains("line 11", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("no column 'pretest'", StringComparison.Ordinal) && l.Contains("'pre_test'", StringComparison.Ordinal) && l.Contains("line 12", StringComparison.Ordinal));
    }

    [Fact]
    public async Task with_one_cluster_in_an_arm_is_refused_by_the_arm()
    {
        var line = Assert.Single(await _folder.Refusal(_folder.Write(SmallPilot.Of(classes: 3))));
        Assert.Contains("'exam' has 1 cluster in the arm 'tutor'; two at least are needed in each arm", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task with_one_arm_and_no_list_of_arms_is_refused()
    {
        var study = SmallPilot.Study.Replace("  arms: { tutor: Tutor }\n", "", StringComparison.Ordinal);
        var pilot = SmallPilot.Of();
        var line = Assert.Single(await _folder.Refusal(_folder.Write(pilot.Where(r => r[pilot["arm"]] == "control"), study)));
        Assert.Contains("design.arm: all rows that are left have the value 'control'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task with_a_student_twice_on_one_occasion_is_refused_by_line_and_occasion()
    {
        var pilot = SmallPilot.Of().Repeated(2);
        var study = SmallPilot.Study.Replace("student: student\n", "student: student\noccasion: occasion\n", StringComparison.Ordinal);
        var line = Assert.Single(await _folder.Refusal(_folder.Write(pilot.With(11, "occasion", "1"), study)));
        Assert.Contains("line 13", line, StringComparison.Ordinal);
        Assert.Contains("'s005' is there twice (first in line 12) on occasion '1'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task of_which_where_leaves_nothing_tells_how_many_rows_there_were()
    {
        var line = Assert.Single(await _folder.Refusal(_folder.Write(SmallPilot.Of(), SmallPilot.Study + "where: pretest > 1000\n")));
        Assert.Contains("where: of 192 rows none is left (192 dropped by where) (line 14)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task in_which_a_covariate_tells_the_arm_is_refused()
    {
        var pilot = SmallPilot.Of();
        pilot.WithColumn("licence", (r, _) => r[pilot["arm"]] == "tutor" ? "1" : "0");
        var line = Assert.Single(await _folder.Refusal(_folder.Write(pilot, SmallPilot.Study.Replace("[pretest]", "[pretest, licence]", StringComparison.Ordinal))));
        Assert.Contains("the arm 'tutor' cannot be told apart from blocks and covariates on 'exam'", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0", "longer than 16 MiB")]
    [InlineData("s1,k1,c1,control,1,\"", "")]
    public async Task with_a_line_of_ten_gigabytes_is_refused_at_once_in_little_memory(string start, string told)
    {
        _folder.Write(SmallPilot.Of());
        await using (var file = new FileStream(_folder.At("pilot.csv"), FileMode.Append, FileAccess.Write))
        {
            await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(start), TestContext.Current.CancellationToken);
            file.SetLength(10L << 30); // sparse: takes no room on the disk
        }
        var clock = Stopwatch.StartNew();
        // A heap of 150 MB: more is a crash, and not exit code 2.
        var result = await BuiltProgram.RunWith(_folder, new() { ["DOTNET_GCHeapHardLimit"] = "0x9000000" }, "evaluate", "study.yaml", "--out", "answer");
        var line = Assert.Single(result.Refusal());
        Assert.Contains("pilot.csv, line 194", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("answer")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
    }
}
