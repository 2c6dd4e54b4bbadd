using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>What a day is in the district, beside its date.</summary>
/// <param name="Place">"Quarter 3, week 7 of 9"; null outside of terms.</param>
/// <param name="Deadline">The next one that everybody should know: "next board agenda closes in 5 days"; null where there is none.</param>
public sealed record TodayPlace(string? Place, string? Deadline)
{
    /// <summary>A holiday of the whole district: nobody is reminded of work.</summary>
    public bool IsFree { get; init; }
}

/// <summary>Says where a day stands: contributed by whoever keeps the calendar.</summary>
public interface IToday
{
    Task<TodayPlace> Of(DistrictDb db, DateOnly today, Language language, CancellationToken ct);
}
