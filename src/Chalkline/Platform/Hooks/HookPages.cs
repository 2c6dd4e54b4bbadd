using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Hooks;

/// <summary>The form of a hook, as it was typed.</summary>
public sealed record HookForm
{
    public string? Name { get; init; }
    public string? Address { get; init; }

    /// <summary>One a line, or divided by spaces or commas.</summary>
    public string? Events { get; init; }
    public string? Version { get; init; }
}

/// <summary>Web hooks for the administrator: which there are, what each delivered, and what can be done with one.</summary>
internal static class HookPages
{
    public const string Path = "/web-hooks";

    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).Requires(PlatformRights.WebHooksRead);
        routes.MapGet(Path + "/add", (HttpContext http) => Pages.Show<HookAddPage>(http, new HookEntry(new(), new()))).Requires(PlatformRights.WebHooksManage);
        routes.MapPost(Path, Add).DisableAntiforgery().Requires(PlatformRights.WebHooksManage);
        routes.MapGet(Path + "/{id:guid}", One).Requires(PlatformRights.WebHooksRead);
        routes.MapPost(Path + "/{id:guid}", Change).DisableAntiforgery().Requires(PlatformRights.WebHooksManage);
        routes.MapPost(Path + "/{id:guid}/test", Test).DisableAntiforgery().Requires(PlatformRights.WebHooksManage);
        routes.MapPost(Path + "/{id:guid}/pause", Pause).DisableAntiforgery().Requires(PlatformRights.WebHooksManage);
        routes.MapPost(Path + "/{id:guid}/rotate", Rotate).DisableAntiforgery().Requires(PlatformRights.WebHooksManage);
        routes.MapPost(Path + "/{id:guid}/remove", Remove).DisableAntiforgery().Requires(PlatformRights.WebHooksManage);
        // A form that is sent twice is led to its own address.
        foreach (var act in new[] { "test", "pause", "rotate" })
            routes.MapGet($"{Path}/{{id:guid}}/{act}", (HttpContext http, Guid id) => Pages.GoTo(http, PathOf(id))).Requires(PlatformRights.WebHooksRead);
        routes.MapGet(Path + "/{id:guid}/remove", AskToRemove).Requires(PlatformRights.WebHooksManage);
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, string? page, CancellationToken ct)
    {
        var rows = await db.Set<WebHook>().AsNoTracking().Where(h => h.RemovedAt == null).OrderBy(h => h.Id).Select(h => new HookRow(h.Id.Value, h.Name, h.Address, h.Events,
            h.PausedAt != null, h.ProtectedSecret != null,
            db.Set<HookDelivery>().Count(d => d.Hook == h.Id && d.State == HookDeliveryState.Waiting),
            db.Set<HookDelivery>().Count(d => d.Hook == h.Id && d.State == HookDeliveryState.GivenUp))).PageOf(page, ct);
        return Pages.Show<HookListPage>(http, new HookList(rows, http.SignedIn().May(PlatformRights.WebHooksManage)));
    }

    private static async Task<IResult> Add(HttpContext http, [FromForm] HookForm form, SaveHook save, DistrictDb db, HookSettings settings, TimeProvider time, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        if (HookText.Read(form, settings, language, faults) is { } values)
        {
            if (await save.Add(http.SignedIn().Actor, values, ct) is AddHookResult.Added added && await Find(db, added.Id.Value, ct) is { } hook)
                return Pages.Show<HookPage>(http, await View(http, db, hook, time, ct) with { NewSecret = added.Secret });
            faults.Add("", HookText.Say(language, nameof(HookWords.TooMany), HookRules.MostHooks));
        }
        return Pages.Again<HookAddPage>(http, new HookEntry(form, faults));
    }

    private static async Task<IResult> One(HttpContext http, Guid id, DistrictDb db, TimeProvider time, CancellationToken ct) =>
        await Find(db, id, ct) is { } hook ? Pages.Show<HookPage>(http, await View(http, db, hook, time, ct)) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, Guid id, [FromForm] HookForm form, SaveHook save, DistrictDb db, HookSettings settings, TimeProvider time, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } hook) return Results.NotFound();
        var faults = new Faults();
        if (HookText.Read(form, settings, Pages.LanguageOf(http), faults) is not { } values)
            return Pages.Again<HookPage>(http, await View(http, db, hook, time, ct) with { Form = form, Faults = faults });
        return await Pages.OrStale<HookPage>(http, async () =>
        {
            await save.Change(http.SignedIn().Actor, hook, Version(form.Version), values, ct);
            return Pages.GoTo(http, PathOf(id));
        }, async stale =>
        {
            db.ChangeTracker.Clear();
            if (await Find(db, id, ct) is not { } stored) return null;
            var view = await View(http, db, stored, time, ct);
            return view with { Form = form with { Version = view.Form.Version }, Stored = view.Form, Faults = stale };
        });
    }

    private static async Task<IResult> Test(HttpContext http, Guid id, SaveHook save, DistrictDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } hook) return Results.NotFound();
        await save.Test(http.SignedIn().Actor, hook, ct);
        return Pages.GoTo(http, PathOf(id));
    }

    private static async Task<IResult> Pause(HttpContext http, Guid id, [FromForm] string? version, [FromForm] string? on, SaveHook save, DistrictDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } hook) return Results.NotFound();
        await save.Pause(http.SignedIn().Actor, hook, Version(version), on == "yes", ct);
        return Pages.GoTo(http, PathOf(id));
    }

    /// <summary>The secret is shown by this one answer and never again.</summary>
    private static async Task<IResult> Rotate(HttpContext http, Guid id, [FromForm] string? version, SaveHook save, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } hook) return Results.NotFound();
        var secret = await save.Rotate(http.SignedIn().Actor, hook, Version(version), ct);
        return Pages.Show<HookPage>(http, await View(http, db, hook, time, ct) with { NewSecret = secret });
    }

    private static async Task<IResult> AskToRemove(HttpContext http, Guid id, DistrictDb db, CancellationToken ct) =>
        await Find(db, id, ct) is { } hook ? Pages.Show<HookRemovePage>(http, new HookRemoval(id, hook.Name, hook.Version)) : Results.NotFound();

    private static async Task<IResult> Remove(HttpContext http, Guid id, [FromForm] string? version, SaveHook save, DistrictDb db, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } hook) return Results.NotFound();
        await save.Remove(http.SignedIn().Actor, hook, Version(version), ct);
        return Pages.GoTo(http, Path);
    }

    private static async Task<HookView> View(HttpContext http, DistrictDb db, WebHook hook, TimeProvider time, CancellationToken ct)
    {
        var (language, zone, now) = (Pages.LanguageOf(http), await new RecordText(db).Zone(ct), time.Now());
        var deliveries = await db.Set<HookDelivery>().AsNoTracking().Where(d => d.Hook == hook.Id).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(Shown).ToListAsync(ct);
        return new(hook.Id.Value, http.SignedIn().May(PlatformRights.WebHooksManage), hook.PausedAt is { } since ? Text(since) : null, hook.ProtectedSecret is not null,
            hook.FormerUntil > now ? Text(hook.FormerUntil.Value) : null,
            new() { Name = hook.Name, Address = hook.Address, Events = hook.Events.Replace(' ', '\n'), Version = hook.Version.ToString(CultureInfo.InvariantCulture) }, new(),
            [.. deliveries.Select(d => new HookDeliveryRow(d.Action, Text(d.At), HookText.Say(language, "Delivery" + d.State), d.Tries, HookText.Fault(language, d), d.NextTry is { } next ? Text(next) : null))]);

        string Text(DateTimeOffset at) => DistrictTime.Text(at, zone, language);
    }

    private static Task<WebHook?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = WebHookId.From(id);
        return db.Set<WebHook>().SingleOrDefaultAsync(h => h.Id == wanted && h.RemovedAt == null, ct);
    }

    private static string PathOf(Guid id) => $"{Path}/{id}";

    /// <summary>What is no number was never a version: the write is stale.</summary>
    private static int Version(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}

