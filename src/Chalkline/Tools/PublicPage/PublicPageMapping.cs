using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.PublicPage;

/// <summary>How the editions of the public page stand in a district's store.</summary>
internal sealed class PublicPageMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
    }

    public void Map(ModelBuilder model)
    {
        model.Entity<PublicEdition>(edition =>
        {
            edition.HasKey(e => e.Number);
            edition.Property(e => e.Number).ValueGeneratedNever();
            edition.Property(e => e.Hash).HasMaxLength(64);
        });
        model.Entity<PublicEditionTool>(told =>
        {
            told.HasKey(t => new { t.Edition, t.Tool });
            told.HasIndex(t => t.Tool);
            told.HasOne<PublicEdition>().WithMany().HasForeignKey(t => t.Edition).OnDelete(DeleteBehavior.Restrict);
            told.HasOne<Tool>().WithMany().HasForeignKey(t => t.Tool).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Editions of the public page, which never change.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000941_PublicPage")]
internal sealed class M0941_PublicPage : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "public_edition", t => t.Whole("number").Instant("published_at").Uuid("published_by").Text("content").Text("hash", 64).Key("number"));
        TableScript.Create(migrationBuilder, "public_edition_tool", t => t.Whole("edition").Uuid("tool").Key("edition", "tool").Index("tool").Foreign("edition", "public_edition", "number").Foreign("tool", "tool"));
        foreach (var table in new[] { "public_edition", "public_edition_tool" })
        {
            FrozenRows.HoldAll(migrationBuilder, table);
            FrozenRows.HoldTable(migrationBuilder, table);
        }
    }
}
