using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Looks;

/// <summary>Light or dark, as each person chose.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000710_AccountStyles")]
internal sealed class M0710_AccountStyles : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "account_style", t => t.Uuid("account").Text("theme", 8, optional: true).Key("account").Foreign("account", "account"));
}

/// <summary>A district's colour and logo.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000711_DistrictStyle")]
internal sealed class M0711_DistrictStyle : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "district_style", t => t.Whole("id").Text("colour", 7, optional: true).Bytes("logo", optional: true)
            .Text("logo_type", 40, optional: true).Text("logo_hash", 16, optional: true).Version().Key("id"));
}
