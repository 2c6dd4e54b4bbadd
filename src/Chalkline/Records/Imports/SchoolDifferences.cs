using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chalkline.Platform;
using Chalkline.Records.Schools;

namespace Chalkline.Records.Imports;

/// <summary>A school that a file would change.</summary>
public sealed record SchoolChange(School School, SchoolFacts Before, SchoolFacts After);

/// <summary>
/// A file of schools beside the district's, as a set difference. A row is the school with its NCES id; else, where one of the two has no such id, the school
/// with its name.
/// </summary>
/// <param name="NotInFile">Open schools of the district that the file does not have; they are left as they are.</param>
internal sealed record SchoolDifferences(IReadOnlyList<SchoolFacts> New, IReadOnlyList<SchoolChange> Changed, IReadOnlyList<School> Unchanged,
    IReadOnlyList<School> NotInFile, IReadOnlyList<FileFault> Faults)
{
    /// <param name="today">The day of an enrollment that comes without one.</param>
    public static SchoolDifferences Of(SchoolFile file, IReadOnlyList<School> schools, DateOnly today)
    {
        var faults = new List<FileFault>(file.Faults);
        var byId = schools.Where(s => s.NcesId is not null).ToDictionary(s => s.NcesId!, StringComparer.Ordinal);
        var byName = schools.ToDictionary(s => s.NameFolded, StringComparer.Ordinal);
        var (added, changed, unchanged, seen) = (new List<SchoolFacts>(), new List<SchoolChange>(), new List<School>(), new Dictionary<SchoolId, int>());
        foreach (var row in file.Rows)
        {
            var named = byName.GetValueOrDefault(StoreConventions.Fold(row.Name));
            var numbered = row.NcesId is null ? null : byId.GetValueOrDefault(row.NcesId);
            if (Fault(row, named, numbered, today) is { } fault)
            {
                faults.Add(fault);
                continue;
            }
            if ((numbered ?? named) is not { } school)
            {
                added.Add(Added(row, today));
                continue;
            }
            if (!seen.TryAdd(school.Id, row.Line)) faults.Add(new(row.Line, null, row.Name, nameof(RecordsWords.FileNameTwice), seen[school.Id]));
            var (before, after) = (SchoolFacts.Of(school), Merged(SchoolFacts.Of(school), row, today));
            if (before == after) unchanged.Add(school);
            else changed.Add(new(school, before, after));
        }
        return new(added, changed, unchanged, [.. schools.Where(s => s.IsOpenOn(today) && !seen.ContainsKey(s.Id))], [.. faults.OrderBy(f => f.Line)]);
    }

    /// <summary>A hash of what would be done, and to which state: what a person agreed to is exactly that.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var facts in New) Add("new " + facts.Since(null).ToJsonString());
        foreach (var (school, before, after) in Changed)
            Add(string.Create(CultureInfo.InvariantCulture, $"changed {school.Id} {school.Version} {after.Since(before).ToJsonString()}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static FileFault? Fault(SchoolRow row, School? named, School? numbered, DateOnly today)
    {
        if (numbered is not null && named is not null && named.Id != numbered.Id)
            return new(row.Line, null, row.Name, nameof(RecordsWords.FaultNameTaken), named.Name);
        if (numbered is null && named is { NcesId: { } id } && row.NcesId is not null)
            return new(row.Line, null, row.NcesId, nameof(RecordsWords.FileOtherNces), named.Name, id);
        if (row.EnrollmentOn > today) return new(row.Line, null, null, nameof(RecordsWords.FaultEnrollmentLater));
        return (numbered ?? named) is null && row.Grades is null ? new(row.Line, null, null, nameof(RecordsWords.FaultGradesMissing)) : null;
    }

    private static SchoolFacts Added(SchoolRow row, DateOnly today) =>
        new(row.Name, row.NcesId, row.Grades!.Value, row.Enrollment, row.Enrollment is null ? null : row.EnrollmentOn ?? today, row.Address);

    private static SchoolFacts Merged(SchoolFacts before, SchoolRow row, DateOnly today) => before with
    {
        Name = row.Name,
        NcesId = row.NcesId ?? before.NcesId,
        Grades = row.Grades ?? before.Grades,
        Enrollment = row.Enrollment ?? before.Enrollment,
        EnrollmentOn = row.Enrollment is null ? before.EnrollmentOn : row.EnrollmentOn ?? (row.Enrollment == before.Enrollment ? before.EnrollmentOn : today),
        Address = row.Address ?? before.Address,
    };
}
