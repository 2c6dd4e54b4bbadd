using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance.Principles;

/// <summary>How principles stand in a district's store.</summary>
internal sealed class PrincipleMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<PrincipleId>();

    public void Map(ModelBuilder model) => model.Entity<Principle>(principle =>
    {
        principle.Ignore(p => p.CheckNames).Ignore(p => p.ReportCodes);
        principle.Property(p => p.Source).HasMaxLength(80);
        principle.Property(p => p.Title).HasMaxLength(Principle.LongestTitle);
        principle.Property(p => p.TitleSpanish).HasMaxLength(Principle.LongestTitle);
        principle.Property(p => p.Text).HasMaxLength(Principle.LongestText);
        principle.Property(p => p.TextSpanish).HasMaxLength(Principle.LongestText);
        principle.Property(p => p.Checks).HasMaxLength(Principle.LongestNames);
        principle.Property(p => p.Reports).HasMaxLength(Principle.LongestNames);
    });
}

/// <summary>Principles; the words of those that were adopted are frozen.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000830_Principles")]
internal sealed class M0830_Principles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "principle", t => t.Uuid("id").Text("source", 80, optional: true).Text("title", 120).Text("title_spanish", 120).Text("text", 1200).Text("text_spanish", 1200)
            .Text("checks", 2000).Text("reports", 2000).Instant("created_at").Day("adopted_on", optional: true).Uuid("adopted_by", optional: true).Instant("withdrawn_at", optional: true).Version().Key("id"));
        FrozenRows.Hold(migrationBuilder, "principle", "adopted_on IS NOT NULL", "id", "source", "title", "title_spanish", "text", "text_spanish", "adopted_on", "adopted_by");
    }
}
