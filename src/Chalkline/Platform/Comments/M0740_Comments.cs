using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Comments;

/// <summary>Comments on records.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000740_Comments")]
internal sealed class M0740_Comments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "comment", t => t.Uuid("id").Text("record_kind", 40).Uuid("record_id").Uuid("author").Instant("at").Text("text", 4000, optional: true)
            .Instant("removed_at", optional: true).Uuid("removed_by", optional: true).Version().Key("id").Index("record_kind", "record_id", "id"));
}
