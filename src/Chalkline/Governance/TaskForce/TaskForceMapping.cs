using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance.TaskForce;

/// <summary>How the task force stands in a district's store.</summary>
internal sealed class TaskForceMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<SeatId>();
        conventions.Id<SeatTermId>();
        conventions.Id<MeetingId>();
        conventions.Id<AgendaItemId>();
        conventions.Id<ActionItemId>();
    }

    public void Map(ModelBuilder model)
    {
        MapSeats(model);
        MapMeetings(model);
    }

    private static void MapSeats(ModelBuilder model)
    {
        model.Entity<Seat>(seat =>
        {
            seat.Property(s => s.Kind).HasMaxLength(80);
            seat.Property(s => s.Name).HasMaxLength(SeatRules.LongestName);
        });
        model.Entity<SeatTerm>(term =>
        {
            term.Property(t => t.OutsideName).HasMaxLength(SeatRules.LongestName);
            term.HasIndex(t => new { t.Seat, t.FromDay });
            term.HasOne<Seat>().WithMany().HasForeignKey(t => t.Seat).OnDelete(DeleteBehavior.Restrict);
            term.ToTable(t => t.HasCheckConstraint("ck_seat_term_who", "(account IS NULL) = (outside_name <> '')"));
            term.ToTable(t => t.HasCheckConstraint("ck_seat_term_days", "until_day >= from_day"));
        });
    }

    private static void MapMeetings(ModelBuilder model)
    {
        model.Entity<Meeting>(meeting =>
        {
            meeting.Property(m => m.Place).HasMaxLength(MeetingRules.LongestPlace);
            meeting.Property(m => m.Minutes).HasMaxLength(MeetingRules.LongestMinutes);
            meeting.HasIndex(m => new { m.Day, m.Id });
            meeting.HasMany(m => m.Agenda).WithOne().HasForeignKey(a => a.Meeting).OnDelete(DeleteBehavior.Restrict);
            meeting.HasMany(m => m.Present).WithOne().HasForeignKey(a => a.Meeting).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AgendaItem>(item =>
        {
            item.Property(i => i.Title).HasMaxLength(MeetingRules.LongestTitle);
            item.Property(i => i.Source).HasMaxLength(200);
            item.Property(i => i.Path).HasMaxLength(200);
            item.HasIndex(i => i.Meeting);
        });
        model.Entity<MeetingAttendance>(attendance =>
        {
            attendance.HasKey(a => new { a.Meeting, a.Term });
            attendance.HasIndex(a => a.Term);
            attendance.HasOne<SeatTerm>().WithMany().HasForeignKey(a => a.Term).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ActionItem>(action =>
        {
            action.Property(a => a.Text).HasMaxLength(MeetingRules.LongestAction);
            action.Property(a => a.DoneNote).HasMaxLength(MeetingRules.LongestAction);
            action.HasIndex(a => new { a.Owner, a.DoneAt });
            action.HasIndex(a => a.Meeting);
            action.HasOne<Meeting>().WithMany().HasForeignKey(a => a.Meeting).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Seats with their terms, meetings with agenda and attendance, action items.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000700_TaskForce")]
internal sealed class TaskForceTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "seat", t => t.Uuid("id").Text("kind", 80).Text("name", 120).Whole("place").Instant("created_at").Instant("removed_at", optional: true).Version().Key("id"));
        TableScript.Create(migrationBuilder, "seat_term", t => t.Uuid("id").Uuid("seat").Uuid("account", optional: true).Text("outside_name", 120).Day("from_day").Day("until_day")
            .Instant("created_at").Version()
            .Check("who", "(account IS NULL) = (outside_name <> '')").Check("days", "until_day >= from_day")
            .Key("id").Index("seat", "from_day").Foreign("seat", "seat"));
        TableScript.Create(migrationBuilder, "meeting", t => t.Uuid("id").Day("day").Text("place", 200).Text("minutes", 20_000).Instant("created_at").Instant("held_at", optional: true).Version()
            .Key("id").Index("day", "id"));
        TableScript.Create(migrationBuilder, "agenda_item", t => t.Uuid("id").Uuid("meeting").Whole("place").Text("title", 200).Text("source", 200).Text("path", 200)
            .Key("id").Index("meeting").Foreign("meeting", "meeting"));
        TableScript.Create(migrationBuilder, "meeting_attendance", t => t.Uuid("meeting").Uuid("term").Key("meeting", "term").Index("term").Foreign("meeting", "meeting").Foreign("term", "seat_term"));
        TableScript.Create(migrationBuilder, "action_item", t => t.Uuid("id").Uuid("meeting").Text("text", 500).Uuid("owner").Day("due_on").Instant("created_at").Instant("done_at", optional: true)
            .Text("done_note", 500).Version()
            .Key("id").Index("owner", "done_at").Index("meeting").Foreign("meeting", "meeting"));
    }
}
