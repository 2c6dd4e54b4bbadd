using System.IO.Compression;
using System.Text;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>The same rows give the same answer, to the last bit: whatever their order, the file's dialect, or the number of threads.</summary>
public sealed class The_same_answer : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task is_given_for_shuffled_rows()
    {
        var plain = await Json(SmallPilot.Of());
        Assert.Equal(plain, await Json(SmallPilot.Of().Shuffled()));
        Assert.NotEqual(plain, await Json(SmallPilot.Of().With(0, "exam", "61.3")));
    }

    [Fact]
    public async Task is_given_for_shuffled_rows_of_single_students() =>
        Assert.Equal(await Json(SmallPilot.OfStudents(), SmallPilot.Individual), await Json(SmallPilot.OfStudents().Shuffled(), SmallPilot.Individual));

    [Fact]
    public async Task is_given_for_shuffled_rows_of_students_on_several_occasions()
    {
        var study = SmallPilot.Study.Replace("student: student\n", "student: student\noccasion: occasion\n", StringComparison.Ordinal);
        Assert.Equal(await Json(SmallPilot.Of().Repeated(3), study), await Json(SmallPilot.Of().Repeated(3).Shuffled(), study));
    }

    [Theory]
    [InlineData('\t', "\n", false)]
    [InlineData(';', "\n", false)]
    [InlineData(',', "\r\n", false)]
    [InlineData(',', "\n", true)]
    [InlineData(';', "\r\n", true)]
    public async Task is_given_for_every_dialect(char delimiter, string lineBreak, bool mark)
    {
        var plain = await Json(SmallPilot.Of());
        var text = SmallPilot.Of().Csv(delimiter, lineBreak);
        File.WriteAllText(_folder.At("pilot.csv"), text, new UTF8Encoding(mark));
        Assert.Equal(plain, await _folder.Text(_folder.At("study.yaml"), "--format", "json"));
    }

    [Fact]
    public async Task is_given_for_a_gzip_file()
    {
        var plain = await Json(SmallPilot.Of());
        await using (var packed = new GZipStream(File.Create(_folder.At("pilot.csv.gz")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(SmallPilot.Of().Csv()));
        var study = _folder.Write("packed.yaml", SmallPilot.Study.Replace("pilot.csv", "pilot.csv.gz", StringComparison.Ordinal));
        Assert.Equal(plain, await _folder.Text(study, "--format", "json"));
    }

    [Fact]
    public async Task is_given_for_quotes_and_line_breaks_in_a_column_that_is_not_asked_for()
    {
        string? clean = null;
        foreach (var faults in new SampleFault[][] { [], [SampleFault.SemicolonsAndBom] })
        {
            PilotSample.Write(new SamplePlan { Students = 2500, Faults = faults }, _folder.At("sample"), null, TestContext.Current.CancellationToken);
            var json = await _folder.Text(Path.Combine(_folder.At("sample"), "all-tools.yaml"), "--format", "json");
            Assert.Equal(clean ??= json, json);
        }
    }

    [Fact]
    public async Task is_given_by_one_thread_and_by_many()
    {
        // Some 400 kB: several blocks.
        PilotSample.Write(new SamplePlan { Students = 6000 }, _folder.Root, null, TestContext.Current.CancellationToken);
        var answers = new List<string>();
        foreach (var threads in new[] { "1", "2", "8" })
        {
            var result = await BuiltProgram.RunWith(_folder, new() { ["DOTNET_PROCESSOR_COUNT"] = threads }, "evaluate", "all-tools.yaml", "--format", "json");
            Assert.Equal((0, ""), (result.Exit, result.Error));
            answers.Add(result.Output);
        }
        Assert.Single(answers.Distinct());
        Assert.Equal(answers[0], await _folder.Text(_folder.At("all-tools.yaml"), "--format", "json"));
    }

    [Fact]
    public async Task has_another_hash_under_another_key()
    {
        var study = _folder.Write(SmallPilot.Of());
        var hashes = new List<string>();
        foreach (var key in new[] { "a key of 16 bytes", "another key of 16" })
        {
            var moments = (await _folder.Answer(study, "--key", _folder.Write("key", key)))["moments"]!;
            Assert.Equal("secret", (string)moments["key"]!);
            hashes.Add((string)moments["hash"]!);
        }
        hashes.Add((string)(await _folder.Answer(study))["moments"]!["hash"]!);
        Assert.Equal(3, hashes.Distinct().Count());
    }

    private Task<string> Json(SmallPilot pilot, string study = SmallPilot.Study) => _folder.Text(_folder.Write(pilot, study), "--format", "json");
}
