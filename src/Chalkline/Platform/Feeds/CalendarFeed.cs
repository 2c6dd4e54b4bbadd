using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Feeds;

/// <summary>The link by which a person's calendar program reads the person's dates. Whoever has the link reads them, so it ends with the sessions.</summary>
internal sealed class CalendarFeed
{
    public AccountId Account { get; init; }

    /// <summary>Of the token in the link, SHA-256: the link itself is shown once and kept nowhere.</summary>
    public required string TokenHash { get; set; }
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>When it was last read, to the hour: by this its owner notices a reader who is somebody else.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>How links of calendars stand in a district's store.</summary>
internal static class FeedMapping
{
    public static void Map(ModelBuilder model) => model.Entity<CalendarFeed>(feed =>
    {
        feed.NotInBackups();
        feed.HasKey(f => f.Account);
        feed.Property(f => f.TokenHash).HasMaxLength(64);
        feed.HasIndex(f => f.TokenHash).IsUnique();
        feed.HasOne<Account>().WithMany().HasForeignKey(f => f.Account).OnDelete(DeleteBehavior.Restrict);
    });
}

/// <summary>Links of calendars.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000610_CalendarFeeds")]
internal sealed class M0610_CalendarFeeds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => TableScript.Create(migrationBuilder, "calendar_feed", t => t.Uuid("account").Text("token_hash", 64)
        .Instant("made_at").Instant("read_at", optional: true).Key("account").Unique("token_hash").Foreign("account", "account"));
}
