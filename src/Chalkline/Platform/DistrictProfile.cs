namespace Chalkline.Platform;

/// <summary>What the district says of itself: one row.</summary>
public sealed class DistrictProfile : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;
    public required string Name { get; set; }

    /// <summary>Two letters, as the postal service has them.</summary>
    public required string State { get; set; }

    /// <summary>Students, roughly.</summary>
    public required int Students { get; set; }

    /// <summary>An IANA name: <c>America/Denver</c>.</summary>
    public required string TimeZone { get; set; }

    /// <summary>One person may hold several roles, and the superintendent countersigns where duties could not be separated.</summary>
    public bool SmallDistrict { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counted up also where roles change that a rule over several people reads (the last administrator), so that two such commands cannot slip past each other.</summary>
    public int Version { get; set; }
}
