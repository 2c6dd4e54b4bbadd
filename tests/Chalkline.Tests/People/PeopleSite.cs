using Chalkline.Platform;
using Chalkline.Platform.People;
using Chalkline.Records;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.People;

/// <summary>What tests of people put into a site, and look up in its store.</summary>
internal static class PeopleSite
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static HeldRole Administrator { get; } = new(Role.SystemAdministrator, null, null);

    public static async Task<SchoolId> AddSchool(this TestSite site, string name)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        var school = new School
        {
            Id = site.Stores.Time.NewId<SchoolId>(),
            Name = name,
            NameFolded = StoreConventions.Fold(name),
            Slug = StoreConventions.Fold(name).Replace(' ', '-'),
            GradeCodes = "KG",
            CreatedAt = site.Stores.Time.Now(),
        };
        db.Add(school);
        await db.Commit(new(Actor.System, "school.added", new("school", school.Id.Value), []), Ct);
        return school.Id;
    }

    public static Task<AccountId> AddPerson(this TestSite site, string name, params HeldRole[] roles) => site.AddPerson(Installation.Cedar, name, roles);

    public static async Task SetSmallDistrict(this TestSite site)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        (await db.Set<DistrictProfile>().SingleAsync(Ct)).SmallDistrict = true;
        await db.Commit(new(Actor.System, "district.changed", new("district", Guid.Empty), []), Ct);
    }

    /// <summary>The grants of an account that were not taken away.</summary>
    public static async Task<List<RoleGrant>> Grants(this TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<RoleGrant>().AsNoTracking().Where(g => g.Account == account && g.RevokedAt == null).OrderBy(g => g.Id).ToListAsync(Ct);
    }

    public static async Task<Account?> Account(this TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account, Ct);
    }

    /// <summary>The actions of the audit log about an account, in order.</summary>
    public static async Task<List<string>> Log(this TestSite site, AccountId account)
    {
        await using var db = site.Stores.Open(Installation.Cedar);
        return await db.Set<Chalkline.Platform.Auditing.AuditRecord>().AsNoTracking().Where(e => e.SubjectId == account.Value).OrderBy(e => e.Sequence)
            .Select(e => e.Action).ToListAsync(Ct);
    }
}
