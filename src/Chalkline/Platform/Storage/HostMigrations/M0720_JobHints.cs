using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Storage.HostMigrations;

/// <summary>Which districts have jobs, and when the next of them is due.</summary>
[DbContext(typeof(HostDb))]
[Migration("20261124000720_JobHints")]
internal sealed class JobHints : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "job_hint", t => t.Text("slug", 40).Instant("due_at").Instant("touched_at").Key("slug").Index("due_at"));
}
