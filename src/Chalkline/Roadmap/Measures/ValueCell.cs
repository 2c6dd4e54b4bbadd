using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Measures;

/// <summary>Of what and when a value is: a place, a group and a day.</summary>
/// <param name="School">Null: the whole district.</param>
/// <param name="Group">"": everybody.</param>
public sealed record ValueCell(SchoolId? School, string Group, DateOnly Day)
{
    /// <summary>The same for groups that differ by case, accents or spaces alone.</summary>
    public string Key => $"{School?.Value:N}|{StoreConventions.Fold(Group)}|{DayText.Field(Day)}";
}

/// <summary>A value as it was entered or stands in a file, read and found good.</summary>
public sealed record ValueFact(ValueCell Cell, decimal Amount, int? Students)
{
    public static ValueFact Of(MeasureValue value) => new(new(value.School, value.StudentGroup, value.Day), value.Amount, value.Students);
}
