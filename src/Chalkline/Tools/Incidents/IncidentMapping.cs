using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Incidents;

/// <summary>How incidents stand in a district's store.</summary>
internal sealed class IncidentMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [new IncidentSearch()];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<IncidentId>();
        conventions.Properties<IncidentState>().HaveConversion<CodeText<IncidentState>>();
        conventions.Properties<Severity>().HaveConversion<CodeText<Severity>>();
        conventions.Properties<ClockStart>().HaveConversion<CodeText<ClockStart>>();
        conventions.Properties<ClockUnit>().HaveConversion<CodeText<ClockUnit>>();
    }

    public void Map(ModelBuilder model)
    {
        MapIncidents(model);
        model.Entity<IncidentStep>(step =>
        {
            step.Property(s => s.Text).HasMaxLength(IncidentStep.LongestText);
            step.Property(s => s.Note).HasMaxLength(IncidentStep.LongestText);
            step.HasIndex(s => new { s.Incident, s.Place });
            step.HasOne<Incident>().WithMany().HasForeignKey(s => s.Incident).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IncidentClock>(clock =>
        {
            clock.Property(c => c.Rule).HasMaxLength(IncidentClock.LongestText);
            clock.Property(c => c.Jurisdiction).HasMaxLength(5);
            clock.Property(c => c.ToWhom).HasMaxLength(IncidentClock.LongestText);
            clock.Property(c => c.What).HasMaxLength(IncidentClock.LongestText);
            clock.Property(c => c.Note).HasMaxLength(IncidentClock.LongestText);
            clock.HasIndex(c => new { c.Incident, c.Place });
            clock.HasOne<Incident>().WithMany().HasForeignKey(c => c.Incident).OnDelete(DeleteBehavior.Restrict);
            clock.ToTable(t => t.HasCheckConstraint("ck_incident_clock_start", Codes.Check<ClockStart>("start")));
            clock.ToTable(t => t.HasCheckConstraint("ck_incident_clock_unit", Codes.Check<ClockUnit>("unit")));
        });
        model.Entity<IncidentNotice>(notice =>
        {
            notice.Property(n => n.Name).HasMaxLength(IncidentNotice.LongestName);
            notice.Property(n => n.ToWhom).HasMaxLength(IncidentNotice.LongestSubject);
            notice.Property(n => n.Subject).HasMaxLength(IncidentNotice.LongestSubject);
            notice.Property(n => n.Body).HasMaxLength(IncidentNotice.LongestBody);
            notice.Property(n => n.SentTo).HasMaxLength(IncidentStep.LongestText);
            notice.HasIndex(n => new { n.Incident, n.Name, n.Edition }).IsUnique();
            notice.HasOne<Incident>().WithMany().HasForeignKey(n => n.Incident).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapIncidents(ModelBuilder model) => model.Entity<Incident>(incident =>
    {
        incident.Ignore(i => i.IsRunning).Ignore(i => i.ClosesGates);
        incident.Property(i => i.LinkHash).HasMaxLength(64);
        incident.Property(i => i.ToolNamed).HasMaxLength(Incident.LongestTool);
        incident.Property(i => i.What).HasMaxLength(Incident.LongestText);
        incident.Property(i => i.Contact).HasMaxLength(Incident.LongestContact);
        incident.Property(i => i.Kind).HasMaxLength(Incident.LongestKind);
        incident.Property(i => i.KindName).HasMaxLength(Incident.LongestKind);
        incident.Property(i => i.Learned).HasMaxLength(Incident.LongestText);
        incident.Property(i => i.Changes).HasMaxLength(Incident.LongestText);
        incident.Property(i => i.Answer).HasMaxLength(Incident.LongestText);
        incident.HasIndex(i => i.LinkHash).IsUnique();
        incident.HasIndex(i => new { i.State, i.ReportedAt });
        incident.HasIndex(i => new { i.Tool, i.State });
        incident.HasOne<Tool>().WithMany().HasForeignKey(i => i.Tool).OnDelete(DeleteBehavior.Restrict);
        incident.HasOne<School>().WithMany().HasForeignKey(i => i.School).OnDelete(DeleteBehavior.Restrict);
        incident.ToTable(t => t.HasCheckConstraint("ck_incident_state", Codes.Check<IncidentState>("state")));
        incident.ToTable(t => t.HasCheckConstraint("ck_incident_severity", Codes.Check<Severity>("severity")));
        incident.ToTable(t => t.HasCheckConstraint("ck_incident_asker", Codes.Check<Asker>("asker")));
    });
}

/// <summary>Incidents: reports, steps, clocks, letters.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000931_Incidents")]
internal sealed class M0931_Incidents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "incident", t => t.Uuid("id").Text("state").Text("asker").Uuid("reported_by", optional: true).Text("link_hash", 64, optional: true).Instant("reported_at")
            .Text("tool_named", 120).Text("what", 4000).Uuid("school", optional: true).Text("contact", 200).Instant("removed_at", optional: true).Instant("known_at").Uuid("tool", optional: true)
            .Text("kind", 400).Text("kind_name", 400).Text("severity", optional: true).Whole("students", optional: true).Instant("taken_up_at", optional: true).Uuid("taken_up_by", optional: true)
            .Instant("confirmed_at", optional: true).Instant("contained_at", optional: true).Instant("closed_at", optional: true).Uuid("closed_by", optional: true).Text("learned", 4000).Text("changes", 4000)
            .Text("answer", 4000).Uuid("concern", optional: true).Version()
            .Check("state", "state IN ('reported', 'open', 'contained', 'closed', 'set-aside')").Check("severity", "severity IN ('low', 'medium', 'high', 'severe')")
            .Check("asker", "asker IN ('student', 'family', 'teacher', 'staff', 'other')")
            .Key("id").Unique("link_hash").Index("state", "reported_at").Index("tool", "state").Index("school").Foreign("tool", "tool").Foreign("school", "school"));
        TableScript.Create(migrationBuilder, "incident_step", t => t.Uuid("id").Uuid("incident").Whole("place").Text("text", 1000).Flag("is_own").Instant("done_at", optional: true).Uuid("done_by", optional: true)
            .Text("note", 1000).Key("id").Index("incident", "place").Foreign("incident", "incident"));
        TableScript.Create(migrationBuilder, "incident_clock", t => t.Uuid("id").Uuid("incident").Whole("place").Text("rule", 1000).Text("jurisdiction", 5).Text("start").Whole("count").Text("unit")
            .Text("to_whom", 1000).Text("what", 1000).Instant("done_at", optional: true).Uuid("done_by", optional: true).Text("note", 1000)
            .Check("start", "start IN ('known', 'reported', 'confirmed')").Check("unit", "unit IN ('hours', 'days', 'school-days')")
            .Key("id").Index("incident", "place").Foreign("incident", "incident"));
        TableScript.Create(migrationBuilder, "incident_notice", t => t.Uuid("id").Uuid("incident").Text("name", 120).Whole("edition").Text("to_whom", 300).Text("subject", 300).Text("body", 8000)
            .Instant("made_at").Uuid("made_by").Instant("sent_at", optional: true).Uuid("sent_by", optional: true).Text("sent_to", 1000)
            .Key("id").Unique("incident", "name", "edition").Foreign("incident", "incident"));
    }
}
