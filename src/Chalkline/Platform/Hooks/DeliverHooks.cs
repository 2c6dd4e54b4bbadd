using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Hooks;

/// <summary>
/// Tells the receivers what waits for them, each apart from the others, so that one which hangs keeps nobody else waiting. A receiver that is down is asked once
/// a pause and not once for each thing that it missed.
/// </summary>
internal sealed class DeliverHooks(SendHook send, HookSecrets secrets, IEnumerable<IRecordKind> kinds, SiteAddress site) : IJobKind
{
    public const string KindName = "web-hooks";

    private const int Batch = 50;

    public string Name => KindName;

    public string Title(JsonObject arguments, Language language) => HookText.Say(language, nameof(HookWords.JobTitle));

    public string Progress(long done, long? total, Language language) => HookText.Say(language, nameof(HookWords.JobProgress), done);

    public JobOutcome Outcome(JsonObject result, Language language) =>
        new(HookText.Say(language, nameof(HookWords.JobOutcome), (int?)result["delivered"] ?? 0, (int?)result["failed"] ?? 0), new(HookText.Say(language, nameof(HookWords.Title)), HookPages.Path));

    public async Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        await using var db = run.Open();
        var hooks = await db.Set<WebHook>().AsNoTracking().Where(h => h.RemovedAt == null && h.PausedAt == null).ToListAsync(ct);
        var tallies = await Task.WhenAll(hooks.Select(h => Serve(run, h, ct)));
        var forgotten = run.Time.Now() - HookRules.Kept;
        await db.Lease(d => d.Set<HookDelivery>().Where(x => x.EndedAt < forgotten).ExecuteDeleteAsync(ct), ct);
        var result = new JsonObject { ["delivered"] = tallies.Sum(t => t.Delivered), ["failed"] = tallies.Sum(t => t.Failed) };
        if (await NextTry(db, ct) is { } next && await HookOutbox.Queue(db, next, ct) is not null)
            await run.Commit(db, new(Actor.System, "web-hook.tried", new("web-hook", Guid.Empty), result.DeepClone().AsObject()), null, ct);
        return result;
    }

    private async Task<(int Delivered, int Failed)> Serve(JobRun run, WebHook hook, CancellationToken ct)
    {
        await using var db = run.Open();
        var (delivered, failed) = (0, 0);
        while (true)
        {
            var now = run.Time.Now();
            var due = await Waiting(db, hook.Id).Where(d => d.NextTry <= now).OrderBy(d => d.At).ThenBy(d => d.Id).Take(Batch).ToListAsync(ct);
            if (due.Count == 0) return (delivered, failed);
            foreach (var delivery in due)
            {
                if (!await Claim(db, delivery, run.Time.Now(), ct)) continue;
                var result = await Tell(run, hook, delivery, ct);
                var next = await Write(db, delivery, result, run.Time.Now());
                if (result.Fault is null) delivered++;
                else failed++;
                if (!IsDown(result)) continue;
                await HoldBack(db, hook.Id, result, next ?? run.Time.Now() + HookRules.Claim, run.Time.Now());
                return (delivered, failed);
            }
        }
    }

    private async Task<SendHookResult> Tell(JobRun run, WebHook hook, HookDelivery delivery, CancellationToken ct)
    {
        var now = run.Time.Now();
        var keys = secrets.Open(run.District, hook, now);
        if (keys.Count == 0) return new(HookFault.NoSecret, null);
        var (id, body) = ($"msg_{delivery.Id.Value:N}", CanonicalJson.Text(Body(run.District, delivery)));
        return await send.Run(new(new(hook.Address), id, HookRules.Timestamp(now), string.Join(' ', keys.Select(k => HookRules.Signature(k, id, now, body))), body), ct);
    }

    /// <summary>Ids and a link, which only opens for who may see what is there.</summary>
    private JsonObject Body(DistrictSlug district, HookDelivery delivery) => new()
    {
        ["id"] = delivery.Id.ToString(),
        ["kind"] = delivery.Action,
        ["link"] = site.Of(district, kinds.Any(k => k.Kind == delivery.SubjectKind) ? $"/records/{delivery.SubjectKind}/{delivery.Subject}/history" : "/audit-log"),
        ["subject"] = new JsonObject { ["id"] = delivery.Subject.ToString(), ["kind"] = delivery.SubjectKind },
        ["time"] = AuditRecord.Instant(delivery.At),
    };

    /// <summary>It would answer nothing else, either. One that answers to one thing with an error may take the next.</summary>
    private static bool IsDown(SendHookResult result) => result is { Fault: not null, Answer: null or 429 or 503 };

    private static IQueryable<HookDelivery> Waiting(DistrictDb db, WebHookId hook) => db.Set<HookDelivery>().AsNoTracking().Where(d => d.Hook == hook && d.State == HookDeliveryState.Waiting);

    /// <summary>One conditional update: of two nodes one has it.</summary>
    private static async Task<bool> Claim(DistrictDb db, HookDelivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        var (taken, until) = (0, now + HookRules.Claim);
        await db.Lease(async d => taken = await d.Set<HookDelivery>().Where(x => x.Id == delivery.Id && x.State == HookDeliveryState.Waiting && x.Tries == delivery.Tries && x.NextTry == delivery.NextTry)
            .ExecuteUpdateAsync(x => x.SetProperty(y => y.Tries, delivery.Tries + 1).SetProperty(y => y.NextTry, until), ct), ct);
        return taken == 1;
    }

    /// <returns>When it is tried again; null: it is over.</returns>
    private static async Task<DateTimeOffset?> Write(DistrictDb db, HookDelivery delivery, SendHookResult result, DateTimeOffset now)
    {
        var next = result.Fault is null ? null : HookRules.Next(delivery.At, delivery.Tries + 1, now);
        var state = result.Fault is null ? HookDeliveryState.Delivered : next is null ? HookDeliveryState.GivenUp : HookDeliveryState.Waiting;
        DateTimeOffset? ended = next is null ? now : null;
        await db.Lease(d => d.Set<HookDelivery>().Where(x => x.Id == delivery.Id).ExecuteUpdateAsync(x => x.SetProperty(y => y.State, state).SetProperty(y => y.NextTry, next)
            .SetProperty(y => y.Fault, result.Fault).SetProperty(y => y.Answer, result.Answer).SetProperty(y => y.EndedAt, ended)), CancellationToken.None);
        return next;
    }

    /// <summary>What else waits for a receiver that is down is not tried before; what has waited for a day is given up.</summary>
    private static async Task HoldBack(DistrictDb db, WebHookId hook, SendHookResult result, DateTimeOffset until, DateTimeOffset now)
    {
        var old = now - HookRules.TriedFor;
        await db.Lease(d => d.Set<HookDelivery>().Where(x => x.Hook == hook && x.State == HookDeliveryState.Waiting && x.At <= old).ExecuteUpdateAsync(x => x
            .SetProperty(y => y.State, HookDeliveryState.GivenUp).SetProperty(y => y.NextTry, (DateTimeOffset?)null).SetProperty(y => y.Fault, result.Fault)
            .SetProperty(y => y.Answer, result.Answer).SetProperty(y => y.EndedAt, now)), CancellationToken.None);
        await db.Lease(d => d.Set<HookDelivery>().Where(x => x.Hook == hook && x.State == HookDeliveryState.Waiting && x.NextTry <= now)
            .ExecuteUpdateAsync(x => x.SetProperty(y => y.NextTry, until)), CancellationToken.None);
    }

    private static Task<DateTimeOffset?> NextTry(DistrictDb db, CancellationToken ct) => (
        from delivery in db.Set<HookDelivery>().AsNoTracking()
        join hook in db.Set<WebHook>() on delivery.Hook equals hook.Id
        where delivery.State == HookDeliveryState.Waiting && hook.RemovedAt == null && hook.PausedAt == null
        orderby delivery.NextTry
        select delivery.NextTry).FirstOrDefaultAsync(ct);
}
