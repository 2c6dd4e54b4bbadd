using Chalkline.Records.Schools;

namespace Chalkline.Records.Imports;

/// <summary>Reads the rows of a file of schools by the rules that forms are read by.</summary>
internal sealed class SchoolRowReader(IReadOnlyList<string> header, IReadOnlyDictionary<SchoolColumn, int> places, List<FileFault> faults)
{
    /// <summary>The row; null where it is blank or has a fault, which is then named.</summary>
    public SchoolRow? Read(int line, string[] cells)
    {
        if (cells.All(string.IsNullOrWhiteSpace)) return null;
        if (cells.Length != header.Count)
        {
            faults.Add(new(line, null, null, nameof(RecordsWords.FileCells), cells.Length, header.Count));
            return null;
        }
        var before = faults.Count;
        var row = new SchoolRow(
            line,
            Cell(SchoolColumn.Name, SchoolRules.Name) ?? "",
            Cell(SchoolColumn.NcesId, SchoolRules.NcesId),
            Grades(line, cells),
            Cell(SchoolColumn.Enrollment, SchoolRules.Enrollment),
            Cell(SchoolColumn.EnrollmentOn, SchoolRules.Day),
            Cell(SchoolColumn.Address, SchoolRules.Address));
        return faults.Count == before ? row : null;

        T? Cell<T>(SchoolColumn column, Func<string?, string, List<RecordFault>, T?> read) => this.Cell(line, cells, column, read);
    }

    private GradeSet? Grades(int line, string[] cells)
    {
        if (!places.ContainsKey(SchoolColumn.LowGrade))
        {
            var grades = Cell(line, cells, SchoolColumn.Grades, SchoolRules.Grades);
            return grades.IsEmpty ? null : grades;
        }
        var (low, high) = (cells[places[SchoolColumn.LowGrade]], cells[places[SchoolColumn.HighGrade]]);
        if (string.IsNullOrWhiteSpace(low) && string.IsNullOrWhiteSpace(high)) return null;
        if (GradeSet.TryCode(low, out var from) && GradeSet.TryCode(high, out var to) && GradeSet.TryRange(from, to, out var range)) return range;
        faults.Add(new(line, header[places[SchoolColumn.LowGrade]], low + " – " + high, nameof(RecordsWords.FaultGradesForm)));
        return null;
    }

    private T? Cell<T>(int line, string[] cells, SchoolColumn column, Func<string?, string, List<RecordFault>, T?> read)
    {
        if (!places.TryGetValue(column, out var place)) return default;
        var found = new List<RecordFault>();
        var value = read(cells[place], "", found);
        foreach (var fault in found) faults.Add(new(line, header[place], cells[place], fault.Word, fault.Values));
        return value;
    }
}
