using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of inviting somebody.</summary>
internal abstract record InvitePersonResult
{
    private InvitePersonResult()
    {
    }

    /// <param name="Link">The path of the one-time link: it is known here and never again.</param>
    public sealed record Invited(AccountId Account, string Link) : InvitePersonResult;

    /// <summary>Somebody has that e-mail address.</summary>
    /// <param name="Account">Who; null where it was changed again since.</param>
    public sealed record EmailKnown(AccountId? Account) : InvitePersonResult;

    public sealed record Refused(IReadOnlyList<RoleRefusal> Reasons) : InvitePersonResult;
}

/// <summary>Who is invited, as what.</summary>
/// <param name="Language">"en", "es", or null: as the browser asks.</param>
internal sealed record Invitation(string Name, string Email, string? Language, HeldRole Role);

/// <summary>Makes an account without a password, its first role, and the one-time link by which its person comes in, in one commit.</summary>
internal sealed class InvitePerson(DistrictDb db, SchoolDirectory schools, GrantRole roles, MakeSignInLink links, TimeProvider time)
{
    public async Task<InvitePersonResult> Run(Actor actor, Invitation invitation, CancellationToken ct)
    {
        var account = Account.New(time.NewId<AccountId>(), invitation.Name, invitation.Email, time.Now());
        account.Language = invitation.Language;
        if (await Known(account, ct) is { } known) return new InvitePersonResult.EmailKnown(known);
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleAsync(ct);
        var open = (await schools.Open(ct)).Select(s => s.Id).ToHashSet();
        var facts = new GrantFacts(ToThemselves: false, profile.SmallDistrict, AccountClosed: false, [], open);
        if (RoleRules.AgainstGranting(invitation.Role, facts) is { Count: > 0 } reasons) return new InvitePersonResult.Refused(reasons);
        var grant = roles.New(actor, account.Id, invitation.Role, needsCountersignature: false);
        db.Add(account);
        db.Add(grant);
        var link = await links.For(account.Id, actor.Account, ct);
        try
        {
            await db.Commit(new(actor, "account.invited", new("account", account.Id.Value), grant.Described()), ct);
        }
        catch (StaleWriteException)
        {
            // Somebody else made an account with the address in between.
            return new InvitePersonResult.EmailKnown(await Known(account, ct));
        }
        return new InvitePersonResult.Invited(account.Id, link);
    }

    private async Task<AccountId?> Known(Account account, CancellationToken ct)
    {
        var found = await db.Users.AsNoTracking().Where(a => a.NormalizedUserName == account.NormalizedUserName || a.NormalizedEmail == account.NormalizedEmail)
            .Select(a => a.Id).Take(1).ToListAsync(ct);
        return found is [var id] ? id : null;
    }
}
