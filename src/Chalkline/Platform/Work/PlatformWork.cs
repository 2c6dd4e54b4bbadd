using Chalkline.Platform.Packs;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Work;

/// <summary>Roles that wait for a superintendent: for those who countersign, and for whoever asked.</summary>
internal sealed class CountersignWork : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var (db, me, signs) = (asked.Db, asked.Person, asked.Person.May(PlatformRights.RolesCountersign));
        var rows = await (
            from grant in db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.Waiting)
            join account in db.Users on grant.Account equals account.Id
            where signs || grant.Account == me.Id
            orderby grant.Id
            select new { grant.Id, grant.Account, account.Name, grant.Role, grant.GrantedAt }).Take(IWorkItems.Most).ToListAsync(ct);
        return [.. rows.Select(r => Item(r.Id, r.Account, r.Name, r.Role, r.GrantedAt))];

        WorkItem Item(GrantId id, AccountId account, string name, Role role, DateTimeOffset since)
        {
            var (said, own) = (RoleText.Of(asked.Language, role), account == me.Id);
            string Say(string key, params object[] values) => WorkText.Say(asked.Language, key, values);
            return own
                ? new($"role:{id}", Say(nameof(WorkWords.OwnRole), said), Say(nameof(WorkWords.OwnRoleWhy)), me.May(PlatformRights.PeopleRead) ? $"/people/{account}" : "/account",
                    Say(nameof(WorkWords.Open)), WaitsFor.Others)
                { Since = since }
                : new($"role:{id}", Say(nameof(WorkWords.Countersign), PersonText.Name(asked.Language, name), said), Say(nameof(WorkWords.CountersignWhy)), "/roles/countersign",
                    Say(nameof(WorkWords.Decide)), WaitsFor.Us)
                { Since = since, Needs = PlatformRights.RolesCountersign, NotBy = account };
        }
    }
}

/// <summary>Invitations that nobody has used: to remind somebody is to hand a new link over.</summary>
internal sealed class InvitationWork : IWorkItems
{
    private const int Shown = 10;

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(PlatformRights.PeopleManage)) return [];
        var db = asked.Db;
        var alone = !await db.Users.AnyAsync(a => a.Id != asked.Person.Id && a.ErasedAt == null, ct);
        string Say(string key, params object[] values) => WorkText.Say(asked.Language, key, values);
        if (alone)
        {
            return [new("people:none", Say(nameof(WorkWords.NoPeople)), Say(nameof(WorkWords.NoPeopleWhy)), "/people/invite", Say(nameof(WorkWords.Invite)), WaitsFor.Us)
                { Needs = PlatformRights.PeopleManage }];
        }
        var open = await (
            from link in db.Set<SignInLink>().AsNoTracking().Where(l => l.UsedAt == null && l.WithdrawnAt == null)
            join standing in Accounts.Standing(db).That(AccountStatus.Invited) on link.Account equals standing.Account.Id
            orderby link.CreatedAt, link.TokenHash
            select new { standing.Account.Id, standing.Account.Name, link.CreatedAt, link.ExpiresAt }).Take(Shown + 1).ToListAsync(ct);
        var items = open.Take(Shown).Select(i => new WorkItem($"invitation:{i.Id}", Say(nameof(WorkWords.Invitation), i.Name),
            Say(i.ExpiresAt <= asked.Now ? nameof(WorkWords.InvitationOver) : nameof(WorkWords.InvitationWhy)), $"/people/{i.Id}/sign-in-link", Say(nameof(WorkWords.Remind)), WaitsFor.Others)
        { Since = i.CreatedAt, OnWhom = i.Name }).ToList();
        if (open.Count > Shown)
            items.Add(new("invitation:more", Say(nameof(WorkWords.InvitationMore)), "", "/people?status=invited", Say(nameof(WorkWords.Open)), WaitsFor.Others));
        return items;
    }
}

/// <summary>Packs of which there is a newer version than the one in use.</summary>
internal sealed class PackWork(ShippedPacks shipped) : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(PlatformRights.PacksManage)) return [];
        var uses = await DistrictPacks.Current(asked.Db).Select(u => new { u.Pack, u.Release }).ToListAsync(ct);
        var known = (await asked.Db.Set<PackRelease>().AsNoTracking().Select(r => new { r.Pack, r.Release, r.AddedAt }).ToListAsync(ct)).ToLookup(r => r.Pack);
        var items = new List<WorkItem>();
        foreach (var use in uses)
        {
            var (id, current) = (PackId.Parse(use.Pack), PackVersion.Parse(use.Release));
            var newer = known[use.Pack].Select(r => (Version: PackVersion.Parse(r.Release), Since: (DateTimeOffset?)r.AddedAt)).ToList();
            // One that the program brings is not in the store before it is taken into use: nobody knows since when it was there.
            if (shipped.Find(id) is { } own && newer.TrueForAll(n => n.Version != own.Version)) newer.Add((own.Version, null));
            if (newer.Where(n => n.Version.CompareTo(current) > 0).OrderByDescending(n => n.Version).Take(1).ToList() is not [var newest]) continue;
            string Say(string key, params object[] values) => WorkText.Say(asked.Language, key, values);
            items.Add(new($"pack:{id.Slug}:{newest.Version}", Say(nameof(WorkWords.NewerPack), id.Slug, newest.Version), Say(nameof(WorkWords.NewerPackWhy), current), $"/packs/{id.Slug}/upgrade",
                Say(nameof(WorkWords.Preview)), WaitsFor.Us)
            { Since = newest.Since, Needs = PlatformRights.PacksManage });
        }
        return [.. items.Take(IWorkItems.Most)];
    }
}
