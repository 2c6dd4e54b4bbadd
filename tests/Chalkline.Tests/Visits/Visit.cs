using Chalkline.Platform;

namespace Chalkline.Tests.Visits;

public readonly record struct VisitId(Guid Value) : IId<VisitId>
{
    public static VisitId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A visit to a school, to see how a tool is used in its classes.</summary>
public sealed class Visit : IVersioned
{
    public VisitId Id { get; init; }
    public SchoolId School { get; init; }

    /// <summary>What is to be seen, in a few words.</summary>
    public required string Purpose { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    public int Version { get; set; }
}
