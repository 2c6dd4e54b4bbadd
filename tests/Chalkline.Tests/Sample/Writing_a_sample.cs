using System.Text;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Sample;

public sealed class Writing_a_sample : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6000)]
    [InlineData(40_000)]
    public void gives_the_same_bytes_for_the_same_seed_with_any_number_of_workers(int students)
    {
        var plan = new SamplePlan { Students = students };

        var hashes = new[] { 1, 1, 2, 7 }.Select(workers => SampleFolder.Hash(_folder.Write(plan, workers).Data));

        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public void gives_these_bytes_on_every_machine_and_in_every_release() =>
        Assert.Equal("c9293b78e3b055fc39da4cbaa6ac1b6a15eaaf04a5a7955cb6fd9026d0aa4b6e", SampleFolder.Hash(_folder.Write(new()).Data));

    [Fact]
    public void gives_other_bytes_for_another_seed()
    {
        var one = SampleFolder.Hash(_folder.Write(new() { Seed = 1 }).Data);
        var two = SampleFolder.Hash(_folder.Write(new() { Seed = 2 }).Data);

        Assert.NotEqual(one, two);
    }

    [Theory]
    [InlineData(200, 1, 8)]
    [InlineData(641, 1, 28)]
    [InlineData(6000, 12, 240)]
    [InlineData(20_000, 40, 800)]
    public void has_the_students_schools_and_classes_it_says(int students, int schools, int classes)
    {
        var files = _folder.Write(new() { Students = students });
        var pilot = Pilot.Read(files.Data);

        Assert.Equal((students, schools, classes), (files.Students, files.Schools, files.Classes));
        Assert.Equal(students, pilot.Column("student").Distinct().Count());
        Assert.Equal(schools, pilot.Column("school").Distinct().Count());
        Assert.Equal(classes, pilot.Column("class").Distinct().Count());
        Assert.Equal(students, pilot.Rows.Count);
        Assert.Equal(new FileInfo(files.Data).Length, files.Bytes);
    }

    [Fact]
    public void gives_every_row_twelve_columns_and_a_line_feed()
    {
        var text = File.ReadAllText(_folder.Write(new()).Data, Encoding.ASCII);
        var pilot = Pilot.Read(_folder.Write(new()).Data);

        Assert.Equal(["student", "school", "class", "grade", "arm", "pretest", "practice", "exam", "engagement", "female", "low_income", "english_learner"],
            pilot.Header);
        Assert.Equal(PilotSample.Columns, pilot.Header);
        Assert.All(pilot.Rows, r => Assert.Equal(12, r.Length));
        Assert.EndsWith("\n", text);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void makes_a_million_rows_62_MB()
    {
        var bytes = _folder.Write(new() { Students = 100_000 }).Bytes;

        // Ids of schools are one digit shorter than in a district of a million.
        Assert.InRange(10 * (bytes + 2 * 100_000), 60_000_000, 64_000_000);
    }

    [Fact]
    public void writes_a_study_a_tool_one_of_all_and_a_note_that_says_all_is_invented()
    {
        var files = _folder.Write(new());

        Assert.Equal(["tutor.yaml", "chatbot.yaml", "reader.yaml", "all-tools.yaml"], files.Studies.Select(Path.GetFileName));
        Assert.Equal(["README.txt", "all-tools.yaml", "chatbot.yaml", "pilot.csv", "reader.yaml", "tutor.yaml"],
            Directory.GetFileSystemEntries(Path.GetDirectoryName(files.Data)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files.Studies.Append(files.Readme), f => Assert.Contains("invented", File.ReadAllText(f), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void replaces_the_files_of_an_earlier_sample()
    {
        _folder.Write(new() { Students = 800, Seed = 3 });
        var again = _folder.Write(new() { Students = 400, Seed = 3 });

        Assert.Equal(400, Pilot.Read(again.Data).Rows.Count);
    }

    [Fact]
    public void tells_its_progress_up_to_one()
    {
        var told = new List<double>();
        PilotSample.Write(new() { Students = 30_000 }, _folder.Root, new Told(told.Add), TestContext.Current.CancellationToken);

        Assert.True(told.Count > 1);
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
    }

    [Fact]
    public void leaves_nothing_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var nested = Path.Combine(_folder.Root, "made", "for", "it");

        Assert.ThrowsAny<OperationCanceledException>(() =>
            PilotSample.Write(new() { Students = 100_000 }, nested, new Told(_ => cancel.Cancel()), cancel.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void leaves_an_earlier_sample_as_it_was_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var earlier = _folder.Write(new() { Students = 800 });
        var folder = Path.GetDirectoryName(earlier.Data)!;
        var before = Directory.GetFiles(folder).Order().Select(f => (f, SampleFolder.Hash(f))).ToList();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            PilotSample.Write(new() { Students = 100_000 }, folder, new Told(_ => cancel.Cancel()), cancel.Token));

        Assert.Equal(before, Directory.GetFiles(folder).Order().Select(f => (f, SampleFolder.Hash(f))));
    }

    [Theory]
    [InlineData(199)]
    [InlineData(50_000_001)]
    public void is_refused_for_too_few_or_too_many_students(int students)
    {
        var plan = new SamplePlan { Students = students };

        Assert.Contains("200 to 50,000,000", Assert.Single(plan.Problems()));
        Assert.Throws<ArgumentException>(() => _folder.Write(plan));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void is_refused_where_schools_are_too_few_to_assign()
    {
        Assert.Contains("8 schools", Assert.Single(new SamplePlan { Students = 3000, Assignment = SampleAssignment.School }.Problems()));
        Assert.Empty(new SamplePlan { Students = 4000, Assignment = SampleAssignment.School }.Problems());
    }

    [Fact]
    public void is_refused_where_a_fault_is_named_twice() =>
        Assert.Single(new SamplePlan { Faults = [SampleFault.ShortRow, SampleFault.ShortRow] }.Problems());

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
