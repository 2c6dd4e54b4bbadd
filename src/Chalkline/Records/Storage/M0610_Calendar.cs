using Chalkline.Platform;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Records.Storage;

/// <summary>The calendar, and files of schools that wait to be confirmed.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261124000610_Calendar")]
internal sealed class Calendar : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "staged_import", t => t.Uuid("id").Uuid("staged_by").Instant("staged_at").Instant("expires_at").Text("file_name", 200)
            .Text("content_hash", 64).Bytes("content", optional: true).Instant("confirmed_at", optional: true).Whole("added", optional: true)
            .Whole("changed", optional: true).Whole("unchanged", optional: true).Version().Key("id").Index("expires_at"));
        TableScript.Create(migrationBuilder, "calendar_entry", t => t.Uuid("id").Text("kind").Text("name", 100, optional: true).Day("first_day").Day("last_day")
            .Day("agenda_deadline", optional: true).Instant("created_at").Instant("removed_at", optional: true).Version()
            .Check("kind", "kind IN ('school-year', 'term', 'testing-window', 'pd-day', 'holiday', 'board-meeting', 'fiscal-year')")
            .Check("days", "last_day >= first_day")
            .Key("id").Index("first_day"));
        TableScript.Create(migrationBuilder, "calendar_entry_school", t => t.Uuid("entry").Uuid("school").Key("entry", "school").Index("school")
            .Foreign("entry", "calendar_entry").Foreign("school", "school"));
        TableScript.Create(migrationBuilder, "calendar_state", t => t.Whole("id").Instant("changed_at").Version().Key("id"));
    }
}
