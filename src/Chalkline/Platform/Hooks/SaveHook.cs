using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Hooks;

/// <summary>What a form asks of a hook.</summary>
internal sealed record HookValues(string Name, string Address, string Events);

/// <summary>What came of adding a hook.</summary>
internal abstract record AddHookResult
{
    private AddHookResult()
    {
    }

    /// <param name="Secret">Nobody sees it again.</param>
    public sealed record Added(WebHookId Id, string Secret) : AddHookResult;

    public sealed record TooMany : AddHookResult;
}

/// <summary>Adds hooks and changes them. A stale form is a conflict.</summary>
internal sealed class SaveHook(DistrictDb db, HookSecrets secrets, TimeProvider time)
{
    public async Task<AddHookResult> Add(Actor actor, HookValues values, CancellationToken ct)
    {
        if (await db.Set<WebHook>().CountAsync(h => h.RemovedAt == null, ct) >= HookRules.MostHooks) return new AddHookResult.TooMany();
        var (id, secret) = (time.NewId<WebHookId>(), HookSecrets.New());
        var hook = new WebHook { Id = id, Name = values.Name, Address = values.Address, Events = values.Events, ProtectedSecret = secrets.Protect(db.District, id, secret), CreatedAt = time.Now() };
        db.Add(hook);
        await db.Commit(new(actor, "web-hook.added", SubjectOf(hook), Fields(null, values)), ct);
        return new AddHookResult.Added(id, secret);
    }

    /// <param name="version">That the form was filled in on.</param>
    public Task Change(Actor actor, WebHook hook, int version, HookValues values, CancellationToken ct)
    {
        var before = new HookValues(hook.Name, hook.Address, hook.Events);
        (hook.Name, hook.Address, hook.Events) = (values.Name, values.Address, values.Events);
        return Save(actor, hook, version, "web-hook.changed", Fields(before, values), ct);
    }

    /// <summary>While it is paused, nothing that happens is told; what waits is told once it goes on, if a day has not passed.</summary>
    public async Task Pause(Actor actor, WebHook hook, int version, bool on, CancellationToken ct)
    {
        hook.PausedAt = on ? time.Now() : null;
        if (!on) await HookOutbox.Queue(db, time.Now(), ct);
        await Save(actor, hook, version, on ? "web-hook.paused" : "web-hook.resumed", [], ct);
    }

    /// <summary>A new secret; the one before is valid for a day more.</summary>
    public async Task<string> Rotate(Actor actor, WebHook hook, int version, CancellationToken ct)
    {
        var secret = HookSecrets.New();
        (hook.FormerSecret, hook.FormerUntil) = (hook.ProtectedSecret, hook.ProtectedSecret is null ? null : time.Now() + HookRules.Overlap);
        hook.ProtectedSecret = secrets.Protect(db.District, hook.Id, secret);
        await HookOutbox.Queue(db, time.Now(), ct);
        await Save(actor, hook, version, "web-hook.secret-replaced", [], ct);
        return secret;
    }

    /// <summary>What waits is not told any more; the secrets are gone.</summary>
    public Task Remove(Actor actor, WebHook hook, int version, CancellationToken ct)
    {
        (hook.RemovedAt, hook.ProtectedSecret, hook.FormerSecret, hook.FormerUntil) = (time.Now(), null, null, null);
        var id = hook.Id;
        return Save(actor, hook, version, "web-hook.removed", [], ct, _ => db.Set<HookDelivery>().Where(d => d.Hook == id && d.State == HookDeliveryState.Waiting).ExecuteDeleteAsync(ct));
    }

    /// <summary>Something to tell that did not happen: <c>web-hook.test</c>.</summary>
    public async Task Test(Actor actor, WebHook hook, CancellationToken ct)
    {
        var now = time.Now();
        HookOutbox.Delivery(db, hook.Id, HookRules.TestAction, SubjectOf(hook), now);
        await HookOutbox.Queue(db, now, ct);
        await db.Commit(new(actor, "web-hook.tested", SubjectOf(hook), []), ct);
    }

    private Task Save(Actor actor, WebHook hook, int version, string action, JsonObject change, CancellationToken ct, Func<DbTransactionScope, Task>? bulk = null)
    {
        db.Raise(hook);
        db.Expect(hook, version);
        return db.Commit(new(actor, action, SubjectOf(hook), change), bulk, ct);
    }

    private static Subject SubjectOf(WebHook hook) => new("web-hook", hook.Id.Value);

    private static JsonObject Fields(HookValues? before, HookValues after) =>
        AuditEntry.Fields(("address", before?.Address, after.Address), ("events", before?.Events, after.Events), ("name", before?.Name, after.Name));
}
