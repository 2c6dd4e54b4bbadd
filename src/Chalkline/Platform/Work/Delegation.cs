namespace Chalkline.Platform.Work;

public readonly record struct DelegationId(Guid Value) : IId<DelegationId>
{
    public static DelegationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Work that somebody handed to somebody else: one item, or all until a day. It is kept after it has ended.</summary>
public sealed class Delegation : IVersioned
{
    public DelegationId Id { get; init; }
    public AccountId Giver { get; init; }
    public AccountId Recipient { get; init; }

    /// <summary>The item's key; null: all that waits for the giver.</summary>
    public string? Item { get; init; }

    /// <summary>The last day; always set where it is of all.</summary>
    public DateOnly? Until { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken back by the giver, given back by the recipient, or replaced.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public AccountId? EndedBy { get; set; }
    public int Version { get; set; }

    public bool IsInForceOn(DateOnly day) => EndedAt is null && (Until is not { } last || day <= last);
}
