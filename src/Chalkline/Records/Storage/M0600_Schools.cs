using Chalkline.Platform;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Records.Storage;

/// <summary>The district's schools.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000600_Schools")]
internal sealed class Schools : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "school", t => t.Uuid("id").Text("slug", 60).Text("name", 200).Text("name_folded", 400)
            .Text("nces_id", 12, optional: true).Text("grade_codes", 60).Whole("enrollment", optional: true).Day("enrollment_on", optional: true)
            .Text("address", 300, optional: true).Day("closed_on", optional: true).Instant("created_at").Version()
            .Check("enrollment", "enrollment >= 0")
            .Key("id").Unique("slug").Unique("name_folded").Unique("nces_id"));
}
