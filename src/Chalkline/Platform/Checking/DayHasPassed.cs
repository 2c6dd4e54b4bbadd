using Chalkline.Design;

namespace Chalkline.Platform.Checking;

/// <summary>A day is over. By the time alone: no job makes it true.</summary>
internal sealed class DayHasPassed : ICheckKind
{
    private const string DayName = "day";

    public string Name => "date-passed";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(DayName, CheckValue.Day) { IsOfDistrict = true }];

    public string Says(Language language) => CheckText.Say(language, nameof(CheckWords.DatePassed));

    public string Says(Language language, CheckParameter parameter) => CheckText.Say(language, nameof(CheckWords.Day));

    public Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CheckResult>>([.. criteria.Select(c => Result(asked.Language, c, asked.Today))]);

    private static CheckResult Result(Language language, Criterion criterion, DateOnly today)
    {
        if (!DayText.TryRead(criterion[DayName], out var day))
            return new(CheckState.InsufficientInformation, CheckText.Say(language, nameof(CheckWords.DatePassed)), CheckText.Say(language, nameof(CheckWords.DayNotSaid)));
        var what = CheckText.Say(language, nameof(CheckWords.DatePassedWhich), DayText.Of(language, day));
        return today > day
            ? new(CheckState.Met, what, CheckText.Say(language, nameof(CheckWords.DayIsOver)))
            : new(CheckState.NotMet, what, CheckText.Say(language, nameof(CheckWords.DayIsAhead), DayText.Of(language, day.AddDays(1))));
    }
}
