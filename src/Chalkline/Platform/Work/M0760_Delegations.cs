using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Work;

/// <summary>Work that was handed over.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000760_Delegations")]
internal sealed class Delegations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "delegation", t => t.Uuid("id").Uuid("giver").Uuid("recipient").Text("item", 200, optional: true).Day("until", optional: true)
            .Instant("created_at").Instant("ended_at", optional: true).Uuid("ended_by", optional: true).Version()
            .Key("id").Index("giver").Index("recipient").Foreign("giver", "account").Foreign("recipient", "account"));
}
