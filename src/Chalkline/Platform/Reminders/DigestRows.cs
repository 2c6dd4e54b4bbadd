using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>
/// Writes how mail stands: what is no change of the record of decision, and so without an entry in the audit log. A person is claimed by one conditional
/// update before anything is sent, so of two nodes that look at the same time one sends.
/// </summary>
internal static class DigestRows
{
    /// <summary>Everybody has a row, and the mail server has one.</summary>
    public static Task Prepare(DistrictDb db, CancellationToken ct) => db.Lease(async d =>
    {
        await d.Database.ExecuteSqlRawAsync("INSERT INTO mail_state (id, tries) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM mail_state) ON CONFLICT DO NOTHING", ct);
        await d.Database.ExecuteSqlRawAsync("""
            INSERT INTO mail_digest (account, tries) SELECT a.id, 0 FROM account a
            WHERE a.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM mail_digest d WHERE d.account = a.id) ON CONFLICT DO NOTHING
            """, ct);
    }, ct);

    /// <returns>Whether the person is this node's to send to.</returns>
    public static async Task<bool> Claim(DistrictDb db, MailDigest before, DateTimeOffset now, CancellationToken ct)
    {
        var (taken, until) = (0, now + ReminderRules.Claim);
        await db.Lease(async d => taken = await Row(d, before).ExecuteUpdateAsync(m => m.SetProperty(x => x.HeldUntil, until), ct), ct);
        return taken == 1;
    }

    /// <summary>The day is done: the digest is sent, or nothing waits (<paramref name="sent"/> null).</summary>
    public static Task Done(DistrictDb db, AccountId person, DateOnly day, DateTimeOffset? sent, CancellationToken ct) => db.Lease(async d =>
    {
        var row = d.Set<MailDigest>().Where(m => m.Account == person);
        if (sent is null) await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneFor, day), ct);
        else
        {
            await row.ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneFor, day).SetProperty(x => x.HeldUntil, (DateTimeOffset?)null).SetProperty(x => x.Tries, 0)
                .SetProperty(x => x.SentAt, sent).SetProperty(x => x.Fault, (MailFault?)null).SetProperty(x => x.Reply, (int?)null), ct);
        }
    }, ct);

    /// <summary>This one person's mail was not taken: for good, until a week has passed; or for now, until a little later.</summary>
    public static Task NotTaken(DistrictDb db, MailDigest before, DateOnly day, SendMailResult.NotTaken result, DateTimeOffset now, DateTimeOffset again, CancellationToken ct)
    {
        DateOnly? done = result.ForGood ? day : before.DoneFor;
        return db.Lease(d => d.Set<MailDigest>().Where(m => m.Account == before.Account).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.DoneFor, done).SetProperty(x => x.HeldUntil, again).SetProperty(x => x.Tries, before.Tries + 1).SetProperty(x => x.FailedAt, now)
            .SetProperty(x => x.Fault, result.ForGood ? MailFault.Refused : MailFault.NotNow).SetProperty(x => x.Reply, result.Reply), ct), ct);
    }

    /// <summary>Nothing went because of the server: the claim is given back.</summary>
    public static Task Release(DistrictDb db, MailDigest before, CancellationToken ct) => db.Lease(d => d.Set<MailDigest>().Where(m => m.Account == before.Account)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.HeldUntil, before.HeldUntil), ct), ct);

    /// <summary>The server takes nobody's mail; all wait until then.</summary>
    public static Task Down(DistrictDb db, SendMailResult.Down result, MailState before, DateTimeOffset now, DateTimeOffset again, CancellationToken ct) =>
        db.Lease(d => d.Set<MailState>().ExecuteUpdateAsync(m => m.SetProperty(x => x.Tries, before.Tries + 1).SetProperty(x => x.DownSince, before.DownSince ?? now)
            .SetProperty(x => x.HeldUntil, again).SetProperty(x => x.Fault, result.Fault).SetProperty(x => x.Reply, result.Reply), ct), ct);

    /// <summary>The server takes mail.</summary>
    public static Task Up(DistrictDb db, DateTimeOffset now, CancellationToken ct) => db.Lease(d => d.Set<MailState>().ExecuteUpdateAsync(m => m.SetProperty(x => x.Tries, 0)
        .SetProperty(x => x.DownSince, (DateTimeOffset?)null).SetProperty(x => x.HeldUntil, (DateTimeOffset?)null).SetProperty(x => x.Fault, (MailFault?)null)
        .SetProperty(x => x.Reply, (int?)null).SetProperty(x => x.SentAt, now), ct), ct);

    private static IQueryable<MailDigest> Row(DistrictDb db, MailDigest before) =>
        db.Set<MailDigest>().Where(m => m.Account == before.Account && m.DoneFor == before.DoneFor && m.HeldUntil == before.HeldUntil);
}