/// <summary>Hooks of the district.</summary>
public sealed record HookList(PageOf<HookRow> Rows, bool MayManage);

/// <summary>A hook as the list has it.</summary>
/// <param name="Waiting">Deliveries that are still tried.</param>
/// <param name="GivenUp">Of the last thirty days.</param>
public sealed record HookRow(Guid Id, string Name, string Address, string Events, bool Paused, bool HasSecret, int Waiting, int GivenUp);

/// <summary>A hook that is being added.</summary>
public sealed record HookEntry(HookForm Form, Faults Faults);

/// <summary>A hook that is about to be deleted.</summary>
public sealed record HookRemoval(Guid Id, string Name, int Version);

/// <summary>One hook.</summary>
/// <param name="PausedSince">Null: it goes.</param>
/// <param name="FormerUntil">How long the secret before is valid; null: there is none.</param>
public sealed record HookView(Guid Id, bool MayManage, string? PausedSince, bool HasSecret, string? FormerUntil, HookForm Form, Faults Faults, IReadOnlyList<HookDeliveryRow> Deliveries)
{
    /// <summary>After somebody else's change: what is stored.</summary>
    public HookForm? Stored { get; init; }

    /// <summary>The secret that was just made.</summary>
    public string? NewSecret { get; init; }
}

/// <summary>A delivery as the list has it.</summary>
/// <param name="Why">Why it was not taken, the last time; null: it was, or was not tried.</param>
/// <param name="Next">When it is tried again; null: it is over.</param>
public sealed record HookDeliveryRow(string Action, string At, string State, int Tries, string? Why, string? Next);
