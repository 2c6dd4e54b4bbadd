using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records.Schools;

/// <summary>What a school must be. Pure: the same rules read a form and a file.</summary>
internal static partial class SchoolRules
{
    public const int LongestName = 200, LongestAddress = 300, LongestSlug = 60, MostStudents = 99_999;

    /// <summary>Last segments of addresses that are no school's.</summary>
    private static readonly HashSet<string> Reserved = ["new", "import"];

    /// <summary>Reads a form; the facts are whole where there is no fault.</summary>
    /// <param name="today">The day of an enrollment that comes without one.</param>
    public static (SchoolFacts Facts, List<RecordFault> Faults) Read(SchoolForm form, DateOnly today)
    {
        var faults = new List<RecordFault>();
        var facts = new SchoolFacts(
            Name(form.Name, nameof(form.Name), faults),
            NcesId(form.NcesId, nameof(form.NcesId), faults),
            Grades(form.Grades, nameof(form.Grades), faults),
            Enrollment(form.Enrollment, nameof(form.Enrollment), faults),
            Day(form.EnrollmentOn, nameof(form.EnrollmentOn), faults),
            Address(form.Address, nameof(form.Address), faults));
        if (facts.Grades.IsEmpty && faults.All(f => f.Field != nameof(form.Grades))) faults.Add(new(nameof(form.Grades), nameof(RecordsWords.FaultGradesMissing)));
        if (facts.EnrollmentOn > today) faults.Add(new(nameof(form.EnrollmentOn), nameof(RecordsWords.FaultEnrollmentLater)));
        if (facts.Enrollment is null && facts.EnrollmentOn is not null) facts = facts with { EnrollmentOn = null };
        return (facts.Enrollment is not null && facts.EnrollmentOn is null ? facts with { EnrollmentOn = today } : facts, faults);
    }

    public static string Name(string? text, string field, List<RecordFault> faults)
    {
        var name = Tidy(text);
        if (name is null) faults.Add(new(field, nameof(RecordsWords.FaultNameMissing)));
        else if (name.Length > LongestName) faults.Add(new(field, nameof(RecordsWords.FaultNameLong), LongestName));
        else if (!name.Any(char.IsLetterOrDigit)) faults.Add(new(field, nameof(RecordsWords.FaultNameWithoutLetters)));
        return name ?? "";
    }

    public static string? NcesId(string? text, string field, List<RecordFault> faults)
    {
        var id = Tidy(text);
        if (id is not null && !TwelveDigits().IsMatch(id)) faults.Add(new(field, nameof(RecordsWords.FaultNcesForm)));
        return id;
    }

    public static GradeSet Grades(string? text, string field, List<RecordFault> faults)
    {
        if (!GradeSet.TryParse(text, out var grades)) faults.Add(new(field, nameof(RecordsWords.FaultGradesForm)));
        return grades;
    }

    public static int? Enrollment(string? text, string field, List<RecordFault> faults)
    {
        if (Tidy(text) is not { } typed) return null;
        if (WholeNumber().IsMatch(typed) && int.TryParse(typed.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= MostStudents) return number;
        faults.Add(new(field, nameof(RecordsWords.FaultEnrollmentForm), MostStudents));
        return null;
    }

    public static DateOnly? Day(string? text, string field, List<RecordFault> faults)
    {
        if (Tidy(text) is not { } typed) return null;
        if (DayText.TryRead(typed, out var day)) return day;
        faults.Add(new(field, nameof(RecordsWords.FaultDay)));
        return null;
    }

    public static string? Address(string? text, string field, List<RecordFault> faults)
    {
        var address = Tidy(text);
        if (address?.Length > LongestAddress) faults.Add(new(field, nameof(RecordsWords.FaultAddressLong), LongestAddress));
        return address;
    }

    /// <summary>A school's place in addresses: from its name, with a number behind it where that is taken.</summary>
    /// <param name="isTaken">By a school there is; what pages have is taken anyway.</param>
    public static string Slug(string name, Func<string, bool> isTaken)
    {
        var plain = new StringBuilder();
        foreach (var c in StoreConventions.Fold(name))
        {
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(c);
            else if (plain.Length > 0 && plain[^1] != '-') plain.Append('-');
        }
        // Room for a number behind it.
        var stem = plain.ToString()[..Math.Min(plain.Length, LongestSlug - 8)].Trim('-');
        if (stem.Length == 0) stem = "school";
        var slug = stem;
        for (var number = 2; Reserved.Contains(slug) || isTaken(slug); number++) slug = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        return slug;
    }

    /// <summary>Without space at its ends, runs of it, and what no screen shows; null where nothing is left.</summary>
    public static string? Tidy(string? text)
    {
        if (text is null) return null;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                plain.Append(c);
            }
        }
        var tidy = plain.ToString().TrimEnd();
        return tidy.Length == 0 ? null : tidy;
    }

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex TwelveDigits();

    [GeneratedRegex("^([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,6})$")]
    private static partial Regex WholeNumber();
}
