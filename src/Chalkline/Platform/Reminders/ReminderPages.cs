using Chalkline.Design;
using Chalkline.Platform.Feeds;
using Chalkline.Platform.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>When somebody is reminded by mail, for oneself; and for the administrator how mail stands in the district.</summary>
internal static class ReminderPages
{
    public const string Path = "/reminders", OwnPath = "/account/reminders";

    private const string Why = "one's own reminders";

    /// <summary>People whose mail was refused that the page names.</summary>
    private const int Named = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OwnPath, Own).ForSignedIn(Why);
        routes.MapPost(OwnPath, ChangeOwn).DisableAntiforgery().ForSignedIn(Why);
        routes.MapPost(OwnPath + "/calendar", MakeLink).DisableAntiforgery().ForSignedIn(Why);
        routes.MapPost(OwnPath + "/calendar/remove", RemoveLink).DisableAntiforgery().ForSignedIn(Why);
        foreach (var form in new[] { "/calendar", "/calendar/remove" }) routes.MapGet(OwnPath + form, (HttpContext http) => Pages.GoTo(http, OwnPath)).ForSignedIn(Why);
        routes.MapGet(Path, Show).Requires(PlatformRights.RemindersRead);
        routes.MapPost(Path, Change).DisableAntiforgery().Requires(PlatformRights.RemindersManage);
        routes.MapPost(Path + "/test", Test).DisableAntiforgery().Requires(PlatformRights.RemindersManage);
        // A form that is sent twice is led to its own address.
        routes.MapGet(Path + "/test", (HttpContext http) => Pages.GoTo(http, Path)).Requires(PlatformRights.RemindersRead);
    }

    private static async Task<IResult> Own(HttpContext http, DistrictDb db, MailSettings mail, string? done, CancellationToken ct) =>
        Pages.Show<OwnRemindersPage>(http, await OwnModel(http, db, mail, null, new(), done == "changed", ct));

    private static async Task<IResult> ChangeOwn(HttpContext http, [FromForm] ReminderForm form, DistrictDb db, SetReminders set, MailSettings mail, CancellationToken ct)
    {
        var (faults, desk) = (new Faults(), await ReminderDesk.Load(db, ct));
        var plan = string.IsNullOrEmpty(form.Frequency) ? null : ReminderForms.Plan(form.Frequency, form.Hour, form.Weekday, desk.Quiet, Pages.LanguageOf(http), faults);
        if (!faults.None) return Pages.Again<OwnRemindersPage>(http, await OwnModel(http, db, mail, form, faults, false, ct));
        return await Pages.OrStale<OwnRemindersPage>(http, async () =>
        {
            await set.ForOneself(http.SignedIn(), plan, ReminderForms.Version(form.Version), ct);
            return Pages.GoTo(http, OwnPath + "?done=changed");
        }, async stale =>
        {
            var stored = await OwnModel(http, db, mail, null, stale, false, ct);
            return stored with { Form = form with { Version = stored.Form.Version }, Stored = stored.Form };
        });
    }

    /// <summary>The link is shown by this one answer and never again.</summary>
    private static async Task<IResult> MakeLink(HttpContext http, DistrictDb db, MakeFeed make, SiteAddress site, MailSettings mail, CancellationToken ct)
    {
        var token = await make.Run(http.SignedIn(), ct);
        return Pages.Show<OwnRemindersPage>(http, await OwnModel(http, db, mail, null, new(), false, ct) with { NewLink = site.Of(db.District, FeedEndpoint.PathOf(token)) });
    }

    private static async Task<IResult> RemoveLink(HttpContext http, MakeFeed make, CancellationToken ct)
    {
        await make.Revoke(http.SignedIn(), ct);
        return Pages.GoTo(http, OwnPath + "?done=changed");
    }

    private static async Task<OwnReminders> OwnModel(HttpContext http, DistrictDb db, MailSettings mail, ReminderForm? form, Faults faults, bool done, CancellationToken ct)
    {
        var (me, desk) = (http.SignedIn().Id, await ReminderDesk.Load(db, ct));
        var choice = await db.Set<ReminderChoice>().AsNoTracking().SingleOrDefaultAsync(c => c.Account == me, ct);
        var email = await db.Users.AsNoTracking().Where(a => a.Id == me).Select(a => a.Email).SingleAsync(ct);
        var language = Pages.LanguageOf(http);
        var feed = await db.Set<CalendarFeed>().AsNoTracking().SingleOrDefaultAsync(f => f.Account == me, ct);
        return new(form ?? ReminderForms.Of(choice, desk.Default), faults, ReminderText.Plan(language, desk.Default), email, mail.Server is not null,
            desk.Quiet.From == desk.Quiet.To ? null : (desk.Quiet.From, desk.Quiet.To), done)
        {
            LinkMade = feed is null ? null : DistrictTime.Text(feed.MadeAt, desk.Zone, language),
            LinkRead = feed?.ReadAt is { } read ? DistrictTime.Text(read, desk.Zone, language) : null,
        };
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, MailSettings mail, TimeProvider time, string? done, CancellationToken ct) =>
        Pages.Show<RemindersPage>(http, await Model(http, db, mail, time, null, new(), done == "changed" ? nameof(ReminderWords.Changed) : null, ct));

    private static async Task<IResult> Change(HttpContext http, [FromForm] ReminderDefaultsForm form, DistrictDb db, SetReminders set, MailSettings mail, TimeProvider time, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        var quiet = ReminderForms.Quiet(form, language, faults);
        var plan = ReminderForms.Plan(form.Frequency, form.Hour, form.Weekday, quiet, language, faults);
        if (plan is null || quiet is null) return Pages.Again<RemindersPage>(http, await Model(http, db, mail, time, form, faults, null, ct));
        return await Pages.OrStale<RemindersPage>(http, async () =>
        {
            await set.ForAll(http.SignedIn().Actor, plan, quiet, ReminderForms.Version(form.Version), ct);
            return Pages.GoTo(http, Path + "?done=changed");
        }, async stale =>
        {
            var stored = await Model(http, db, mail, time, null, stale, null, ct);
            return stored with { Form = form with { Version = stored.Form.Version }, Stored = stored.Form };
        });
    }

    /// <summary>A message to whoever asks, at once: it tells of nothing but that mail arrives.</summary>
    private static async Task<IResult> Test(HttpContext http, DistrictDb db, MailSettings mail, SiteAddress site, TimeProvider time, CancellationToken ct)
    {
        var (person, language, faults) = (http.SignedIn(), Pages.LanguageOf(http), new Faults());
        var email = await db.Users.AsNoTracking().Where(a => a.Id == person.Id).Select(a => a.Email).SingleAsync(ct);
        if (mail.Server is not { } server) faults.Add("", ReminderText.Say(language, nameof(ReminderWords.NotSetUp)));
        else if (email is null) faults.Add("", ReminderText.Say(language, nameof(ReminderWords.NoAddress)));
        else if (await SendTest(db, server, site, time, language, email, ct) is { } fault) faults.Add("", ReminderText.Say(language, nameof(ReminderWords.TestFailed), fault));
        if (!faults.None) return Pages.Again<RemindersPage>(http, await Model(http, db, mail, time, null, faults, null, ct));
        await db.Commit(new(person.Actor, "reminders.tested", new("reminders", Guid.Empty), []), ct);
        return Pages.Show<RemindersPage>(http, await Model(http, db, mail, time, null, new(), nameof(ReminderWords.TestSent), ct));
    }

    private static async Task<string?> SendTest(DistrictDb db, MailServer server, SiteAddress site, TimeProvider time, Language language, string to, CancellationToken ct)
    {
        var desk = await ReminderDesk.Load(db, ct);
        var digest = new Digest(language, ReminderText.Say(language, nameof(ReminderWords.TestText)), SendMail.OneLine($"{desk.District}: {ReminderText.Say(language, nameof(ReminderWords.TestSubject))}"),
            [], 0, site.Of(db.District, "/"), site.Of(db.District, OwnPath));
        await using var pages = new PageRenderer();
        await using var smtp = new SendMail(server, time);
        var html = await pages.RenderAsync<DigestMail>(new() { ["Model"] = digest });
        return await smtp.Run(new(to, digest.Subject, DigestText.Plain(digest), html, Access.SecretToken.New()), ct) switch
        {
            SendMailResult.Down down => ReminderText.Fault(language, down.Fault, down.Reply),
            SendMailResult.NotTaken refused => ReminderText.Fault(language, refused.ForGood ? MailFault.Refused : MailFault.NotNow, refused.Reply),
            _ => null,
        };
    }

    private static async Task<ReminderView> Model(HttpContext http, DistrictDb db, MailSettings mail, TimeProvider time, ReminderDefaultsForm? form, Faults faults, string? done, CancellationToken ct)
    {
        var (language, now) = (Pages.LanguageOf(http), time.Now());
        var desk = await ReminderDesk.Load(db, ct);
        var defaults = await db.Set<ReminderDefaults>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new();
        var state = await db.Set<MailState>().AsNoTracking().SingleOrDefaultAsync(ct);
        var failed = await (from row in db.Set<MailDigest>().AsNoTracking()
                            join account in db.Users on row.Account equals account.Id
                            where row.Fault != null && account.DeactivatedAt == null
                            orderby row.FailedAt descending, row.Account
                            select new { row.Account, account.Name, row.FailedAt, row.Fault, row.Reply, row.HeldUntil }).Take(Named).ToListAsync(ct);
        return new(mail.Server?.ToString(), http.SignedIn().May(PlatformRights.RemindersManage), form ?? ReminderForms.Of(defaults), faults,
            state?.SentAt is { } sent ? Text(sent) : null,
            state is { DownSince: { } since, Fault: { } down } ? new(ReminderText.Fault(language, down, state.Reply), Text(since), state.HeldUntil > now ? Text(state.HeldUntil.Value) : null) : null,
            [.. failed.Select(f => new MailFailure(f.Account, PersonText.Name(language, f.Name), ReminderText.Fault(language, f.Fault!.Value, f.Reply), Text(f.FailedAt!.Value), f.HeldUntil is { } again ? Text(again) : null))],
            done is null ? null : ReminderText.Say(language, done));

        string Text(DateTimeOffset at) => DistrictTime.Text(at, desk.Zone, language);
    }
}

