using System.Globalization;

namespace Chalkline.Records;

/// <summary>A school year: it begins in one year of the calendar and ends in the next.</summary>
public readonly record struct SchoolYear(int FirstYear) : IComparable<SchoolYear>
{
    /// <summary>Where no calendar says otherwise, a year begins on the first of July.</summary>
    private const int FirstMonth = 7;

    /// <summary>The years that a calendar may have.</summary>
    public const int Earliest = 1900, Latest = 2198;

    public DateOnly FirstDay => new(FirstYear, FirstMonth, 1);

    public DateOnly LastDay => FirstDay.AddYears(1).AddDays(-1);

    public SchoolYear Next => new(FirstYear + 1);

    public SchoolYear Previous => new(FirstYear - 1);

    /// <summary>The year of a day by the first of July.</summary>
    public static SchoolYear ByJuly(DateOnly day) => new(day.Month >= FirstMonth ? day.Year : day.Year - 1);

    /// <summary>Reads <c>2026–27</c>, <c>2026-27</c>, <c>2026-2027</c> or <c>2026</c>.</summary>
    public static bool TryParse(string? text, out SchoolYear year)
    {
        year = default;
        var parts = (text ?? "").Trim().Split('-', '–', '/');
        if (parts.Length > 2 || parts[0].Length != 4 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first is < Earliest or > Latest) return false;
        if (parts.Length == 2)
        {
            var next = (first + 1).ToString(CultureInfo.InvariantCulture);
            if (parts[1] != next && parts[1] != next[2..]) return false;
        }
        year = new(first);
        return true;
    }

    public int CompareTo(SchoolYear other) => FirstYear.CompareTo(other.FirstYear);

    /// <summary>"2026–27".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FirstYear}–{(FirstYear + 1) % 100:00}");
}
