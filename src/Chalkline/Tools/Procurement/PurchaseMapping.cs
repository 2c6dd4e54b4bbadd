using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.Procurement;

/// <summary>How purchases stand in a district's store.</summary>
internal sealed class PurchaseMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<QuoteId>();
        conventions.Properties<PurchaseWay>().HaveConversion<CodeText<PurchaseWay>>();
    }

    public void Map(ModelBuilder model)
    {
        model.Entity<Purchase>(purchase =>
        {
            purchase.HasKey(p => p.Tool);
            purchase.Property(p => p.Tool).ValueGeneratedNever();
            purchase.Property(p => p.Cooperative).HasMaxLength(Purchase.LongestLine);
            purchase.Property(p => p.ContractNumber).HasMaxLength(Purchase.LongestLine);
            purchase.Property(p => p.WhyOnlyThey).HasMaxLength(Purchase.LongestText);
            purchase.Property(p => p.OrderNumber).HasMaxLength(Purchase.LongestLine);
            purchase.Property(p => p.ApprovedBy).HasMaxLength(Purchase.LongestLine);
            purchase.HasOne<Tool>().WithMany().HasForeignKey(p => p.Tool).OnDelete(DeleteBehavior.Restrict);
            purchase.ToTable(t => t.HasCheckConstraint("ck_purchase_way", Codes.Check<PurchaseWay>("way")));
        });
        model.Entity<Quote>(quote =>
        {
            quote.Property(q => q.Seller).HasMaxLength(Purchase.LongestLine);
            quote.Property(q => q.Note).HasMaxLength(Purchase.LongestLine);
            quote.HasIndex(q => new { q.Tool, q.Day });
            quote.HasOne<Tool>().WithMany().HasForeignKey(q => q.Tool).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>Purchases and quotes.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000922_Purchases")]
internal sealed class M0922_Purchases : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "purchase", t => t.Uuid("tool").Text("way").Text("cooperative", 300).Text("contract_number", 300).Text("why_only_they", 2000).Day("rfp_from", optional: true)
            .Day("rfp_until", optional: true).Text("order_number", 300).Money("ordered", optional: true).Money("not_to_exceed", optional: true).Text("approved_by", 300).Whole("years")
            .Money("license_once").Money("license_yearly").Money("training_once").Money("training_yearly").Money("devices_once").Money("devices_yearly").Money("staff_hours_once").Money("staff_hours_yearly")
            .Money("hour_rate").Instant("created_at").Version()
            .Check("way", "way IN ('cooperative', 'sole-source', 'rfp', 'micro-purchase')").Key("tool").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "quote", t => t.Uuid("id").Uuid("tool").Text("seller", 300).Money("amount").Day("day").Day("valid_until", optional: true).Text("note", 300).Instant("added_at")
            .Key("id").Index("tool", "day").Foreign("tool", "tool"));
    }
}

/// <summary>The purchase of a tool as a record, under the tool's id: its files are offers, contracts, orders.</summary>
internal sealed class PurchaseRecord : IRecordKind
{
    public const string KindName = "purchase";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        if (!person.May(ToolRights.PurchasesRead) || await ReadTools.Find(db, id, ct) is not { } tool) return null;
        return new(tool.Name, PurchasePages.PathOf(tool.Id), RecordParts.Files | RecordParts.History, person.May(ToolRights.PurchasesWrite));
    }
}