/// <summary>One's own reminders.</summary>
/// <param name="District">How the district has it, as a phrase.</param>
/// <param name="Email">Where they go; null: the account has no address.</param>
/// <param name="MailIsSetUp">The installation has a mail server.</param>
/// <param name="Quiet">The quiet hours; null: none.</param>
public sealed record OwnReminders(ReminderForm Form, Faults Faults, string District, string? Email, bool MailIsSetUp, (int From, int To)? Quiet, bool Done)
{
    /// <summary>After a change in another window: what is stored.</summary>
    public ReminderForm? Stored { get; init; }

    /// <summary>When the link of the calendar was made; null: there is none.</summary>
    public string? LinkMade { get; init; }

    /// <summary>When it was last read, to the hour; null: never.</summary>
    public string? LinkRead { get; init; }

    /// <summary>The link that was just made.</summary>
    public string? NewLink { get; init; }
}

/// <summary>How mail stands in the district.</summary>
/// <param name="Server">As people read it; null: not set up.</param>
/// <param name="LastSent">Null: nothing was.</param>
/// <param name="Down">Null: the server takes mail, as far as is known.</param>
public sealed record ReminderView(string? Server, bool MayManage, ReminderDefaultsForm Form, Faults Faults, string? LastSent, MailDown? Down, IReadOnlyList<MailFailure> Failures, string? Done)
{
    /// <summary>After somebody else's change: what is stored.</summary>
    public ReminderDefaultsForm? Stored { get; init; }
}

/// <param name="Again">When it is tried next; null: at the next look.</param>
public sealed record MailDown(string Why, string Since, string? Again);

/// <summary>A person whose mail was not taken.</summary>
public sealed record MailFailure(AccountId Account, string Name, string Why, string At, string? Again);
