using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tools.DataMap;

/// <summary>How what tools take stands in a district's store.</summary>
internal sealed class DataMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<DataUseId>();
        conventions.Id<DataReturnId>();
        conventions.Properties<DataSource>().HaveConversion<CodeText<DataSource>>();
        conventions.Properties<DataFate>().HaveConversion<CodeText<DataFate>>();
    }

    public void Map(ModelBuilder model)
    {
        model.Entity<DataUse>(use =>
        {
            use.Property(u => u.Element).HasMaxLength(Agreements.AgreementElement.LongestCode);
            use.Property(u => u.Purpose).HasMaxLength(DataUse.LongestPurpose);
            use.HasIndex(u => new { u.Tool, u.Element, u.Source }).IsUnique();
            use.HasIndex(u => new { u.Element, u.Source });
            use.HasOne<Tool>().WithMany().HasForeignKey(u => u.Tool).OnDelete(DeleteBehavior.Restrict);
            use.ToTable(t => t.HasCheckConstraint("ck_data_use_source", Codes.Check<DataSource>("source")));
        });
        model.Entity<DataReturn>(back =>
        {
            back.Property(b => b.Proof).HasMaxLength(DataReturn.LongestProof);
            back.HasIndex(b => new { b.Tool, b.SaidAt });
            back.HasOne<Tool>().WithMany().HasForeignKey(b => b.Tool).OnDelete(DeleteBehavior.Restrict);
            back.ToTable(t => t.HasCheckConstraint("ck_data_return_fate", Codes.Check<DataFate>("fate")));
        });
    }
}

/// <summary>What tools take, and what came back of it.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261128000921_DataUses")]
internal sealed class M0921_DataUses : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        TableScript.Create(migrationBuilder, "data_use", t => t.Uuid("id").Uuid("tool").Text("element", 100).Text("source").Text("purpose", 300).Instant("added_at").Uuid("added_by")
            .Check("source", "source IN ('student-system', 'learning-system', 'typed-by-teachers', 'typed-by-students', 'sign-in', 'other')")
            .Key("id").Unique("tool", "element", "source").Index("element", "source").Foreign("tool", "tool"));
        TableScript.Create(migrationBuilder, "data_return", t => t.Uuid("id").Uuid("tool").Text("fate").Day("day").Text("proof", 2000).Instant("said_at").Uuid("said_by")
            .Check("fate", "fate IN ('returned', 'deleted', 'returned-and-deleted')").Key("id").Index("tool", "said_at").Foreign("tool", "tool"));
    }
}
