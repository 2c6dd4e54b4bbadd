using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Blocking;

/// <summary>How addresses and exports stand in a district's store.</summary>
internal sealed class BlockMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<BlockExportId>();
        conventions.Properties<AddressKind>().HaveConversion<CodeText<AddressKind>>();
        conventions.Properties<BlockFormat>().HaveConversion<CodeText<BlockFormat>>();
    }

    public void Map(ModelBuilder model)
    {
        model.Entity<ToolAddress>(address =>
        {
            address.HasKey(a => new { a.Tool, a.Kind, a.Value });
            address.Property(a => a.Value).HasMaxLength(ToolAddress.Longest);
            address.HasOne<Tool>().WithMany().HasForeignKey(a => a.Tool).OnDelete(DeleteBehavior.Restrict);
            address.ToTable(t => t.HasCheckConstraint("ck_tool_address_kind", Codes.Check<AddressKind>("kind")));
        });
        model.Entity<BlockExport>(export =>
        {
            export.Property(e => e.Sha256).HasMaxLength(64);
            export.HasIndex(e => new { e.Format, e.At });
            export.HasIndex(e => e.At);
            export.ToTable(t => t.HasCheckConstraint("ck_block_export_format", Codes.Check<BlockFormat>("format")));
        });
    }
}

/// <summary>Addresses of tools, and the lists that were taken out.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000932_Blocking")]
internal sealed class M0932_Blocking : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "tool_address", t => t.Uuid("tool").Text("kind").Text("value", 255).Check("kind", "kind IN ('domain', 'google-client', 'entra-app')")
            .Key("tool", "kind", "value").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "block_export", t => t.Uuid("id").Text("format").Instant("at").Uuid("by").Text("sha256", 64).Whole("count").Text("entries").Day("confirmed_on", optional: true)
            .Uuid("confirmed_by", optional: true).Version().Check("format", "format IN ('domains', 'hosts', 'google', 'entra')")
            .Key("id").Index("format", "at").Index("at"));
    }
}
