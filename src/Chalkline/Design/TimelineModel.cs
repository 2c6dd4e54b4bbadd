namespace Chalkline.Design;

/// <summary>What lasts from a day to another, both included, or happens on one.</summary>
/// <param name="Soft">It is over, and drawn as such.</param>
public sealed record TimelineRow(string Label, DateOnly First, DateOnly Last, bool Soft = false)
{
    /// <summary>The last day as it was first planned; null: it is the same still.</summary>
    public DateOnly? Planned { get; init; }

    /// <summary>The places in the list of what must be over before; a line leads from each.</summary>
    public IReadOnlyList<int> After { get; init; } = [];
}

/// <summary>What a timeline shows.</summary>
/// <param name="Id">Unique on the page.</param>
/// <param name="Today">Marked by a line where it lies within.</param>
/// <param name="TodayWord">At that line.</param>
/// <param name="FirstTitle">Over the first days in the table.</param>
/// <param name="LastTitle">Over the last days.</param>
public sealed record TimelineModel(string Id, string Title, string Sentence, IReadOnlyList<TimelineRow> Rows, DateOnly Today, string TodayWord, string FirstTitle, string LastTitle,
    Language Language, ChartWords Words, string? CsvAddress = null)
{
    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 60];

    public IReadOnlyList<DataColumn> Columns => [new(Words.Label), new(FirstTitle), new(LastTitle)];

    public IReadOnlyList<IReadOnlyList<string>> Table => [.. Rows.Select(r => (string[])[r.Label, DayText.Of(Language, r.First), DayText.Of(Language, r.Last)])];

    /// <summary>The months that the rows span, from the first of one to the first of the one after the last; asked for every mark, so it is found once.</summary>
    public (DateOnly From, DateOnly To) Span { get; } = SpanOf(Rows);

    /// <summary>First days of months to mark, at most so many.</summary>
    public IReadOnlyList<DateOnly> Marks(int most)
    {
        var (from, to) = Span;
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        var step = Steps.FirstOrDefault(s => months / s < most, 120);
        return [.. Enumerable.Range(0, months / step + 1).Select(i => from.AddMonths(i * step))];
    }

    private static (DateOnly From, DateOnly To) SpanOf(IReadOnlyList<TimelineRow> rows)
    {
        if (rows.Count == 0) return default;
        var (first, last) = (rows.Min(r => r.Planned < r.First ? r.Planned.Value : r.First), rows.Max(r => r.Planned > r.Last ? r.Planned.Value : r.Last));
        return (new(first.Year, first.Month, 1), new DateOnly(last.Year, last.Month, 1).AddMonths(1));
    }
}
