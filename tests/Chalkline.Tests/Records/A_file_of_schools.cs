using System.Text;
using Chalkline.Records;
using Chalkline.Records.Imports;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chalkline.Tests.Records;

public sealed class A_file_of_schools
{
    private static SchoolFile Read(string text) => SchoolFile.Read(Encoding.UTF8.GetBytes(text));

    private static FileFault Fault(string text) => Assert.Single(Read(text).Faults);

    [Fact]
    public void Is_read_by_the_names_of_its_columns()
    {
        var file = Read("NCES ID;School Name;Low Grade;High Grade;Students;County\n080001200034;\"Juniper; North\";KG;05;1,204;Elm\n\n;Pine;9;12;;\n");
        Assert.Empty(file.Faults);
        Assert.Equal(["County"], file.Unread);
        Assert.Equal(
            [new(2, "Juniper; North", "080001200034", GradeSet.Of("KG", "01", "02", "03", "04", "05"), 1204, null, null), new(4, "Pine", null, GradeSet.Of("09", "10", "11", "12"), null, null, null)],
            file.Rows);
    }

    [Theory]
    [InlineData("name,grades\r\nPine,K-5\r\n")]
    [InlineData("\uFEFFname,grades\nPine,K-5")]
    [InlineData("name\tgrades\nPine\tK-5\n")]
    [InlineData("\"name\",\"grades\"\n\"Pine\",\"K-5\"\n")]
    [InlineData("NOMBRE;Grados\nPine;K-5\n")]
    public void Has_one_of_three_delimiters_and_may_have_quotes_and_a_mark(string text)
    {
        var file = Read(text);
        Assert.Empty(file.Faults);
        Assert.Equal("Pine", Assert.Single(file.Rows).Name);
    }

    [Fact]
    public void Is_told_by_line_where_a_cell_before_has_several()
    {
        var fault = Fault("name,grades,address\n\"Pine\",K-5,\"1 Elm\nDenver\"\nOak,14,\n");
        Assert.Equal((4, "grades", "14", nameof(RecordsWords.FaultGradesForm)), (fault.Line, fault.Column, fault.Value, fault.Word));
    }

    [Theory]
    [InlineData("", 0, nameof(RecordsWords.FileEmpty))]
    [InlineData("name,grades\n", 0, nameof(RecordsWords.FileEmpty))]
    [InlineData("Pine,K-5\nOak,6-8\n", 1, nameof(RecordsWords.FileNoName))]
    [InlineData("name,School Name,grades\nPine,Pine,K\n", 1, nameof(RecordsWords.FileColumnTwice))]
    [InlineData("name,low grade\nPine,K\n", 1, nameof(RecordsWords.FileHalfRange))]
    [InlineData("name,grades,low grade,high grade\nPine,K,K,1\n", 1, nameof(RecordsWords.FileGradesTwice))]
    [InlineData("name,grades\nPine,K-5,3\n", 2, nameof(RecordsWords.FileCells))]
    [InlineData("name,grades\nPine\n", 2, nameof(RecordsWords.FileCells))]
    [InlineData("name,grades\nPine,K\nPINE,6\n", 3, nameof(RecordsWords.FileNameTwice))]
    [InlineData("name,nces\nPine,080001200034\nOak,080001200034\n", 3, nameof(RecordsWords.FileNcesTwice))]
    [InlineData("name,nces\nPine,80001200034\n", 2, nameof(RecordsWords.FaultNcesForm))]
    [InlineData("name,students\nPine,about 400\n", 2, nameof(RecordsWords.FaultEnrollmentForm))]
    [InlineData("name,students\nPine,=2+3\n", 2, nameof(RecordsWords.FaultEnrollmentForm))]
    [InlineData("name,low grade,high grade\nPine,5,K\n", 2, nameof(RecordsWords.FaultGradesForm))]
    [InlineData("name,grades\n,K-5\n", 2, nameof(RecordsWords.FaultNameMissing))]
    [InlineData("name,grades\nPi\"ne,K-5\n", 2, nameof(RecordsWords.FileQuote))]
    [InlineData("name,grades\nOak,K\nPine,\"K-5\n", 3, nameof(RecordsWords.FileQuote))]
    public void That_is_wrong_is_told_where_and_what_is_expected(string text, int line, string word)
    {
        var fault = Fault(text);
        Assert.Equal((line, word), (fault.Line, fault.Word));
    }

    [Fact]
    public void That_is_no_text_in_UTF_8_is_told_so()
    {
        Assert.Equal(nameof(RecordsWords.FileUtf16), Word(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("name\nPine\n"))));
        Assert.Equal(nameof(RecordsWords.FileUtf16), Word(Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes("name\nPine\n"))));
        Assert.Equal(nameof(RecordsWords.FileBinary), Word(Encoding.Unicode.GetBytes("name\nPine\n")));
        Assert.Equal(nameof(RecordsWords.FileWorkbook), Word([(byte)'P', (byte)'K', 3, 4, 20, 0]));
        Assert.Equal(nameof(RecordsWords.FileNotUtf8), Word(Encoding.Latin1.GetBytes("name\nPeña\n")));
        Assert.Equal(nameof(RecordsWords.FileTooLarge), Word(new byte[SchoolFile.MostBytes + 1]));

        static string Word(IEnumerable<byte> bytes) => Assert.Single(SchoolFile.Read([.. bytes]).Faults).Word;
    }

    [Fact]
    public void Of_noise_has_rows_or_faults_and_never_throws() => Check.One(Fuzz.Of(500), Prop.ForAll(Noise().ToArbitrary(), text =>
    {
        var file = Read(text);
        return file.Rows.Count > 0 || file.Faults.Count > 0;
    }));

    /// <summary>Headers and cells of every kind, cut and joined in ways that nobody meant.</summary>
    private static Gen<string> Noise() =>
        Gen.Elements("name", "grades", "nces", "Pine", "K-5", "080001200034", ",", ";", "\t", "\n", "\r\n", "\"", "\"\"", " ", "=1+1", "é", "\uFEFF", "\r")
            .ListOf().Select(string.Concat);

    [Fact]
    public void Of_ten_thousand_schools_is_compared_with_as_many()
    {
        var text = "name,nces id,grades,students\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"School {i},{i:000000000000},K-5,{i}\n"));
        var file = Read(text);
        Assert.Empty(file.Faults);
        var today = new DateOnly(2026, 11, 24);
        var schools = SchoolDifferences.Of(file, [], today).New.Select(f => f.NewSchool(new(Guid.CreateVersion7()), f.NcesId!, default)).ToList();
        var again = SchoolDifferences.Of(file, schools, today);
        Assert.Equal((0, 0, 10_000, 0), (again.New.Count, again.Changed.Count, again.Unchanged.Count, again.NotInFile.Count));
        Assert.Empty(again.Faults);
    }
}
