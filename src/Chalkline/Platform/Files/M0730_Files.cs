using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Files;

/// <summary>Files of records, and their bytes.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000730_Files")]
internal sealed class M0730_Files : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "file_content", t => t.Text("sha256", 64).Counter("bytes").Flag("whole").Instant("staged_at").Key("sha256"));
        TableScript.Create(migrationBuilder, "file_chunk", t => t.Text("sha256", 64).Whole("number").Bytes("data").Key("sha256", "number")
            .Foreign("sha256", "file_content", "sha256", ReferentialAction.Cascade));
        TableScript.Create(migrationBuilder, "attached_file", t => t.Uuid("id").Text("record_kind", 40).Uuid("record_id").Text("name", 200).Text("name_folded", 400)
            .Whole("number").Text("sha256", 64, optional: true).Counter("bytes").Text("type", 10).Instant("uploaded_at").Uuid("uploaded_by")
            .Instant("expires_at", optional: true).Instant("removed_at", optional: true).Uuid("removed_by", optional: true).Version()
            .Key("id").Unique("record_kind", "record_id", "name_folded", "number").Index("sha256").Index("expires_at").Foreign("sha256", "file_content", "sha256"));
    }
}
