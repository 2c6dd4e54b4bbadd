using Chalkline.Platform.Access;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of setting a district up.</summary>
internal abstract record SetUpDistrictResult
{
    private SetUpDistrictResult()
    {
    }

    /// <param name="Session">What the cookie of the first administrator's session holds.</param>
    public sealed record Done(string Session) : SetUpDistrictResult;

    /// <summary>A district of that address has its first administrator.</summary>
    public sealed record AlreadySetUp : SetUpDistrictResult;

    /// <summary>Somebody used the link in the meantime.</summary>
    public sealed record LinkSpent : SetUpDistrictResult;
}

/// <summary>Makes a district with its profile and its first administrator, who is signed in.</summary>
internal sealed class SetUpDistrict(Setup setup, DistrictDirectory directory, DistrictStores stores, Passwords passwords)
{
    public async Task<SetUpDistrictResult> Run(string link, SetupDetails details, CancellationToken ct)
    {
        if (await IsSetUp(details.Slug, ct)) return new SetUpDistrictResult.AlreadySetUp();
        if (!await setup.Claim(link, ct)) return new SetUpDistrictResult.LinkSpent();
        try
        {
            await directory.Add(details.Slug, ct);
            return new SetUpDistrictResult.Done(await Fill(details, ct));
        }
        catch (Exception e)
        {
            await setup.Release(link);
            // Another link for the same district was quicker.
            if (StoreFaults.IsTaken(e, "district_profile") || StoreFaults.IsTaken(e, "district_entry")) return new SetUpDistrictResult.AlreadySetUp();
            throw;
        }
    }

    /// <summary>Whether there is a district of this address that somebody administers, or whose store this program cannot read.</summary>
    public async Task<bool> IsSetUp(DistrictSlug slug, CancellationToken ct)
    {
        if (await directory.Find(slug.Text, ct) is null) return false;
        if (await stores.StateOf(slug, ct) != StoreState.Current) return true;
        await using var db = stores.Open(slug);
        return await db.Set<DistrictProfile>().AnyAsync(ct);
    }

    private async Task<string> Fill(SetupDetails details, CancellationToken ct)
    {
        var (time, now) = (stores.Time, stores.Time.Now());
        await using var db = stores.Open(details.Slug);
        var account = Account.New(time.NewId<AccountId>(), details.Name, details.Email, now);
        account.PasswordHash = passwords.Hash(details.Password);
        account.EmailConfirmed = true;
        db.Add(account);
        db.Add(new RoleGrant { Id = time.NewId<GrantId>(), Account = account.Id, Role = Role.SystemAdministrator, Source = "setup", GrantedAt = now });
        db.Add(new DistrictProfile { Name = details.DistrictName, State = details.State, Students = details.Students, TimeZone = details.TimeZone, CreatedAt = now });
        var session = new Sessions(db, time).Start(account.Id, "password");
        await db.Commit(new(Actor.Person(account.Id), "district.set-up", new("district", await DistrictId(details.Slug, ct)), AuditEntry.Fields(
            ("name", null, details.DistrictName), ("state", null, details.State), ("students", null, details.Students), ("timeZone", null, details.TimeZone),
            ("administrator", null, account.Id.ToString()))), ct);
        return session;
    }

    private async Task<Guid> DistrictId(DistrictSlug slug, CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        return await host.Districts.Where(d => d.Slug == slug.Text).Select(d => d.Id).SingleAsync(ct);
    }
}
