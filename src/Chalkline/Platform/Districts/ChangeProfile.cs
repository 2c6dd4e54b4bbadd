using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Districts;

/// <summary>What came of changing the district's profile.</summary>
internal abstract record ChangeProfileResult
{
    private ChangeProfileResult()
    {
    }

    public sealed record Changed : ChangeProfileResult;

    /// <summary>Small-district mode cannot end while people hold roles that it alone allows: their names, the first of them.</summary>
    public sealed record RolesTogether(IReadOnlyList<string> Names, int People) : ChangeProfileResult;
}

/// <summary>Changes what the district says of itself.</summary>
internal sealed class ChangeProfile(DistrictDb db)
{
    private const int NamesTold = 3;

    /// <param name="version">That the form was filled in on.</param>
    /// <exception cref="StaleWriteException">Somebody else changed it since.</exception>
    public async Task<ChangeProfileResult> Run(Actor actor, ProfileChange change, int version, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().SingleAsync(ct);
        if (profile.SmallDistrict && !change.SmallDistrict && await Together(ct) is { Count: > 0 } names)
            return new ChangeProfileResult.RolesTogether([.. names.Take(NamesTold)], names.Count);
        var fields = AuditEntry.Fields(("name", profile.Name, change.Name), ("state", profile.State, change.State), ("students", profile.Students, change.Students),
            ("timeZone", profile.TimeZone, change.TimeZone), ("smallDistrict", profile.SmallDistrict, change.SmallDistrict));
        (profile.Name, profile.State, profile.Students, profile.TimeZone, profile.SmallDistrict) =
            (change.Name, change.State, change.Students, change.TimeZone, change.SmallDistrict);
        db.Expect(profile, version);
        // A form that changes nothing is held to its version, too.
        db.Raise(profile);
        await db.Commit(new(actor, "district.changed", new("district", Guid.Empty), fields), ct);
        return new ChangeProfileResult.Changed();
    }

    private async Task<IReadOnlyList<string>> Together(CancellationToken ct)
    {
        var several = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.RevokedAt == null).GroupBy(g => g.Account)
            .Where(g => g.Select(x => x.Role).Distinct().Count() > 1).Select(g => g.Key).ToListAsync(ct);
        var held = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.RevokedAt == null && several.Contains(g.Account)).ToListAsync(ct);
        var together = held.GroupBy(g => g.Account).Where(g => !RoleRules.AreSeparate(g.Select(RoleGrants.Held))).Select(g => g.Key).ToList();
        return await db.Users.AsNoTracking().Where(a => together.Contains(a.Id)).OrderBy(a => a.NameFolded).ThenBy(a => a.Id).Select(a => a.Name).ToListAsync(ct);
    }
}
