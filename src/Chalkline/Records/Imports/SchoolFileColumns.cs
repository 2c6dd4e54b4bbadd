using System.Text;
using Chalkline.Platform;

namespace Chalkline.Records.Imports;

/// <summary>What a column of a file of schools holds.</summary>
internal enum SchoolColumn
{
    Name,
    NcesId,
    Grades,
    LowGrade,
    HighGrade,
    Enrollment,
    EnrollmentOn,
    Address,
}

/// <summary>Columns by their names, as districts and the national file of schools call them; letters and digits alone count.</summary>
internal static class SchoolFileColumns
{
    private static readonly Dictionary<string, SchoolColumn> Known = new(StringComparer.Ordinal)
    {
        ["name"] = SchoolColumn.Name,
        ["school"] = SchoolColumn.Name,
        ["schoolname"] = SchoolColumn.Name,
        ["schname"] = SchoolColumn.Name,
        ["nombre"] = SchoolColumn.Name,
        ["escuela"] = SchoolColumn.Name,
        ["nces"] = SchoolColumn.NcesId,
        ["ncesid"] = SchoolColumn.NcesId,
        ["ncessch"] = SchoolColumn.NcesId,
        ["ncesschoolid"] = SchoolColumn.NcesId,
        ["grade"] = SchoolColumn.Grades,
        ["grades"] = SchoolColumn.Grades,
        ["gradelevels"] = SchoolColumn.Grades,
        ["gradesoffered"] = SchoolColumn.Grades,
        ["gradespan"] = SchoolColumn.Grades,
        ["grados"] = SchoolColumn.Grades,
        ["lowgrade"] = SchoolColumn.LowGrade,
        ["lowestgrade"] = SchoolColumn.LowGrade,
        ["gslo"] = SchoolColumn.LowGrade,
        ["highgrade"] = SchoolColumn.HighGrade,
        ["highestgrade"] = SchoolColumn.HighGrade,
        ["gshi"] = SchoolColumn.HighGrade,
        ["enrollment"] = SchoolColumn.Enrollment,
        ["enrolment"] = SchoolColumn.Enrollment,
        ["students"] = SchoolColumn.Enrollment,
        ["totalstudents"] = SchoolColumn.Enrollment,
        ["totalenrollment"] = SchoolColumn.Enrollment,
        ["member"] = SchoolColumn.Enrollment,
        ["estudiantes"] = SchoolColumn.Enrollment,
        ["enrollmentdate"] = SchoolColumn.EnrollmentOn,
        ["enrollmenton"] = SchoolColumn.EnrollmentOn,
        ["asof"] = SchoolColumn.EnrollmentOn,
        ["address"] = SchoolColumn.Address,
        ["streetaddress"] = SchoolColumn.Address,
        ["direccion"] = SchoolColumn.Address,
    };

    /// <summary>Where the columns stand that are known; what is wrong with the header; which columns nobody reads.</summary>
    public static (Dictionary<SchoolColumn, int> Places, List<FileFault> Faults, List<string> Unread) Find(IReadOnlyList<string> header)
    {
        var places = new Dictionary<SchoolColumn, int>();
        var faults = new List<FileFault>();
        var unread = new List<string>();
        for (var i = 0; i < header.Count; i++)
        {
            if (!Known.TryGetValue(Plain(header[i]), out var column)) unread.Add(header[i]);
            else if (places.TryGetValue(column, out var first)) faults.Add(new(1, header[i], null, nameof(RecordsWords.FileColumnTwice), header[first]));
            else places[column] = i;
        }
        if (!places.ContainsKey(SchoolColumn.Name)) faults.Add(new(1, null, null, nameof(RecordsWords.FileNoName), string.Join(", ", header.Take(20))));
        if (places.ContainsKey(SchoolColumn.LowGrade) != places.ContainsKey(SchoolColumn.HighGrade)) faults.Add(new(1, null, null, nameof(RecordsWords.FileHalfRange)));
        if (places.ContainsKey(SchoolColumn.Grades) && places.ContainsKey(SchoolColumn.LowGrade)) faults.Add(new(1, null, null, nameof(RecordsWords.FileGradesTwice)));
        return (places, faults, unread);
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in StoreConventions.Fold(name))
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
        return plain.ToString();
    }
}
