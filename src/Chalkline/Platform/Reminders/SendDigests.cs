using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>
/// Looks who is due, and sends each a digest of what waits: made at the moment at which it is sent, so whatever was late has all that waits by then, once.
/// A server that is down holds everybody's back and is tried again, later each time; one person whose mail is refused holds nobody else's.
/// </summary>
/// <param name="sources">Asked for when it runs: failed jobs are work, too, and know all kinds of jobs.</param>
internal sealed class SendDigests(Func<IEnumerable<IWorkItems>> sources, IEnumerable<IToday> days, QueueDigests digests, MailSettings mail, SiteAddress site) : IJobKind
{
    public const string KindName = "reminders";

    public string Name => KindName;

    public string Title(JsonObject arguments, Language language) => ReminderText.Say(language, nameof(ReminderWords.JobTitle));

    public string Progress(long done, long? total, Language language) => ReminderText.Say(language, nameof(ReminderWords.JobProgress), done, total ?? done);

    public JobOutcome Outcome(JsonObject result, Language language) =>
        new(ReminderText.Say(language, nameof(ReminderWords.JobOutcome), (int?)result["sent"] ?? 0, (int?)result["failed"] ?? 0),
            new(ReminderText.Say(language, nameof(ReminderWords.Title)), ReminderPages.Path));

    public async Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        if (mail.Server is not { } server) return new() { ["failed"] = 0, ["sent"] = 0 };
        await using var db = run.Open();
        await DigestRows.Prepare(db, ct);
        var desk = await ReminderDesk.Load(db, ct);
        var (sent, failed) = await MayMail(db, desk, run.Time.Now(), ct) ? await SendAll(run, db, desk, server, ct) : (0, 0);
        await digests.Add(db, desk, await Next(db, desk, run.Time.Now(), ct), ct);
        var result = new JsonObject { ["failed"] = failed, ["sent"] = sent };
        await run.Commit(db, new(Actor.System, "reminders.looked", new("reminders", Guid.Empty), result.DeepClone().AsObject()), null, ct);
        return result;
    }

    private async Task<bool> MayMail(DistrictDb db, ReminderDesk desk, DateTimeOffset now, CancellationToken ct)
    {
        var local = desk.Local(now);
        if (!ReminderRules.MayMail(local, desk.Quiet, free: false)) return false;
        foreach (var day in days)
            if ((await day.Of(db, DateOnly.FromDateTime(local), Language.English, ct)).IsFree) return false;
        return !await db.Set<MailState>().AnyAsync(s => s.HeldUntil > now, ct);
    }

    private async Task<(int Sent, int Failed)> SendAll(JobRun run, DistrictDb db, ReminderDesk desk, MailServer server, CancellationToken ct)
    {
        var (sent, failed, done) = (0, 0, 0);
        var due = await Due(db, desk, run.Time.Now(), ct);
        await using var smtp = new SendMail(server, run.Time);
        await using var pages = new PageRenderer();
        foreach (var batch in due.Chunk(100))
        {
            var people = await WorkPeople.Load(db, batch.Select(d => d.Row.Account), ct);
            foreach (var (row, address) in batch)
            {
                run.Report(++done, due.Count);
                if (people.GetValueOrDefault(row.Account) is not { } person) continue;
                switch (await SendOne(run, db, desk, smtp, pages, person, row, address, ct))
                {
                    case null: break;
                    case SendMailResult.Sent: sent++; break;
                    case SendMailResult.NotTaken: failed++; break;
                    case SendMailResult.Down down:
                        await Hold(db, desk, down, run.Time.Now(), ct);
                        return (sent, failed + due.Count - done + 1);
                }
            }
        }
        return (sent, failed);
    }

    /// <summary>Null: nothing waits, or another node has the person.</summary>
    private async Task<SendMailResult?> SendOne(JobRun run, DistrictDb db, ReminderDesk desk, SendMail smtp, PageRenderer pages, Person person, MailDigest row, string address, CancellationToken ct)
    {
        var now = run.Time.Now();
        var (today, language) = (DateOnly.FromDateTime(desk.Local(now)), Language.Find(person.Language) ?? Language.English);
        var waiting = (await new ReadWork(db, sources(), run.Time).Of(new(db, person, language, now, today), ct)).ForUs;
        if (waiting.Count == 0)
        {
            await DigestRows.Done(db, person.Id, today, null, ct);
            return null;
        }
        if (!await DigestRows.Claim(db, row, now, ct)) return null;
        var digest = DigestText.Of(language, desk.District, waiting, today, desk.Zone, path => site.Of(run.District, path));
        var html = await pages.RenderAsync<DigestMail>(new() { ["Model"] = digest });
        var result = await smtp.Run(new(address, digest.Subject, DigestText.Plain(digest), html, IdOf(run.District, person.Id, today)), ct);
        switch (result)
        {
            case SendMailResult.Sent:
                await DigestRows.Done(db, person.Id, today, run.Time.Now(), CancellationToken.None);
                await DigestRows.Up(db, run.Time.Now(), CancellationToken.None);
                break;
            case SendMailResult.NotTaken refused:
                var again = refused.ForGood ? now + ReminderRules.AfterRefusal : desk.OutOfQuiet(now + ReminderRules.Pause(row.Tries + 1));
                await DigestRows.NotTaken(db, row, today, refused, now, again, CancellationToken.None);
                break;
            default:
                await DigestRows.Release(db, row, CancellationToken.None);
                break;
        }
        return result;
    }

    private static async Task Hold(DistrictDb db, ReminderDesk desk, SendMailResult.Down down, DateTimeOffset now, CancellationToken ct)
    {
        var state = await db.Set<MailState>().AsNoTracking().SingleAsync(ct);
        await DigestRows.Down(db, down, state, now, desk.OutOfQuiet(now + ReminderRules.Pause(state.Tries + 1)), ct);
    }

    /// <summary>Who is due: open accounts that somebody has signed in to, with an address.</summary>
    private static async Task<List<(MailDigest Row, string Address)>> Due(DistrictDb db, ReminderDesk desk, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await (from row in db.Set<MailDigest>().AsNoTracking()
                          join account in db.Users on row.Account equals account.Id
                          where account.DeactivatedAt == null && account.Email != null && (account.EmailConfirmed || account.PasswordHash != null)
                          where row.HeldUntil == null || row.HeldUntil <= now
                          orderby account.Id
                          select new { Row = row, account.Email }).ToListAsync(ct);
        var local = desk.Local(now);
        return [.. rows.Where(r => ReminderRules.IsDue(desk.PlanOf(r.Row.Account), desk.Quiet, r.Row.DoneFor, local)).Select(r => (r.Row, r.Email!))];
    }

    /// <summary>When to look again: when somebody may be due, or something that did not go is tried again, whichever is first.</summary>
    private static async Task<DateTimeOffset?> Next(DistrictDb db, ReminderDesk desk, DateTimeOffset now, CancellationToken ct)
    {
        var server = await db.Set<MailState>().AsNoTracking().Where(s => s.HeldUntil > now).Select(s => s.HeldUntil).FirstOrDefaultAsync(ct);
        var person = await db.Set<MailDigest>().AsNoTracking().Where(d => d.HeldUntil > now).OrderBy(d => d.HeldUntil).Select(d => d.HeldUntil).FirstOrDefaultAsync(ct);
        return new[] { desk.NextLook(now), server, person }.Min();
    }

    /// <summary>One and the same for a person's digest of a day, and it tells nobody whose it is.</summary>
    private static string IdOf(DistrictSlug district, AccountId person, DateOnly day) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{district.Text}/{person}/{DayText.Field(day)}")))[..32];
}
