namespace Chalkline.Platform;

/// <summary>Instants and ids, made one way everywhere.</summary>
public static class Clock
{
    /// <summary>The present instant in UTC, cut to milliseconds, so that it survives a move between databases.</summary>
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    /// <summary>A new id of the present time.</summary>
    public static TId NewId<TId>(this TimeProvider time) where TId : struct, IId<TId> => TId.From(Guid.CreateVersion7(time.Now()));
}
