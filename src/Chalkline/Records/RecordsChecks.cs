using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>A school's record says all that plans need: grades, enrollment with its day, NCES id. Without a school: every open school's does.</summary>
internal sealed class SchoolRecordIsComplete : ICheckKind
{
    private const string SchoolName = "school";

    public string Name => "school-record-complete";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(SchoolName, CheckValue.Choice) { Required = false, IsOfDistrict = true }];

    public string Says(Language language) => RecordsCheckText.Say(language, nameof(RecordsCheckWords.SchoolComplete));

    public string Says(Language language, CheckParameter parameter) => RecordsCheckText.Say(language, nameof(RecordsCheckWords.School));

    public async Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) =>
        [.. (await asked.Db.Set<School>().AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > asked.Today).OrderBy(s => s.NameFolded).Select(s => new { s.Id, s.Name }).ToListAsync(ct))
            .Select(s => new CheckChoice(s.Id.ToString(), s.Name))];

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var schools = await asked.Db.Set<School>().AsNoTracking().Where(s => s.ClosedOn == null || s.ClosedOn > asked.Today).OrderBy(s => s.NameFolded)
            .Select(s => new Facts(s.Id, s.Name, s.Slug, s.GradeCodes != "" && s.Enrollment != null && s.EnrollmentOn != null && s.NcesId != null)).ToListAsync(ct);
        return [.. criteria.Select(c => Result(asked.Language, c, schools))];
    }

    private static CheckResult Result(Language language, Criterion criterion, List<Facts> schools)
    {
        string Say(string key, params object[] values) => RecordsCheckText.Say(language, key, values);
        var asked = criterion[SchoolName] ?? criterion.School?.ToString();
        if (asked is null)
        {
            var (what, open) = (Say(nameof(RecordsCheckWords.EverySchoolComplete)), schools.Where(s => !s.Complete).ToList());
            if (schools.Count == 0) return new(CheckState.InsufficientInformation, what, Say(nameof(RecordsCheckWords.NoSchools))) { Path = "/schools" };
            return open.Count == 0 ? new(CheckState.Met, what, Say(nameof(RecordsCheckWords.AllComplete), schools.Count)) { Path = "/schools" }
                : new(CheckState.NotMet, what, Say(nameof(RecordsCheckWords.SomeIncomplete), open.Count, schools.Count, open[0].Name)) { Path = "/schools/" + open[0].Slug };
        }
        if (schools.Find(s => s.Id.ToString() == asked) is not { } school)
            return new(CheckState.InsufficientInformation, Say(nameof(RecordsCheckWords.SchoolComplete)), Say(nameof(RecordsCheckWords.SchoolGone))) { Path = "/schools" };
        return new(school.Complete ? CheckState.Met : CheckState.NotMet, Say(nameof(RecordsCheckWords.OneSchoolComplete), school.Name),
            Say(school.Complete ? nameof(RecordsCheckWords.IsComplete) : nameof(RecordsCheckWords.IsIncomplete)))
        { Path = "/schools/" + school.Slug };
    }

    private sealed record Facts(SchoolId Id, string Name, string Slug, bool Complete);
}

/// <summary>A school year stands in the district's calendar, with at least one term in it.</summary>
internal sealed class CalendarYearIsEntered : ICheckKind
{
    private const string YearName = "year";

    public string Name => "calendar-year-entered";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(YearName, CheckValue.Choice) { Required = false, IsOfDistrict = true }];

    public string Says(Language language) => RecordsCheckText.Say(language, nameof(RecordsCheckWords.YearEntered));

    public string Says(Language language, CheckParameter parameter) => RecordsCheckText.Say(language, nameof(RecordsCheckWords.Year));

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct)
    {
        var now = SchoolYear.ByJuly(asked.Today);
        return Task.FromResult<IReadOnlyList<CheckChoice>>([.. new[] { now, now.Next, now.Next.Next }.Select(y => new CheckChoice(y.FirstYear.ToString(Language.Numbers), y.ToString()))]);
    }

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var calendar = await SchoolCalendars.Load(asked.Db, ct);
        return [.. criteria.Select(c => Result(asked, c, calendar))];
    }

    /// <summary>A year that is not said is the present one.</summary>
    private static CheckResult Result(CheckQuestion asked, Criterion criterion, SchoolCalendar calendar)
    {
        string Say(string key, params object[] values) => RecordsCheckText.Say(asked.Language, key, values);
        var year = criterion[YearName] is null ? SchoolYear.ByJuly(asked.Today) : SchoolYear.TryParse(criterion[YearName], out var said) ? said : (SchoolYear?)null;
        if (year is not { } wanted) return new(CheckState.InsufficientInformation, Say(nameof(RecordsCheckWords.YearEntered)), Say(nameof(RecordsCheckWords.YearNotSaid)));
        var (what, path) = (Say(nameof(RecordsCheckWords.WhichYearEntered), wanted), "/calendar?year=" + wanted.FirstYear.ToString(Language.Numbers));
        return calendar.HasYearWithTerms(wanted)
            ? new(CheckState.Met, what, Say(nameof(RecordsCheckWords.YearThere))) { Path = path }
            : new(CheckState.NotMet, what, Say(nameof(RecordsCheckWords.YearMissing))) { Path = path };
    }
}

/// <summary>Words of these checks.</summary>
internal static class RecordsCheckText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(RecordsCheckWords.ResourceManager, language, key, values);
}
