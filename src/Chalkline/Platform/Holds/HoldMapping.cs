using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Holds;

/// <summary>How legal holds stand in a district's store.</summary>
internal static class HoldMapping
{
    public static void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<LegalHoldId>();

    public static void Map(ModelBuilder model) => model.Entity<LegalHold>(hold =>
    {
        hold.Property(h => h.Kind).HasMaxLength(LegalHold.LongestKind);
        hold.Property(h => h.Reason).HasMaxLength(LegalHold.LongestReason);
        hold.Property(h => h.LiftedWhy).HasMaxLength(LegalHold.LongestReason);
        hold.HasIndex(h => h.Kind);
    });
}

/// <summary>Legal holds.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000740_LegalHolds")]
internal sealed class LegalHoldTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "legal_hold", t => t.Uuid("id").Text("kind", 40).Uuid("record", optional: true).Text("reason", 1000).Uuid("placed_by").Instant("placed_at")
            .Uuid("lifted_by", optional: true).Instant("lifted_at", optional: true).Text("lifted_why", 1000).Version().Key("id").Index("kind"));
}
