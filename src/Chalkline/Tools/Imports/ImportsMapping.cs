using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Imports;

/// <summary>How files of tools wait in a district's store for somebody to agree to them.</summary>
internal sealed class ImportsMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [];

    public void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<StagedToolsId>();

    public void Map(ModelBuilder model) => model.Entity<StagedTools>(staged =>
    {
        staged.NotInBackups();
        staged.Property(s => s.FileName).HasMaxLength(200);
        staged.Property(s => s.ContentHash).HasMaxLength(64);
        staged.HasIndex(s => s.ExpiresAt);
    });
}

[DbContext(typeof(DistrictDb))]
[Migration("20261128000940_StagedTools")]
internal sealed class M0940_StagedTools : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "staged_tools", t => t.Uuid("id").Uuid("staged_by").Instant("staged_at").Instant("expires_at").Text("file_name", 200).Text("content_hash", 64)
            .Bytes("content", optional: true).Instant("confirmed_at", optional: true).Whole("added", optional: true).Whole("changed", optional: true).Whole("unchanged", optional: true).Version()
            .Key("id").Index("expires_at"));
}
