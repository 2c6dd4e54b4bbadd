using System.IO.Compression;
using System.Text;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Sample;

public sealed class Faults_of_a_sample : IDisposable
{
    private readonly SampleFolder _folder = new();
    private readonly string[] _clean;

    public Faults_of_a_sample() => _clean = Lines(_folder.Write(Plan()).Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void drop_a_column_or_rename_it()
    {
        Assert.All(Faulty(SampleFault.MissingColumn).Zip(_clean), p => Assert.Equal(Without(p.Second, 7), p.First));

        var renamed = Faulty(SampleFault.RenamedColumn);
        Assert.Equal(_clean[0].Replace("exam", "exam_score", StringComparison.Ordinal), renamed[0]);
        Assert.Equal(_clean[1..], renamed[1..]);
    }

    [Fact]
    public void write_a_column_twice() =>
        Assert.All(Faulty(SampleFault.DuplicateHeader).Zip(_clean), p => Assert.Equal($"{p.Second},{p.Second.Split(',')[7]}", p.First));

    public static TheoryData<string, int, int, string> OneField => new()
    {
        { "text-in-number", 20, 5, "five hundred" },
        { "number-too-large", 25, 7, "1234567.89" },
        { "cluster-in-two-arms", 45, 4, "tutor" },
        { "unknown-arm", 50, 4, "contorl" },
    };

    [Theory]
    [MemberData(nameof(OneField))]
    public void change_one_field_of_one_row_of_the_comparison_group_and_name_its_line(string name, int from, int column, string value)
    {
        var (lines, line) = OneLine(SampleFault.Named(name)!, from);

        var fields = _clean[line - 1].Split(',');
        Assert.Equal("control", fields[4]);
        fields[column] = value;
        Assert.Equal(string.Join(',', fields), lines[line - 1]);
    }

    [Fact]
    public void cut_a_row_short_or_make_it_long()
    {
        var (cut, at) = OneLine(SampleFault.ShortRow, 30);
        Assert.Equal(10, cut[at - 1].Split(',').Length);
        Assert.StartsWith(cut[at - 1], _clean[at - 1]);

        (cut, at) = OneLine(SampleFault.LongRow, 35);
        Assert.Equal($"{_clean[at - 1]},0", cut[at - 1]);
    }

    [Fact]
    public void give_a_row_the_student_of_the_row_before_in_the_same_class()
    {
        var (lines, line) = OneLine(SampleFault.DuplicateStudent, 40);
        var (before, row) = (lines[line - 2].Split(','), lines[line - 1].Split(','));

        Assert.Equal(before[..3], row[..3]);
        Assert.Equal(_clean[line - 1].Split(',')[1..], row[1..]);
    }

    [Fact]
    public void put_one_student_of_a_comparison_class_into_another_arm()
    {
        var rows = Faulty(SampleFault.ClusterInTwoArms)[1..].Select(l => l.Split(','));

        Assert.Equal(1, rows.GroupBy(r => r[2]).Count(c => c.Select(r => r[4]).Distinct().Count() == 2));
    }

    [Fact]
    public void leave_one_arm_or_no_row_or_no_byte()
    {
        Assert.Equal(_clean.Where((l, i) => i == 0 || l.Contains(",control,", StringComparison.Ordinal)), Faulty(SampleFault.OneArmOnly));
        Assert.Equal([_clean[0]], Faulty(SampleFault.NoRows));
        Assert.Equal(0, _folder.Write(Plan(SampleFault.EmptyFile)).Bytes);
    }

    [Fact]
    public void let_the_arms_follow_the_schools()
    {
        var rows = Faulty(SampleFault.ArmsFollowSchools)[1..].Select(l => l.Split(',')).ToList();

        Assert.All(rows.GroupBy(r => r[1]), s => Assert.Single(s.Select(r => r[4]).Distinct()));
        Assert.Equal(["control", "tutor", "chatbot", "reader"], rows.Select(r => r[4]).Distinct());
    }

    [Fact]
    public void give_all_the_same_exam_score() =>
        Assert.Equal(["500.00"], Faulty(SampleFault.FlatOutcome)[1..].Select(l => l.Split(',')[7]).Distinct());

    [Fact]
    public void cut_a_gzip_file_off_and_point_the_studies_to_it()
    {
        var files = _folder.Write(Plan(SampleFault.TruncatedGzip));

        Assert.Equal("pilot.csv.gz", Path.GetFileName(files.Data));
        Assert.Equal(files.Bytes, new FileInfo(files.Data).Length);
        Assert.All(files.Studies, s => Assert.Contains("\ndata: pilot.csv.gz\n", File.ReadAllText(s)));
        var (whole, left) = (string.Join('\n', _clean), Unzipped(files.Data));
        Assert.InRange(left.Length, whole.Length / 2, whole.Length * 9 / 10);
        Assert.StartsWith(left, whole);
    }

    [Fact]
    public void write_another_dialect_with_the_same_values()
    {
        var text = File.ReadAllBytes(_folder.Write(Plan(SampleFault.SemicolonsAndBom)).Data);
        Assert.Equal(Encoding.UTF8.GetPreamble(), text[..3]);

        var note = ";\"moved in;\r\nsee \"\"office\"\" file\"\r\n";
        var body = Encoding.UTF8.GetString(text[3..]);
        Assert.Contains(note, body);
        var plain = body.Replace(note, ";\r\n", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(_clean.Select((l, i) => l.Replace(',', ';') + (i == 0 ? ";note" : ";")), plain);
    }

    [Fact]
    public void can_be_planted_together()
    {
        var files = _folder.Write(Plan(SampleFault.TextInNumber, SampleFault.LongRow));

        Assert.Equal(["text-in-number", "long-row"], files.Touched.Select(t => t.Fault.Name));
        Assert.All(files.Touched, t => Assert.NotEqual(_clean[t.Line - 1], Lines(files.Data)[t.Line - 1]));
        Assert.Contains("text-in-number: ", File.ReadAllText(files.Readme));
    }

    [Fact]
    public void change_every_file_they_are_planted_in() =>
        Assert.All(SampleFault.All, f => Assert.NotEqual(_clean, Lines(_folder.Write(Plan(f)).Data)));

    [Fact]
    public void have_a_name_in_kebab_case_and_a_description_each()
    {
        Assert.Equal(SampleFault.All.Count, SampleFault.All.Select(f => f.Name).Distinct().Count());
        Assert.All(SampleFault.All, f => Assert.Matches("^[a-z]+(-[a-z]+)*$", f.Name));
        Assert.All(SampleFault.All, f => Assert.Same(f, SampleFault.Named(f.Name)));
        Assert.All(SampleFault.All, f => Assert.True(f.Description.Length > 10));
        Assert.Null(SampleFault.Named("no-such-fault"));
    }

    private static SamplePlan Plan(params SampleFault[] faults) => new() { Students = 2500, Faults = faults };

    private string[] Faulty(SampleFault fault) => Lines(_folder.Write(Plan(fault)).Data);

    /// <summary>The file's lines and the line (from 1) that alone differs from the clean file, as the result names it.</summary>
    private (string[] Lines, int Line) OneLine(SampleFault fault, int from)
    {
        var files = _folder.Write(Plan(fault));
        var lines = Lines(files.Data);
        var touched = Assert.Single(files.Touched);

        Assert.Same(fault, touched.Fault);
        Assert.True(touched.Line >= from);
        Assert.Equal([(int)touched.Line], Enumerable.Range(1, _clean.Length).Where(i => lines[i - 1] != _clean[i - 1]));
        return (lines, (int)touched.Line);
    }

    private static string[] Lines(string path) => File.ReadAllLines(path);

    private static string Without(string line, int column)
    {
        var fields = line.Split(',').ToList();
        fields.RemoveAt(column);
        return string.Join(',', fields);
    }

    /// <summary>As much text as comes out of a file before it breaks off.</summary>
    private static string Unzipped(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return text.ReadToEnd();
    }
}
