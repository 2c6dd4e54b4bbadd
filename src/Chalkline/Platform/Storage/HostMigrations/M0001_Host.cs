using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Storage.HostMigrations;

/// <summary>Districts, links for setting up, keys, deletions.</summary>
[DbContext(typeof(HostDb))]
[Migration("20261124000100_Host")]
internal sealed class Host : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "district_entry", t => t.Text("slug", 40).Uuid("id").Instant("created_at").Instant("opened_at", optional: true)
            .Key("slug").Unique("id"));
        TableScript.Create(migrationBuilder, "setup_link", t => t.Text("token_hash", 64).Text("slug", 40, optional: true).Instant("created_at")
            .Instant("expires_at").Instant("used_at", optional: true).Key("token_hash"));
        TableScript.Create(migrationBuilder, "protection_key", t => t.Text("name", 200).Text("xml").Key("name"));
        TableScript.Create(migrationBuilder, "deletion", t => t.Uuid("district").Text("kind", 40).Uuid("subject").Instant("at")
            .Key("district", "kind", "subject"));
    }
}
