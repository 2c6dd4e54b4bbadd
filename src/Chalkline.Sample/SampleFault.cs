namespace Chalkline.Sample;

/// <summary>
/// Something wrong with a file, as real exports have it, that a sample can be given on purpose: to try how a bad file is answered.
/// Where a fault touches one row, it is a row of the comparison group, so that every study file meets it; <see cref="SampleFiles.Touched"/>
/// says which line that was.
/// </summary>
public sealed class SampleFault
{
    private SampleFault(string name, string description, Func<RowEdit> edit, Wrapping wrapping = Wrapping.Plain)
    {
        Name = name;
        Description = description;
        Edit = edit;
        Wrapping = wrapping;
    }

    public static readonly SampleFault MissingColumn = new("missing-column",
        "the column exam is not in the file", () => new EveryRow((_, f) => f.RemoveAt(Column.Exam)));

    public static readonly SampleFault RenamedColumn = new("renamed-column",
        "the column exam is called exam_score", () => new EveryRow((line, f) => { if (line == 1) f[Column.Exam] = "exam_score"; }));

    public static readonly SampleFault DuplicateHeader = new("duplicate-header",
        "the column exam is in the file twice, the second time as the last one", () => new EveryRow((_, f) => f.Add(f[Column.Exam])));

    public static readonly SampleFault TextInNumber = new("text-in-number",
        "a pretest from line 20 on is the text 'five hundred'", () => new OneControlRow(20, (f, _) => f[Column.Pretest] = "five hundred"));

    public static readonly SampleFault NumberTooLarge = new("number-too-large",
        "an exam score from line 25 on is 1234567.89, beyond the fixed-point range", () => new OneControlRow(25, (f, _) => f[Column.Exam] = "1234567.89"));

    public static readonly SampleFault ShortRow = new("short-row",
        "a row from line 30 on lacks its last two fields", () => new OneControlRow(30, (f, _) => f.RemoveRange(f.Count - 2, 2)));

    public static readonly SampleFault LongRow = new("long-row",
        "a row from line 35 on has one field too many", () => new OneControlRow(35, (f, _) => f.Add("0")));

    public static readonly SampleFault DuplicateStudent = new("duplicate-student",
        "a row from line 40 on has the student of the row before it, in the same class", () => new OneControlRow(40, (f, before) => f[Column.Student] = before[Column.Student]));

    public static readonly SampleFault ClusterInTwoArms = new("cluster-in-two-arms",
        "a student from line 45 on, in a comparison class or school, is in arm tutor (for tutor.yaml and the studies of all arms)",
        () => new OneControlRow(45, (f, _) => f[Column.Arm] = SampleArm.Tutor.Value));

    public static readonly SampleFault UnknownArm = new("unknown-arm",
        "the arm of a row from line 50 on is spelled 'contorl' (the studies of all arms refuse it; where a study file picks two arms, the row is left out)",
        () => new OneControlRow(50, (f, _) => f[Column.Arm] = "contorl"));

    public static readonly SampleFault OneArmOnly = new("one-arm-only",
        "only the comparison group's rows are in the file", () => new KeptRows(f => f[Column.Arm] == SampleArm.Control.Value));

    public static readonly SampleFault ArmsFollowSchools = new("arms-follow-schools",
        "all classes of a school are in one arm, one arm after the other over the schools, so that the arms are in the span of the schools", () => new ArmOfTheSchool());

    public static readonly SampleFault FlatOutcome = new("flat-outcome",
        "every exam score is 500.00", () => new EveryRow((line, f) => { if (line > 1) f[Column.Exam] = "500.00"; }));

    public static readonly SampleFault NoRows = new("no-rows",
        "the file has its header and no row", () => new KeptRows(_ => false));

    public static readonly SampleFault EmptyFile = new("empty-file",
        "the file has no byte at all", () => new NoLines());

    public static readonly SampleFault TruncatedGzip = new("truncated-gzip",
        "the data are pilot.csv.gz, cut off after three quarters of its bytes", () => new EveryRow((_, _) => { }), Wrapping.TruncatedGzip);

    /// <summary>Not a fault but a dialect: the evaluation must be that of the clean file.</summary>
    public static readonly SampleFault SemicolonsAndBom = new("semicolons-and-bom",
        "not a fault but a dialect: byte order mark, semicolons, CRLF, and a thirteenth column, note, with quotes and line breaks in quotes; the answer must be that of the clean file",
        () => new EveryRow((line, f) => f.Add(line == 1 ? "note" : line % 7 == 0 ? "moved in;\r\nsee \"office\" file" : "")), Wrapping.SemicolonsAndBom);

    /// <summary>All faults, in the order in which a manual should list them.</summary>
    public static readonly IReadOnlyList<SampleFault> All =
    [
        MissingColumn, RenamedColumn, DuplicateHeader, TextInNumber, NumberTooLarge, ShortRow, LongRow, DuplicateStudent, ClusterInTwoArms,
        UnknownArm, OneArmOnly, ArmsFollowSchools, FlatOutcome, NoRows, EmptyFile, TruncatedGzip, SemicolonsAndBom,
    ];

    /// <summary>Stable, in kebab case: what a command line takes.</summary>
    public string Name { get; }

    /// <summary>What it does to the file. A line counts from 1, the header.</summary>
    public string Description { get; }

    internal Func<RowEdit> Edit { get; }
    internal Wrapping Wrapping { get; }

    /// <summary>The fault of a name; null where there is none.</summary>
    public static SampleFault? Named(string name) => All.FirstOrDefault(f => f.Name == name);

    public override string ToString() => Name;
}

/// <summary>What a fault does to the file around the rows.</summary>
internal enum Wrapping { Plain, TruncatedGzip, SemicolonsAndBom }

/// <summary>Places of the columns that faults touch.</summary>
internal static class Column
{
    public const int Student = 0, School = 1, Class = 2, Arm = 4, Pretest = 5, Exam = 7;
}
