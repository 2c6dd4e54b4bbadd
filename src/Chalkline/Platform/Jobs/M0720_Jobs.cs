using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Jobs;

/// <summary>Work that takes longer than a request.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000720_Jobs")]
internal sealed class M0720_Jobs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "job", t => t.Uuid("id").Text("kind", 40).Text("arguments").Uuid("requested_by", optional: true).Instant("created_at")
            .Text("state").Instant("due_at").Whole("tries").Uuid("node", optional: true).Instant("started_at", optional: true).Instant("ended_at", optional: true)
            .Counter("done").Counter("total", optional: true).Text("cursor", optional: true).Text("result", optional: true)
            .Text("failure", optional: true).Text("failure_detail", 1000, optional: true).Version()
            .Check("state", "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')")
            .Key("id").Index("state", "due_at").Index("requested_by"));
}
