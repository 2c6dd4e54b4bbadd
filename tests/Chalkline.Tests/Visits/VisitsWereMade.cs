using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tests.Visits;

/// <summary>As many visits as are asked for were made; to one school, where what is checked is of one.</summary>
internal sealed class VisitsWereMade : ICheckKind
{
    private const string LeastName = "least";

    public string Name => "visits-made";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(LeastName, CheckValue.Whole)];

    public string Says(Language language) => VisitText.Say(language, nameof(VisitWords.Check));

    public string Says(Language language, CheckParameter parameter) => VisitText.Say(language, nameof(VisitWords.CheckLeast));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var made = await asked.Db.Set<Visit>().AsNoTracking().Where(v => v.DoneAt != null).GroupBy(v => v.School).Select(g => new { School = g.Key, Visits = g.Count() }).ToListAsync(ct);
        return [.. criteria.Select(c => Result(asked.Language, c, made.Where(m => c.School is null || m.School == c.School).Sum(m => m.Visits)))];
    }

    private static CheckResult Result(Language language, Criterion criterion, int made)
    {
        if (!int.TryParse(criterion[LeastName], NumberStyles.None, CultureInfo.InvariantCulture, out var least))
            return new(CheckState.InsufficientInformation, VisitText.Say(language, nameof(VisitWords.Check)), VisitText.Say(language, nameof(VisitWords.CheckNotSaid)));
        return new(made >= least ? CheckState.Met : CheckState.NotMet, VisitText.Say(language, nameof(VisitWords.CheckOf), least), VisitText.Say(language, nameof(VisitWords.CheckMade), made))
        {
            Path = "/visits",
            Needs = VisitRights.Read,
        };
    }
}
