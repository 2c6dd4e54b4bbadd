using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance.Employees;

/// <summary>How agreements with employees stand in a district's store.</summary>
internal sealed class EmployeeMapping : IStoreMapping
{
    public IReadOnlyList<ISearchEntries> Search { get; } = [new EmployeeAgreementSearch()];

    public void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<EmployeeAgreementId>();

    public void Map(ModelBuilder model) => model.Entity<EmployeeAgreement>(agreement =>
    {
        agreement.Property(a => a.Title).HasMaxLength(EmployeeAgreement.LongestTitle);
        agreement.Property(a => a.Association).HasMaxLength(EmployeeAgreement.LongestTitle);
        agreement.Property(a => a.Text).HasMaxLength(EmployeeAgreement.LongestText);
        agreement.ToTable(t => t.HasCheckConstraint("ck_employee_agreement_days", "ends_on >= agreed_on"));
    });
}

/// <summary>Agreements with employees.</summary>
[DbContext(typeof(DistrictDb))]
[Migration("20261125000840_EmployeeAgreements")]
internal sealed class M0840_EmployeeAgreements : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        TableScript.Create(migrationBuilder, "employee_agreement", t => t.Uuid("id").Text("title", 160).Text("association", 160).Text("text", 20_000).Day("agreed_on").Day("ends_on", optional: true)
            .Instant("created_at").Version().Check("days", "ends_on >= agreed_on").Key("id"));
}

/// <summary>An agreement as a record: its files are the signed papers, its history is there for who may read it.</summary>
internal sealed class EmployeeAgreementRecord : IRecordKind
{
    public const string KindName = "employee-agreement";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new EmployeeAgreementId(id);
        if (!person.May(RuleRights.EmployeesRead) || await db.Set<EmployeeAgreement>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == wanted, ct) is not { } agreement) return null;
        return new(agreement.Title, "/employees/agreements/" + agreement.Id, RecordParts.Files | RecordParts.History, person.May(RuleRights.EmployeesWrite));
    }
}

/// <summary>Agreements are found by their title and the association's name.</summary>
internal sealed class EmployeeAgreementSearch : ISearchEntries
{
    public string Kind => EmployeeAgreementRecord.KindName;

    public Right Right => RuleRights.EmployeesRead;

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.Kind_employee_agreement));

    public IEnumerable<Guid> Touched(object row) => row is EmployeeAgreement agreement ? [agreement.Id.Value] : [];

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var agreements = db.Set<EmployeeAgreement>().AsNoTracking();
        if (only is not null)
        {
            var ids = only.Select(EmployeeAgreementId.From).ToList();
            agreements = agreements.Where(a => ids.Contains(a.Id));
        }
        foreach (var agreement in await agreements.Select(a => new { a.Id, a.Title, a.Association }).ToListAsync())
            yield return new(agreement.Id.Value, $"{agreement.Title} · {agreement.Association}", "/employees/agreements/" + agreement.Id);
    }
}
