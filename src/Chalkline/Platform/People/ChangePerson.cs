using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>What came of correcting how a person is called and written to.</summary>
internal abstract record ChangePersonResult
{
    private ChangePersonResult()
    {
    }

    public sealed record Changed : ChangePersonResult;

    /// <summary>There is none, or the account is erased.</summary>
    public sealed record NoSuchPerson : ChangePersonResult;

    /// <summary>Somebody else has that e-mail address.</summary>
    public sealed record EmailKnown : ChangePersonResult;
}

/// <summary>Corrects a person's name and e-mail address: a name changes, a list of staff had it wrong. The log tells that they were changed, not to what.</summary>
internal sealed class ChangePerson(DistrictDb db)
{
    /// <param name="version">Of the account that the form was filled in on.</param>
    /// <exception cref="StaleWriteException">It was changed since.</exception>
    public async Task<ChangePersonResult> Run(Actor actor, AccountId id, string name, string email, int? version, CancellationToken ct)
    {
        if (await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.ErasedAt == null, ct) is not { } account) return new ChangePersonResult.NoSuchPerson();
        if (version is { } filledInOn) db.Expect(account, filledInOn);
        var (renamed, address) = (account.Name != name, account.Email != email);
        account.IsCalled(name, email);
        if (await db.Users.AnyAsync(a => a.Id != id && (a.NormalizedUserName == account.NormalizedUserName || a.NormalizedEmail == account.NormalizedEmail), ct))
            return new ChangePersonResult.EmailKnown();
        await db.Commit(new(actor, "account.changed", new("account", id.Value), new() { ["renamed"] = renamed, ["email"] = address }), ct);
        return new ChangePersonResult.Changed();
    }
}
