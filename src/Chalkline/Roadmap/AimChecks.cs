using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Goals;
using Chalkline.Roadmap.Measures;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>A goal is set that was not given up, of a kind where one is asked for; of a school: for it or for the whole district.</summary>
internal sealed class GoalIsSet : ICheckKind
{
    private const string KindName = "kind";

    public string Name => "goal-set";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(KindName, CheckValue.Choice) { Required = false }];

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.CheckGoalSet));

    public string Says(Language language, CheckParameter parameter) => AimText.Say(language, nameof(AimWords.Domain));

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CheckChoice>>([.. AimText.Choices<AimKind>(asked.Language).Select(c => new CheckChoice(c.Value, c.Text))]);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var goals = await asked.Db.Set<Goal>().AsNoTracking().Where(g => g.DroppedAt == null).Select(g => new { g.Kind, g.School }).ToListAsync(ct);
        return [.. criteria.Select(c =>
        {
            var kind = Codes.Find<AimKind>(c[KindName]);
            if (c[KindName] is not null && kind is null) return AimCheckResults.NotSaid(asked.Language, Says(asked.Language), "/goals");
            var count = goals.Count(g => (kind is null || g.Kind == kind) && (c.School is null || g.School is null || g.School == c.School));
            return AimCheckResults.OfGoals(asked.Language, kind, count);
        })];
    }
}

/// <summary>A measure has a value for everybody in its place that is at most so many days old.</summary>
internal sealed class MeasureIsCurrent : ICheckKind
{
    private const string DaysName = "days";

    public string Name => "measure-current";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [new(LatestOfMeasures.Parameter, CheckValue.Choice) { IsOfDistrict = true }, new(DaysName, CheckValue.Whole)];

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.CheckCurrent));

    public string Says(Language language, CheckParameter parameter) => AimText.Say(language, parameter.Name == DaysName ? nameof(AimWords.CheckDays) : nameof(AimWords.Measure));

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) => LatestOfMeasures.Choices(asked, ct);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var latest = await LatestOfMeasures.Load(asked.Db, criteria, ct);
        return [.. criteria.Select(c => latest.Find(c) is { } found && int.TryParse(c[DaysName], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? AimCheckResults.OfAge(asked.Language, found, days, asked.Today) : AimCheckResults.NotSaid(asked.Language, Says(asked.Language), "/measures"))];
    }
}

/// <summary>A measure's latest value is at least, or at most, a number.</summary>
internal sealed class NumberIsReached : ICheckKind
{
    private const string SideName = "side", NumberName = "number", AtLeast = "at-least", AtMost = "at-most";

    public string Name => "number-reached";

    public IReadOnlyList<CheckParameter> Parameters { get; } =
        [new(LatestOfMeasures.Parameter, CheckValue.Choice) { IsOfDistrict = true }, new(SideName, CheckValue.Choice), new(NumberName, CheckValue.Number)];

    public string Says(Language language) => AimText.Say(language, nameof(AimWords.CheckNumber));

    public string Says(Language language, CheckParameter parameter) => AimText.Say(language,
        parameter.Name switch { SideName => nameof(AimWords.CheckSide), NumberName => nameof(AimWords.Value), _ => nameof(AimWords.Measure) });

    public Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CheckParameter parameter, CancellationToken ct) => parameter.Name == SideName
        ? Task.FromResult<IReadOnlyList<CheckChoice>>([new(AtLeast, AimText.Say(asked.Language, nameof(AimWords.CheckAtLeast))), new(AtMost, AimText.Say(asked.Language, nameof(AimWords.CheckAtMost)))])
        : LatestOfMeasures.Choices(asked, ct);

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var latest = await LatestOfMeasures.Load(asked.Db, criteria, ct);
        return [.. criteria.Select(c => latest.Find(c) is { } found && c[SideName] is AtLeast or AtMost && decimal.TryParse(c[NumberName], style, CultureInfo.InvariantCulture, out var number)
            ? AimCheckResults.OfNumber(asked.Language, found, number, c[SideName] == AtLeast) : AimCheckResults.NotSaid(asked.Language, Says(asked.Language), "/measures"))];
    }
}

/// <summary>The measures that criteria name, each with its latest value for everybody in the district and in each school.</summary>
internal sealed class LatestOfMeasures
{
    public const string Parameter = "measure";

    private readonly Dictionary<MeasureId, Measure> _measures;
    private readonly Dictionary<(MeasureId, SchoolId?), MeasureValue> _latest;

    private LatestOfMeasures(Dictionary<MeasureId, Measure> measures, Dictionary<(MeasureId, SchoolId?), MeasureValue> latest) => (_measures, _latest) = (measures, latest);

    /// <param name="Value">Null: there is none.</param>
    public sealed record Found(Measure Measure, MeasureValue? Value);

    public static async Task<IReadOnlyList<CheckChoice>> Choices(CheckQuestion asked, CancellationToken ct) =>
        [.. (await MeasureQueries.Choices(asked.Db, ct)).Select(m => new CheckChoice(m.Id.ToString(), m.Name))];

    public static async Task<LatestOfMeasures> Load(DistrictDb db, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var ids = criteria.Select(IdOf).OfType<MeasureId>().Distinct().ToList();
        var values = db.Set<MeasureValue>().AsNoTracking().Where(v => ids.Contains(v.Measure) && v.StudentGroup == "");
        var latest = await values.Where(v => !values.Any(later => later.Measure == v.Measure && later.School == v.School && later.Day > v.Day)).ToListAsync(ct);
        return new(await db.Set<Measure>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct), latest.ToDictionary(v => (v.Measure, v.School)));
    }

    /// <summary>Null where the criterion names no measure that there is.</summary>
    public Found? Find(Criterion criterion) => IdOf(criterion) is { } id && _measures.TryGetValue(id, out var measure)
        ? new(measure, _latest.GetValueOrDefault((id, measure.Level == MeasureLevel.District ? null : criterion.School))) : null;

    private static MeasureId? IdOf(Criterion criterion) => Guid.TryParse(criterion[Parameter], out var id) ? new MeasureId(id) : null;
}
