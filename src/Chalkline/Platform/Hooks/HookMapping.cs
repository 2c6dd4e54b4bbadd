using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Hooks;

/// <summary>How hooks stand in a district's store: their secrets are in no backup, and what is under way belongs to the installation.</summary>
internal static class HookMapping
{
    /// <summary>Also in the migration that made the table.</summary>
    public const string StateCheck = "state IN ('waiting', 'delivered', 'givenup')";

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<WebHookId>();
        conventions.Id<HookDeliveryId>();
        conventions.Code<HookDeliveryState>();
        conventions.Code<HookFault>();
    }

    public static void Map(ModelBuilder model)
    {
        model.Entity<WebHook>(hook =>
        {
            hook.Property(h => h.Name).HasMaxLength(HookRules.LongestName);
            hook.Property(h => h.Address).HasMaxLength(HookRules.LongestAddress);
            hook.Property(h => h.Events).HasMaxLength(HookRules.LongestEvents);
            hook.Property(h => h.ProtectedSecret).IsSecret();
            hook.Property(h => h.FormerSecret).IsSecret();
        });
        model.Entity<HookDelivery>(delivery =>
        {
            delivery.NotInBackups();
            delivery.Property(d => d.Action).HasMaxLength(80);
            delivery.Property(d => d.SubjectKind).HasMaxLength(40);
            delivery.HasOne<WebHook>().WithMany().HasForeignKey(d => d.Hook).OnDelete(DeleteBehavior.Restrict);
            delivery.HasIndex(d => new { d.State, d.NextTry });
            delivery.ToTable(t => t.HasCheckConstraint("ck_hook_delivery_state", StateCheck));
        });
    }
}

/// <summary>Web hooks and what they deliver.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000620_WebHooks")]
internal sealed class M0620_WebHooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "web_hook", t => t.Uuid("id").Text("name", HookRules.LongestName).Text("address", HookRules.LongestAddress).Text("events", HookRules.LongestEvents)
            .Text("protected_secret", optional: true).Text("former_secret", optional: true).Instant("former_until", optional: true).Instant("created_at")
            .Instant("paused_at", optional: true).Instant("removed_at", optional: true).Version().Key("id"));
        TableScript.Create(migrationBuilder, "hook_delivery", t => t.Uuid("id").Uuid("hook").Text("action", 80).Text("subject_kind", 40).Uuid("subject").Instant("at").Text("state").Whole("tries")
            .Instant("next_try", optional: true).Text("fault", optional: true).Whole("answer", optional: true).Instant("ended_at", optional: true)
            .Check("state", HookMapping.StateCheck).Key("id").Index("state", "next_try").Index("hook").Foreign("hook", "web_hook"));
    }
}
