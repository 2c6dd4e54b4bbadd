using System.Globalization;

namespace Chalkline.Tests.Evaluate;

/// <summary>
/// An invented pilot small enough to be written out in a test: a row a student, classes of eight put into two arms in turn, pairs of classes
/// in a school. The tutor adds 6 points to an exam with a standard deviation of about 10, and takes 2 from the absences.
/// </summary>
public sealed class SmallPilot
{
    /// <summary>Lines: study 1, data 2, student 3, design 4 to 9, outcomes 10 and 11, adjust 12, criteria 13.</summary>
    public const string Study = """
        study: A small pilot (invented)
        data: pilot.csv
        student: student
        design:
          kind: cluster-randomized
          cluster: class
          arm: arm
          control: control
          arms: { tutor: Tutor }
        outcomes:
          - { column: exam, label: Exam, role: confirmatory, domain: achievement }
        adjust: [pretest]
        criteria: { outcome: exam, worthwhile: 0.05, planned: 0.20, harm: -0.10 }

        """;

    public const string Individual = """
        study: A small pilot of single students (invented)
        data: pilot.csv
        student: student
        design: { kind: student-randomized, delivery: individual, arm: arm, control: control, block: school }
        outcomes: [{ column: exam, role: confirmatory }]
        adjust: [pretest, female]

        """;

    public List<string> Header { get; } = ["student", "school", "class", "arm", "pretest", "exam", "absences", "female"];

    public List<string[]> Rows { get; private init; } = [];

    /// <summary>Classes in turn in either arm.</summary>
    public static SmallPilot Of(int classes = 24, int size = 8) => Of(classes, size, (_, c) => c % 2);

    /// <summary>Single students in turn in either arm, within the classes.</summary>
    public static SmallPilot OfStudents(int classes = 12, int size = 8) => Of(classes, size, (s, _) => s % 2);

    private static SmallPilot Of(int classes, int size, Func<int, int, int> armOf)
    {
        var pilot = new SmallPilot();
        for (var c = 0; c < classes; c++)
        {
            var ofClass = Noise(c, 7919) * 3;
            for (var s = 0; s < size; s++)
            {
                var id = c * size + s;
                var treated = armOf(s, c);
                var pretest = 50 + ofClass + 10 * Noise(id, 104729);
                var exam = 20 + 0.6 * pretest + ofClass + 6 * treated + 6 * Noise(id, 15485863);
                var absences = Math.Max(0, Math.Round(8 - 2 * treated + 3 * Noise(id, 32452843)));
                pilot.Rows.Add([Id('s', id), Id('k', c / 2), Id('c', c), treated == 1 ? "tutor" : "control", Text(pretest), Text(exam), Text(absences),
                    (id * 7 % 3 == 0 ? 1 : 0).ToString(CultureInfo.InvariantCulture)]);
            }
        }
        return pilot;
    }

    public int this[string column] => Header.IndexOf(column);

    /// <summary>Sets a value; row 0 stands in line 2 of the file.</summary>
    public SmallPilot With(int row, string column, string value)
    {
        Rows[row][this[column]] = value;
        return this;
    }

    /// <summary>Sets a column in every row, from the row's fields.</summary>
    public SmallPilot WithEvery(string column, Func<string[], string> value)
    {
        foreach (var row in Rows) row[this[column]] = value(row);
        return this;
    }

    public SmallPilot WithColumn(string name, Func<string[], int, string> value)
    {
        Header.Add(name);
        for (var i = 0; i < Rows.Count; i++) Rows[i] = [.. Rows[i], value(Rows[i], i)];
        return this;
    }

    /// <summary>Every row once an occasion, the exam a little higher each time.</summary>
    public SmallPilot Repeated(int occasions)
    {
        Header.Add("occasion");
        var rows = Rows.SelectMany(r => Enumerable.Range(1, occasions).Select(o => (string[])[.. r, o.ToString(CultureInfo.InvariantCulture)])).ToList();
        Rows.Clear();
        Rows.AddRange(rows);
        for (var i = 0; i < Rows.Count; i++)
            Rows[i][this["exam"]] = Text(double.Parse(Rows[i][this["exam"]], CultureInfo.InvariantCulture) + 4 * Noise(i, 49979687) + i % occasions);
        return this;
    }

    public SmallPilot Where(Func<string[], bool> keep)
    {
        Rows.RemoveAll(r => !keep(r));
        return this;
    }

    public SmallPilot Shuffled()
    {
        for (var i = Rows.Count - 1; i > 0; i--)
        {
            var j = (int)((uint)Hash(i, 86028121) % (uint)(i + 1));
            (Rows[i], Rows[j]) = (Rows[j], Rows[i]);
        }
        return this;
    }

    public string Csv(char delimiter = ',', string lineBreak = "\n") =>
        string.Concat(Rows.Prepend([.. Header]).Select(r => string.Join(delimiter, r) + lineBreak));

    private static string Id(char kind, int number) => kind + number.ToString("000", CultureInfo.InvariantCulture);

    private static string Text(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Roughly normal with a standard deviation of about 1, the same on every machine.</summary>
    private static double Noise(int index, int salt)
    {
        var sum = 0.0;
        for (var i = 0; i < 4; i++) sum += (uint)Hash(index * 4 + i, salt) / (double)uint.MaxValue - 0.5;
        return sum * 1.7;
    }

    private static int Hash(int index, int salt)
    {
        var x = (uint)index * 2654435761u ^ (uint)salt;
        x = (x ^ x >> 16) * 0x7feb352du;
        x = (x ^ x >> 15) * 0x846ca68bu;
        return (int)(x ^ x >> 16);
    }
}
