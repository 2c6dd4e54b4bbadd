using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Tests.Visits;

/// <summary>How visits stand in a district's store, and what of them can be searched for.</summary>
internal sealed class VisitMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [new VisitSearch()];

    public void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<VisitId>();

    public void Map(ModelBuilder model) => model.Entity<Visit>(visit =>
    {
        visit.Property(v => v.Purpose).HasMaxLength(VisitRules.LongestPurpose);
        visit.HasIndex(v => new { v.Day, v.Id });
    });
}

/// <summary>The table of visits; never changed once it was released, a later migration changes it.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000100_Visits")]
internal sealed class VisitsTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "visit", t => t.Uuid("id").Uuid("school").Text("purpose", 100).Day("day").Instant("created_at").Instant("done_at", optional: true).Version()
            .Key("id").Index("day", "id"));
}
