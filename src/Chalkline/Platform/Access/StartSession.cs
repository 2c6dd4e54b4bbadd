namespace Chalkline.Platform.Access;

/// <summary>Signs a person in on this browser: the session, its entry in the audit log and its cookie.</summary>
internal sealed class StartSession(DistrictDb db, Sessions sessions)
{
    /// <param name="means"><c>password</c>, <c>passkey</c>, or the id of an identity provider.</param>
    /// <param name="within">What else is to be written in the same transaction.</param>
    public async Task Run(HttpContext http, AccountId account, string means, Func<Task>? within, CancellationToken ct)
    {
        var token = sessions.Start(account, means);
        await db.Commit(new(Actor.Person(account), "session.started", new("account", account.Value), new() { ["means"] = means }),
            within is null ? null : _ => within(), ct);
        SessionAuthentication.WriteCookie(http, token);
    }
}
