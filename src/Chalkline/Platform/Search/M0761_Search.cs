using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Search;

/// <summary>What search finds; filled as the district is opened.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000761_Search")]
internal sealed class SearchTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "search_entry", t => t.Uuid("record").Text("kind", 40).Text("title", 400).Text("title_folded", 800).Text("path", 400)
            .Key("record").Index("kind"));
        TableScript.Create(migrationBuilder, "search_token", t => t.Uuid("record").Text("kind", 40).Text("token", 60).Key("record", "token").Index("kind", "token", "record"));
        TableScript.Create(migrationBuilder, "search_place", t => t.Uuid("record").Uuid("school").Key("record", "school").Index("school", "record"));
        TableScript.Create(migrationBuilder, "search_state", t => t.Text("kind", 40).Whole("rules").Key("kind"));
    }
}
