namespace Chalkline.Platform.Storage;

/// <summary>A form that has been acted on, written in the transaction of its change: sent twice, it acts once.</summary>
internal sealed class FormKey
{
    public required string Key { get; init; }
    public DateTimeOffset At { get; init; }
}
