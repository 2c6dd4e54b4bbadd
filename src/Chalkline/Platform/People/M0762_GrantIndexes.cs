using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.People;

/// <summary>People by school and by role, so that a long list is narrowed quickly.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000762_GrantIndexes")]
internal sealed class GrantIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_role_grant_school", "role_grant");
        migrationBuilder.CreateIndex("ix_role_grant_school_account", "role_grant", ["school", "account"]);
        migrationBuilder.CreateIndex("ix_role_grant_role_account", "role_grant", ["role", "account"]);
    }
}
