using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance.Guidance;

/// <summary>How grade-band guidance stands in a district's store.</summary>
internal sealed class GuidanceMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions)
    {
    }

    public void Map(ModelBuilder model) => model.Entity<GuidanceVersion>(version =>
    {
        version.Ignore(v => v.Table);
        version.HasKey(v => v.Number);
        version.Property(v => v.Number).ValueGeneratedNever();
        version.Property(v => v.Title).HasMaxLength(GuidanceVersion.LongestTitle);
        version.Property(v => v.TitleSpanish).HasMaxLength(GuidanceVersion.LongestTitle);
        version.Property(v => v.Note).HasMaxLength(GuidanceVersion.LongestNote);
        version.Property(v => v.NoteSpanish).HasMaxLength(GuidanceVersion.LongestNote);
        version.Property(v => v.Content).HasMaxLength(GuidanceVersion.LongestContent);
    });
}

/// <summary>Versions of the guidance.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000820_Guidance")]
internal sealed class M0820_Guidance : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "guidance_version", t => t.Whole("number").Text("title", 120).Text("title_spanish", 120).Text("note", 400).Text("note_spanish", 400).Text("content", 20_000)
            .Instant("written_at").Instant("published_at", optional: true).Uuid("published_by", optional: true).Instant("ended_at", optional: true).Version().Key("number"));
        FrozenRows.Hold(migrationBuilder, "guidance_version", "published_at IS NOT NULL", "number", "title", "title_spanish", "note", "note_spanish", "content", "published_at", "published_by");
    }
}
