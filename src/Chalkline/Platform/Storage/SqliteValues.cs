using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chalkline.Platform.Storage;

/// <summary>Values that SQLite has no type for: instants as UTC ticks, money as text.</summary>
internal static class SqliteValues
{
    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<Ticks>();
        conventions.Properties<decimal>().HaveConversion<string>();
    }

    private sealed class Ticks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
