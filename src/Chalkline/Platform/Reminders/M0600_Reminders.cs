using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Reminders;

/// <summary>Reminders by mail: what was chosen, and how it stands.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000600_Reminders")]
internal sealed class M0600_Reminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "reminder_defaults", t => t.Whole("id").Text("frequency").Whole("hour").Whole("weekday").Whole("quiet_from").Whole("quiet_to").Version()
            .Check("frequency", ReminderMapping.FrequencyCheck).Key("id"));
        TableScript.Create(migrationBuilder, "reminder_choice", t => t.Uuid("account").Text("frequency", optional: true).Whole("hour").Whole("weekday").Version()
            .Check("frequency", ReminderMapping.FrequencyCheck).Key("account").Foreign("account", "account"));
        TableScript.Create(migrationBuilder, "mail_digest", t => t.Uuid("account").Day("done_for", optional: true).Instant("held_until", optional: true).Whole("tries")
            .Instant("sent_at", optional: true).Instant("failed_at", optional: true).Text("fault", optional: true).Whole("reply", optional: true)
            .Key("account").Foreign("account", "account"));
        TableScript.Create(migrationBuilder, "mail_state", t => t.Whole("id").Whole("tries").Instant("down_since", optional: true).Instant("held_until", optional: true)
            .Text("fault", optional: true).Whole("reply", optional: true).Instant("sent_at", optional: true).Key("id"));
    }
}
