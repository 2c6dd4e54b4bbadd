using Chalkline.Platform;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance;

/// <summary>Tables with rows that never change are not emptied either.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000880_FrozenTables")]
internal sealed class M0880_FrozenTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in new[] { "policy_version", "policy_reading", "policy_acknowledgement", "principle", "guidance_version" }) FrozenRows.HoldTable(migrationBuilder, table);
    }
}
