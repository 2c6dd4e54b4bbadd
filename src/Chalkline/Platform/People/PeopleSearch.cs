using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>People as search finds them: by their names and their e-mail address, at the schools where they have a role in force.</summary>
internal sealed class PeopleSearch : ISearchEntries
{
    public const string AccountKind = "account";

    public string Kind => AccountKind;

    public Right Right => PlatformRights.PeopleRead;

    public string Says(Language language) => Wording.Say(Search.SearchPageWords.ResourceManager, language, nameof(Search.SearchPageWords.KindAccount));

    public IEnumerable<Guid> Touched(object row) => row switch
    {
        Account account => [account.Id.Value],
        RoleGrant grant => [grant.Account.Value],
        _ => [],
    };

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var accounts = db.Users.AsNoTracking().Where(a => a.ErasedAt == null);
        var grants = db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.InForce).Where(g => g.School != null);
        if (only is not null)
        {
            var ids = only.Select(AccountId.From).ToList();
            (accounts, grants) = (accounts.Where(a => ids.Contains(a.Id)), grants.Where(g => ids.Contains(g.Account)));
        }
        var schools = (await grants.Select(g => new { g.Account, School = g.School!.Value }).ToListAsync()).ToLookup(g => g.Account, g => g.School);
        foreach (var account in await accounts.Select(a => new { a.Id, a.Name, a.Email }).ToListAsync())
        {
            yield return new(account.Id.Value, account.Name, $"/people/{account.Id}")
            {
                Words = account.Email is { } email ? [email] : [],
                Schools = [.. schools[account.Id]],
            };
        }
    }
}
