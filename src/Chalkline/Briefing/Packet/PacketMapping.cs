using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Briefing.Packet;

/// <summary>How templates of the packet stand in a district's store.</summary>
internal sealed class PacketMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<PacketTemplateId>();

    public void Map(ModelBuilder model)
    {
        model.Entity<PacketTemplate>(template =>
        {
            template.Property(t => t.Name).HasMaxLength(TemplateText.LongestName);
            template.Property(t => t.Body).HasMaxLength(TemplateText.LongestBody);
        });
        model.Entity<PacketLetterhead>(letterhead =>
        {
            letterhead.Property(l => l.Id).ValueGeneratedNever();
            letterhead.Property(l => l.FileName).HasMaxLength(200);
        });
    }
}

/// <summary>Templates of the packet, and the district's own Word document.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000730_Packet")]
internal sealed class PacketTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "packet_template", t => t.Uuid("id").Text("name", 120).Text("body", 20_000).Instant("created_at").Instant("removed_at", optional: true).Version().Key("id"));
        TableScript.Create(migrationBuilder, "packet_letterhead", t => t.Whole("id").Text("file_name", 200).Bytes("content").Instant("uploaded_at").Version().Key("id"));
    }
}
