using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Vetting;

/// <summary>How reviews, evidence and vendors' answers stand in a district's store.</summary>
internal sealed class VettingMapping : IStoreMapping
{
    private const int LongestArea = 40, LongestPack = 100, LongestItem = 200;

    public IReadOnlyList<ISearchEntries> Search { get; } = [VettingRecords.Evidence];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<EvidenceId>();
        conventions.Id<VendorLinkId>();
        conventions.Properties<VettingReply>().HaveConversion<CodeText<VettingReply>>();
        conventions.Properties<AreaVerdict>().HaveConversion<CodeText<AreaVerdict>>();
        conventions.Properties<ReviewSource>().HaveConversion<CodeText<ReviewSource>>();
        conventions.Properties<StatementKind>().HaveConversion<CodeText<StatementKind>>();
        conventions.Properties<AuditFinding>().HaveConversion<CodeText<AuditFinding>>();
    }

    public void Map(ModelBuilder model)
    {
        MapReviews(model);
        MapEvidence(model);
        MapVendors(model);
        model.Entity<VettingStatement>(statement =>
        {
            statement.HasKey(s => new { s.Tool, s.Kind });
            statement.Property(s => s.Who).HasMaxLength(VettingStatement.LongestWho);
            statement.Property(s => s.Text).HasMaxLength(VettingStatement.LongestText);
            statement.HasOne<Tool>().WithMany().HasForeignKey(s => s.Tool).OnDelete(DeleteBehavior.Restrict);
            statement.HasOne<VettingEvidence>().WithMany().HasForeignKey(s => s.Evidence).OnDelete(DeleteBehavior.Restrict);
            statement.ToTable(t => t.HasCheckConstraint("ck_vetting_statement_kind", Codes.Check<StatementKind>("kind")));
            statement.ToTable(t => t.HasCheckConstraint("ck_vetting_statement_finding", Codes.Check<AuditFinding>("finding")));
        });
    }

    private static void MapReviews(ModelBuilder model)
    {
        model.Entity<AreaReview>(review =>
        {
            review.HasKey(r => new { r.Tool, r.Area });
            review.Ignore(r => r.IsSigned);
            review.Property(r => r.Area).HasMaxLength(LongestArea);
            review.Property(r => r.Summary).HasMaxLength(AreaReview.LongestText);
            review.Property(r => r.SourceName).HasMaxLength(AreaReview.LongestName);
            review.Property(r => r.SourceLink).HasMaxLength(AreaReview.LongestLink);
            review.Property(r => r.Covers).HasMaxLength(AreaReview.LongestText);
            review.HasIndex(r => new { r.Reviewer, r.Due });
            review.HasIndex(r => r.RenewBy);
            review.HasOne<Tool>().WithMany().HasForeignKey(r => r.Tool).OnDelete(DeleteBehavior.Restrict);
            review.ToTable(t => t.HasCheckConstraint("ck_area_review_verdict", Codes.Check<AreaVerdict>("verdict")));
            review.ToTable(t => t.HasCheckConstraint("ck_area_review_source", Codes.Check<ReviewSource>("source")));
        });
        model.Entity<VettingAnswer>(answer =>
        {
            answer.HasKey(a => new { a.Tool, a.Pack, a.Item });
            answer.Property(a => a.Pack).HasMaxLength(LongestPack);
            answer.Property(a => a.Item).HasMaxLength(LongestItem);
            answer.Property(a => a.Release).HasMaxLength(20);
            answer.Property(a => a.Note).HasMaxLength(VettingAnswer.LongestNote);
            answer.HasIndex(a => new { a.Pack, a.Item });
            answer.HasOne<Tool>().WithMany().HasForeignKey(a => a.Tool).OnDelete(DeleteBehavior.Restrict);
            answer.ToTable(t => t.HasCheckConstraint("ck_vetting_answer_reply", Codes.Check<VettingReply>("reply")));
        });
    }

    private static void MapEvidence(ModelBuilder model)
    {
        model.Entity<VettingEvidence>(evidence =>
        {
            evidence.Property(e => e.Name).HasMaxLength(VettingEvidence.LongestName);
            evidence.Property(e => e.NameFolded).HasMaxLength(2 * VettingEvidence.LongestName);
            evidence.Property(e => e.Link).HasMaxLength(VettingEvidence.LongestLink);
            evidence.Property(e => e.Note).HasMaxLength(VettingEvidence.LongestNote);
            evidence.HasIndex(e => new { e.Vendor, e.NameFolded });
            evidence.HasIndex(e => e.ExpiresOn);
            evidence.HasOne<Vendor>().WithMany().HasForeignKey(e => e.Vendor).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AnswerEvidence>(tie =>
        {
            tie.HasKey(t => new { t.Tool, t.Pack, t.Item, t.Evidence });
            tie.Property(t => t.Pack).HasMaxLength(LongestPack);
            tie.Property(t => t.Item).HasMaxLength(LongestItem);
            tie.HasIndex(t => t.Evidence);
            tie.HasOne<VettingEvidence>().WithMany().HasForeignKey(t => t.Evidence).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapVendors(ModelBuilder model)
    {
        model.Entity<VendorLink>(link =>
        {
            link.Property(l => l.TokenHash).HasMaxLength(64);
            link.Property(l => l.Addressee).HasMaxLength(VendorLink.LongestAddressee);
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => new { l.Tool, l.CreatedAt });
            link.HasOne<Tool>().WithMany().HasForeignKey(l => l.Tool).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<VendorAnswer>(answer =>
        {
            answer.HasKey(a => new { a.Link, a.Pack, a.Item });
            answer.Property(a => a.Pack).HasMaxLength(LongestPack);
            answer.Property(a => a.Item).HasMaxLength(LongestItem);
            answer.Property(a => a.Text).HasMaxLength(VendorAnswer.LongestText);
            answer.Property(a => a.Address).HasMaxLength(VendorAnswer.LongestLink);
            answer.HasOne<VendorLink>().WithMany().HasForeignKey(a => a.Link).OnDelete(DeleteBehavior.Restrict);
            answer.ToTable(t => t.HasCheckConstraint("ck_vendor_answer_reply", Codes.Check<VettingReply>("reply")));
        });
    }
}

/// <summary>Reviews, answers, evidence, vendors' answers, statements.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000910_Vetting")]
internal sealed class M0910_Vetting : Migration
{
    private const string Reply = "reply IN ('yes', 'no', 'partly', 'not-applicable')";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "area_review", t => t.Uuid("tool").Text("area", 40).Uuid("reviewer", optional: true).Day("due", optional: true).Instant("assigned_at", optional: true)
            .Text("verdict", optional: true).Text("summary", 2000).Instant("finished_at", optional: true).Uuid("finished_by", optional: true).Flag("needs_countersignature")
            .Instant("countersigned_at", optional: true).Uuid("countersigned_by", optional: true).Day("renew_by", optional: true)
            .Text("source", optional: true).Text("source_name", 200).Text("source_link", 500).Day("source_day", optional: true).Text("covers", 2000).Version()
            .Check("verdict", "verdict IN ('for', 'with-conditions', 'against')").Check("source", "source IN ('other-district', 'state', 'certifier')")
            .Key("tool", "area").Index("reviewer", "due").Index("renew_by").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "vetting_answer", t => t.Uuid("tool").Text("pack", 100).Text("item", 200).Text("release", 20).Text("reply").Text("note", 2000)
            .Uuid("answered_by").Instant("answered_at").Version().Check("reply", Reply).Key("tool", "pack", "item").Index("pack", "item").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "vetting_evidence", t => t.Uuid("id").Uuid("vendor", optional: true).Text("name", 200).Text("name_folded", 400).Text("link", 500).Day("seen_on", optional: true)
            .Day("expires_on", optional: true).Text("note", 1000).Instant("created_at").Uuid("created_by").Version()
            .Key("id").Index("vendor", "name_folded").Index("expires_on").Foreign("vendor", "vendor"));
        TableScript.Create(migrationBuilder, "answer_evidence", t => t.Uuid("tool").Text("pack", 100).Text("item", 200).Uuid("evidence")
            .Key("tool", "pack", "item", "evidence").Index("evidence").Foreign("evidence", "vetting_evidence"));
        Vendors(migrationBuilder);
        TableScript.Create(migrationBuilder, "vetting_statement", t => t.Uuid("tool").Text("kind").Uuid("account", optional: true).Text("who", 200).Text("text", 2000).Day("day", optional: true)
            .Text("finding", optional: true).Uuid("evidence", optional: true).Uuid("signed_by").Instant("signed_at").Version()
            .Check("kind", "kind IN ('human-review', 'audit')").Check("finding", "finding IN ('no-difference', 'mended', 'differences')")
            .Key("tool", "kind").Index("evidence").Foreign("tool", "tool").Foreign("evidence", "vetting_evidence"));
    }

    private static void Vendors(MigrationBuilder migration)
    {
        TableScript.Create(migration, "vendor_link", t => t.Uuid("id").Uuid("tool").Text("token_hash", 64).Text("addressee", 200).Uuid("created_by").Instant("created_at").Instant("expires_at")
            .Instant("revoked_at", optional: true).Instant("sent_at", optional: true).Version()
            .Key("id").Unique("token_hash").Index("tool", "created_at").Foreign("tool", "tool"));
        TableScript.Create(migration, "vendor_answer", t => t.Uuid("link").Text("pack", 100).Text("item", 200).Text("reply", optional: true).Text("text", 4000).Text("address", 500)
            .Instant("taken_at", optional: true).Uuid("taken_by", optional: true).Check("reply", Reply).Key("link", "pack", "item").Foreign("link", "vendor_link"));
    }
}
