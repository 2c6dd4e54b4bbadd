namespace Chalkline.Platform.Comments;

public readonly record struct CommentId(Guid Value) : IId<CommentId>
{
    public static CommentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What somebody said about a record: plain text.</summary>
internal sealed class Comment : IVersioned
{
    public CommentId Id { get; init; }
    public required string RecordKind { get; init; }
    public Guid RecordId { get; init; }
    public AccountId Author { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null once it is deleted.</summary>
    public string? Text { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Null: it was deleted again after a restore.</summary>
    public AccountId? RemovedBy { get; set; }
    public int Version { get; set; }
}
