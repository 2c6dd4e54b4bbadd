using Chalkline.Platform;
using Chalkline.Roadmap.Risks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Roadmap.Plan;

/// <summary>How milestones and risks stand in a district's store.</summary>
internal static class PlanMapping
{
    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<MilestoneId>();
        conventions.Id<MilestoneMoveId>();
        conventions.Id<RiskId>();
        conventions.Properties<RoadmapPhase>().HaveConversion<CodeText<RoadmapPhase>>();
        conventions.Properties<RiskLevel>().HaveConversion<CodeText<RiskLevel>>();
    }

    public static void Map(ModelBuilder model)
    {
        model.Entity<Milestone>(milestone =>
        {
            milestone.Property(m => m.Name).HasMaxLength(MilestoneRules.LongestName);
            milestone.Property(m => m.Description).HasMaxLength(MilestoneRules.LongestText);
            milestone.Property(m => m.Criteria).HasMaxLength(MilestoneRules.LongestCriteria);
            milestone.Property(m => m.Seat).HasMaxLength(40);
            milestone.HasIndex(m => new { m.DueOn, m.Id });
            milestone.HasMany(m => m.Waits).WithOne().HasForeignKey(w => w.Milestone).OnDelete(DeleteBehavior.Restrict);
            milestone.ToTable(t => t.HasCheckConstraint("ck_milestone_phase", Codes.Check<RoadmapPhase>("phase")));
        });
        model.Entity<MilestoneWait>(wait =>
        {
            wait.HasKey(w => new { w.Milestone, w.WaitsFor });
            wait.HasOne<Milestone>().WithMany().HasForeignKey(w => w.WaitsFor).OnDelete(DeleteBehavior.Restrict);
            wait.ToTable(t => t.HasCheckConstraint("ck_milestone_wait_other", "milestone <> waits_for"));
        });
        model.Entity<MilestoneMove>(move =>
        {
            move.Property(m => m.Why).HasMaxLength(MilestoneRules.LongestWhy);
            move.HasIndex(m => new { m.Milestone, m.Id });
            move.HasOne<Milestone>().WithMany().HasForeignKey(m => m.Milestone).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PlanState>(state => state.Property(s => s.Id).ValueGeneratedNever());
        model.Entity<RoadmapRisk>(risk =>
        {
            risk.Property(r => r.Source).HasMaxLength(100);
            risk.Property(r => r.Title).HasMaxLength(MilestoneRules.LongestName);
            risk.Property(r => r.Response).HasMaxLength(MilestoneRules.LongestText);
            risk.HasIndex(r => r.Source).IsUnique();
            risk.ToTable(t => t.HasCheckConstraint("ck_roadmap_risk_likelihood", Codes.Check<RiskLevel>("likelihood")));
            risk.ToTable(t => t.HasCheckConstraint("ck_roadmap_risk_impact", Codes.Check<RiskLevel>("impact")));
        });
    }
}

/// <summary>Milestones, what they wait for, how their dates moved, and risks.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000300_Roadmap")]
internal sealed class RoadmapTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "milestone", t => t.Uuid("id").Text("name", 200).Text("description", 2000, optional: true).Text("phase").Uuid("school", optional: true)
            .Text("seat", 40, optional: true).Uuid("owner", optional: true).Uuid("backup", optional: true).Day("starts_on", optional: true).Day("due_on").Day("first_due_on")
            .Text("criteria", 8000).Instant("met_at", optional: true).Instant("removed_at", optional: true).Instant("created_at").Version()
            .Check("phase", "phase IN ('foundation', 'pilots', 'scale', 'improve')")
            .Key("id").Index("due_on", "id"));
        TableScript.Create(migrationBuilder, "milestone_wait", t => t.Uuid("milestone").Uuid("waits_for").Check("other", "milestone <> waits_for")
            .Key("milestone", "waits_for").Index("waits_for").Foreign("milestone", "milestone").Foreign("waits_for", "milestone"));
        TableScript.Create(migrationBuilder, "milestone_move", t => t.Uuid("id").Uuid("milestone").Day("from_day").Day("to_day").Text("why", 500).Uuid("moved_by", optional: true)
            .Instant("moved_at").Key("id").Index("milestone", "id").Foreign("milestone", "milestone"));
        TableScript.Create(migrationBuilder, "plan_state", t => t.Whole("id").Day("schedule_locks_on", optional: true).Day("watch_on", optional: true).Instant("changed_at").Version().Key("id"));
        TableScript.Create(migrationBuilder, "roadmap_risk", t => t.Uuid("id").Text("source", 100, optional: true).Text("title", 200, optional: true).Text("likelihood").Text("impact")
            .Text("response", 2000, optional: true).Uuid("owner", optional: true).Instant("created_at").Instant("closed_at", optional: true).Version()
            .Check("likelihood", "likelihood IN ('low', 'middle', 'high')").Check("impact", "impact IN ('low', 'middle', 'high')")
            .Key("id").Unique("source"));
    }
}
