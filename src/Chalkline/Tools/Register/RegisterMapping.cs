using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Register;

/// <summary>How the register and the lives of tools stand in a district's store.</summary>
internal sealed class RegisterMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [ToolRecords.Tools, ToolRecords.Vendors];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<ToolId>();
        conventions.Id<VendorId>();
        conventions.Id<ToolFeatureId>();
        conventions.Id<ToolConcernId>();
        conventions.Id<ToolMoveId>();
        conventions.Properties<ToolStage>().HaveConversion<CodeText<ToolStage>>();
        conventions.Properties<SignInChannel>().HaveConversion<CodeText<SignInChannel>>();
        conventions.Properties<RosterChannel>().HaveConversion<CodeText<RosterChannel>>();
        conventions.Properties<Enforcement>().HaveConversion<CodeText<Enforcement>>();
        conventions.Properties<ConcernKind>().HaveConversion<CodeText<ConcernKind>>();
        conventions.Properties<ToolMoveState>().HaveConversion<CodeText<ToolMoveState>>();
    }

    public void Map(ModelBuilder model)
    {
        MapTools(model);
        model.Entity<Vendor>(vendor =>
        {
            vendor.Property(v => v.Name).HasMaxLength(Vendor.LongestName);
            vendor.Property(v => v.NameFolded).HasMaxLength(2 * Vendor.LongestName);
            vendor.Property(v => v.Website).HasMaxLength(Vendor.LongestAddress);
            vendor.Property(v => v.Contact).HasMaxLength(Vendor.LongestAddress);
            vendor.HasIndex(v => v.NameFolded).IsUnique();
        });
        model.Entity<ToolFeature>(feature =>
        {
            feature.Property(f => f.Name).HasMaxLength(Tool.LongestName);
            feature.HasOne<Tool>().WithMany().HasForeignKey(f => f.Tool).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ToolUseCase>(serves =>
        {
            serves.HasKey(s => new { s.Tool, s.UseCase });
            serves.HasOne<Tool>().WithMany().HasForeignKey(s => s.Tool).OnDelete(DeleteBehavior.Restrict);
            serves.HasIndex(s => s.UseCase);
        });
        model.Entity<ToolSchool>(there =>
        {
            there.HasKey(s => new { s.Tool, s.School });
            there.HasOne<Tool>().WithMany().HasForeignKey(s => s.Tool).OnDelete(DeleteBehavior.Restrict);
            there.HasOne<School>().WithMany().HasForeignKey(s => s.School).OnDelete(DeleteBehavior.Restrict);
        });
        MapLives(model);
    }

    private static void MapLives(ModelBuilder model)
    {
        model.Entity<ToolConcern>(concern =>
        {
            concern.Property(c => c.Why).HasMaxLength(ToolConcern.LongestWhy);
            concern.Property(c => c.SettledWhy).HasMaxLength(ToolConcern.LongestWhy);
            concern.HasIndex(c => new { c.Tool, c.SettledAt });
            concern.HasOne<Tool>().WithMany().HasForeignKey(c => c.Tool).OnDelete(DeleteBehavior.Restrict);
            concern.ToTable(t => t.HasCheckConstraint("ck_tool_concern_kind", Codes.Check<ConcernKind>("kind")));
        });
        model.Entity<ToolMove>(move =>
        {
            move.Property(m => m.Why).HasMaxLength(Tool.LongestText);
            move.Property(m => m.Conditions).HasMaxLength(Tool.LongestText);
            move.HasIndex(m => new { m.Tool, m.AskedAt });
            move.HasOne<Tool>().WithMany().HasForeignKey(m => m.Tool).OnDelete(DeleteBehavior.Restrict);
            move.ToTable(t => t.HasCheckConstraint("ck_tool_move_from_stage", Codes.Check<ToolStage>("from_stage")));
            move.ToTable(t => t.HasCheckConstraint("ck_tool_move_to_stage", Codes.Check<ToolStage>("to_stage")));
            move.ToTable(t => t.HasCheckConstraint("ck_tool_move_state", Codes.Check<ToolMoveState>("state")));
        });
    }

    private static void MapTools(ModelBuilder model) => model.Entity<Tool>(tool =>
    {
        tool.Ignore(t => t.Grades).Ignore(t => t.Users).Ignore(t => t.ReachesUnder13);
        tool.Property(t => t.Name).HasMaxLength(Tool.LongestName);
        tool.Property(t => t.NameFolded).HasMaxLength(2 * Tool.LongestName);
        tool.Property(t => t.Purpose).HasMaxLength(Tool.LongestText);
        tool.Property(t => t.TierWhy).HasMaxLength(Tool.LongestText);
        tool.Property(t => t.GradeCodes).HasMaxLength(60);
        tool.Property(t => t.UserCodes).HasMaxLength(60);
        tool.Property(t => t.Model).HasMaxLength(Tool.LongestLine);
        tool.Property(t => t.SubProcessors).HasMaxLength(Tool.LongestText);
        tool.Property(t => t.Funding).HasMaxLength(Tool.LongestLine);
        tool.Property(t => t.EnforcementProof).HasMaxLength(Tool.LongestText);
        tool.Property(t => t.Conditions).HasMaxLength(Tool.LongestText);
        tool.Property(t => t.StoppedWhy).HasMaxLength(Tool.LongestText);
        tool.Property(t => t.ContinueWhy).HasMaxLength(Tool.LongestText);
        tool.HasIndex(t => new { t.Vendor, t.NameFolded }).IsUnique();
        tool.HasIndex(t => new { t.NameFolded, t.Id });
        tool.HasIndex(t => t.Stage);
        tool.HasOne<Vendor>().WithMany().HasForeignKey(t => t.Vendor).OnDelete(DeleteBehavior.Restrict);
        tool.ToTable(t => t.HasCheckConstraint("ck_tool_stage", Codes.Check<ToolStage>("stage")));
        tool.ToTable(t => t.HasCheckConstraint("ck_tool_tier", Codes.Check<RiskTier>("tier")));
        tool.ToTable(t => t.HasCheckConstraint("ck_tool_sign_in", Codes.Check<SignInChannel>("sign_in")));
        tool.ToTable(t => t.HasCheckConstraint("ck_tool_rostering", Codes.Check<RosterChannel>("rostering")));
        tool.ToTable(t => t.HasCheckConstraint("ck_tool_enforcement", Codes.Check<Enforcement>("enforcement")));
    });
}

/// <summary>The register: vendors, tools, their features, schools, use cases, concerns and moves.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000900_Tools")]
internal sealed class M0900_Tools : Migration
{
    private const string Stages = "IN ('requested', 'in-review', 'not-yet-reviewed', 'approved-for-pilot', 'in-pilot', 'pilot-complete', 'approved-for-use', 'in-use', 'retiring', 'retired', 'refused', 'prohibited')";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "vendor", t => t.Uuid("id").Text("name", 120).Text("name_folded", 240).Text("website", 500).Text("contact", 500).Instant("created_at").Version()
            .Key("id").Unique("name_folded"));
        TableScript.Create(migrationBuilder, "tool", t => t.Uuid("id").Uuid("vendor").Text("name", 120).Text("name_folded", 240).Text("purpose", 2000).Text("stage").Instant("stage_since")
            .Uuid("owner", optional: true).Uuid("backup", optional: true).Text("tier", optional: true).Text("tier_why", 2000).Text("grade_codes", 60).Text("user_codes", 60)
            .Whole("students", optional: true).Whole("staff", optional: true).Flag("generative").Flag("free_version").Flag("serves_plans").Uuid("replacement", optional: true).Uuid("replacement_by", optional: true).Text("model", 300).Text("sub_processors", 2000)
            .Money("yearly_cost", optional: true).Text("funding", 300).Day("contract_end", optional: true).Day("notice_by", optional: true).Text("sign_in").Text("rostering").Text("enforcement")
            .Text("enforcement_proof", 2000).Day("review_by", optional: true).Text("conditions", 2000).Instant("stopped_at", optional: true).Uuid("stopped_by", optional: true).Text("stopped_why", 2000)
            .Day("continue_until", optional: true).Text("continue_why", 2000).Instant("created_at").Version()
            .Check("stage", "stage " + Stages).Check("tier", "tier IN ('no-student-data', 'student-data', 'shapes-decisions')")
            .Check("sign_in", "sign_in IN ('unknown', 'none', 'own-password', 'google', 'microsoft', 'clever', 'class-link', 'other')")
            .Check("rostering", "rostering IN ('unknown', 'none', 'typed', 'file', 'one-roster', 'clever', 'class-link', 'other')")
            .Check("enforcement", "enforcement IN ('only-promised', 'configured-elsewhere', 'enforced-here')")
            .Key("id").Unique("vendor", "name_folded").Index("name_folded", "id").Index("stage").Foreign("vendor", "vendor"));
        TableScript.Create(migrationBuilder, "tool_feature", t => t.Uuid("id").Uuid("tool").Text("name", 120).Flag("is_ai").Day("since").Instant("added_at")
            .Key("id").Index("tool").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "tool_use_case", t => t.Uuid("tool").Uuid("use_case").Key("tool", "use_case").Index("use_case").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "tool_school", t => t.Uuid("tool").Uuid("school").Key("tool", "school").Index("school").Foreign("tool", "tool").Foreign("school", "school"));
        Lives(migrationBuilder);
    }

    private static void Lives(MigrationBuilder migration)
    {
        TableScript.Create(migration, "tool_concern", t => t.Uuid("id").Uuid("tool").Text("kind").Flag("severe").Text("why", 1000).Instant("raised_at").Uuid("raised_by", optional: true)
            .Instant("settled_at", optional: true).Uuid("settled_by", optional: true).Text("settled_why", 1000).Version()
            .Check("kind", "kind IN ('feature-added', 'sub-processors-changed', 'model-changed', 'use-widened', 'blocker', 'agreement-expired', 'incident', 'owner-gone', 'review-overdue', 'other')")
            .Key("id").Index("tool", "settled_at").Foreign("tool", "tool"));
        TableScript.Create(migration, "tool_move", t => t.Uuid("id").Uuid("tool").Text("from_stage").Text("to_stage").Text("why", 2000).Text("conditions", 2000).Day("review_by", optional: true)
            .Uuid("asked_by").Instant("asked_at").Text("state").Instant("moved_at", optional: true).Uuid("proposal", optional: true).Version()
            .Check("from_stage", "from_stage " + Stages).Check("to_stage", "to_stage " + Stages).Check("state", "state IN ('asked', 'waits', 'done', 'declined')")
            .Key("id").Index("tool", "asked_at").Foreign("tool", "tool"));
    }
}
