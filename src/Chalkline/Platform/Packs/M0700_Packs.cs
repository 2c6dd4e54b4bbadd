using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Packs;

/// <summary>The versions of packs that a district has, and those it uses.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000700_Packs")]
internal sealed class M0700_Packs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "pack_release", t => t.Text("pack", 100).Text("release", 20).Text("kind", 40).Text("hash", 64).Text("yaml")
            .Text("origin", 20).Instant("added_at").Uuid("added_by", optional: true).Key("pack", "release"));
        TableScript.Create(migrationBuilder, "pack_use", t => t.Text("pack", 100).Whole("ordinal").Text("release", 20).Instant("since")
            .Uuid("applied_by", optional: true).Instant("undone_at", optional: true).Uuid("undone_by", optional: true).Version().Key("pack", "ordinal"));
    }
}
