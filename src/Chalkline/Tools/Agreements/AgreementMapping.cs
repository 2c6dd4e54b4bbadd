using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Agreements;

/// <summary>How agreements with vendors stand in a district's store.</summary>
internal sealed class AgreementMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [AgreementRecords.Agreements];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<AgreementId>();
        conventions.Properties<AgreementKind>().HaveConversion<CodeText<AgreementKind>>();
        conventions.Properties<LegalBasis>().HaveConversion<CodeText<LegalBasis>>();
        conventions.Properties<TrainingUse>().HaveConversion<CodeText<TrainingUse>>();
    }

    public void Map(ModelBuilder model)
    {
        model.Entity<Agreement>(agreement =>
        {
            agreement.Property(a => a.Name).HasMaxLength(Agreement.LongestName);
            agreement.Property(a => a.NameFolded).HasMaxLength(2 * Agreement.LongestName);
            agreement.Property(a => a.Parties).HasMaxLength(Agreement.LongestLine);
            agreement.Property(a => a.Purposes).HasMaxLength(Agreement.LongestText);
            agreement.Property(a => a.StoredIn).HasMaxLength(Agreement.LongestLine);
            agreement.Property(a => a.SubProcessors).HasMaxLength(Agreement.LongestText);
            agreement.Property(a => a.Retention).HasMaxLength(Agreement.LongestText);
            agreement.Property(a => a.Disposal).HasMaxLength(Agreement.LongestText);
            agreement.Property(a => a.TrainingWhat).HasMaxLength(Agreement.LongestText);
            agreement.Property(a => a.StateTerms).HasMaxLength(Agreement.LongestLine);
            agreement.Property(a => a.VendorSigner).HasMaxLength(Agreement.LongestLine);
            agreement.Property(a => a.Sha256).HasMaxLength(64);
            agreement.Property(a => a.EndedWhy).HasMaxLength(Agreement.LongestText);
            agreement.HasIndex(a => a.Vendor);
            agreement.HasIndex(a => new { a.NameFolded, a.Id });
            agreement.HasIndex(a => a.Amends).IsUnique();
            agreement.HasOne<Vendor>().WithMany().HasForeignKey(a => a.Vendor).OnDelete(DeleteBehavior.Restrict);
            agreement.ToTable(t => t.HasCheckConstraint("ck_agreement_kind", Codes.Check<AgreementKind>("kind")));
            agreement.ToTable(t => t.HasCheckConstraint("ck_agreement_basis", Codes.Check<LegalBasis>("basis")));
            agreement.ToTable(t => t.HasCheckConstraint("ck_agreement_training", Codes.Check<TrainingUse>("training")));
        });
        model.Entity<AgreementTool>(covers =>
        {
            covers.HasKey(c => new { c.Agreement, c.Tool });
            covers.HasOne<Agreement>().WithMany().HasForeignKey(c => c.Agreement).OnDelete(DeleteBehavior.Restrict);
            covers.HasOne<Tool>().WithMany().HasForeignKey(c => c.Tool).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AgreementElement>(element =>
        {
            element.HasKey(e => new { e.Agreement, e.Element });
            element.Property(e => e.Element).HasMaxLength(AgreementElement.LongestCode);
            element.Property(e => e.Purpose).HasMaxLength(AgreementElement.LongestPurpose);
            element.HasOne<Agreement>().WithMany().HasForeignKey(e => e.Agreement).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Agreements with vendors; what was signed does not change, whoever writes.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000920_Agreements")]
internal sealed class M0920_Agreements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "agreement", t => t.Uuid("id").Uuid("vendor").Text("name", 160).Text("name_folded", 320).Text("kind").Whole("number").Uuid("amends", optional: true)
            .Text("parties", 300).Text("purposes", 4000).Text("basis").Text("stored_in", 300).Text("sub_processors", 4000).Whole("breach_hours", optional: true).Text("retention", 4000)
            .Text("disposal", 4000).Text("training").Text("training_what", 4000).Text("state_terms", 300).Flag("others_may_join").Day("first_day", optional: true).Day("last_day", optional: true).Day("signed_until", optional: true)
            .Day("notice_by", optional: true).Flag("renews_itself").Day("signed_on", optional: true).Uuid("signed_for", optional: true).Text("vendor_signer", 300).Uuid("signed_by", optional: true)
            .Text("sha256", 64, optional: true).Day("ended_on", optional: true).Text("ended_why", 4000).Instant("created_at").Version()
            .Check("kind", "kind IN ('ndpa', 'state-addendum', 'own', 'terms')").Check("basis", "basis IN ('school-official', 'studies', 'consent', 'directory-information')")
            .Check("training", "training IN ('none', 'deidentified', 'allowed')")
            .Key("id").Index("vendor").Index("name_folded", "id").Unique("amends").Foreign("vendor", "vendor"));
        TableScript.Create(migrationBuilder, "agreement_tool", t => t.Uuid("agreement").Uuid("tool").Key("agreement", "tool").Index("tool").Foreign("agreement", "agreement").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "agreement_element", t => t.Uuid("agreement").Text("element", 100).Text("purpose", 300).Key("agreement", "element").Foreign("agreement", "agreement"));
        FrozenRows.Hold(migrationBuilder, "agreement", "signed_on IS NOT NULL", "vendor", "name", "kind", "number", "amends", "parties", "purposes", "basis", "stored_in", "sub_processors", "breach_hours", "retention",
            "disposal", "training", "training_what", "state_terms", "others_may_join", "first_day", "renews_itself", "signed_on", "signed_until", "sha256");
        FrozenRows.HoldTable(migrationBuilder, "agreement");
    }
}
