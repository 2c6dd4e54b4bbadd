using Chalkline.Design;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.People;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.Work;

/// <summary>The form by which work is handed over, as it was typed.</summary>
public sealed record HandOverForm
{
    /// <summary>The item's key; empty: all.</summary>
    public string? Item { get; init; }
    public string? Person { get; init; }
    public string? Until { get; init; }
}

/// <summary><em>My work</em>, the first page of somebody who is signed in, and handing work over.</summary>
internal static class WorkPages
{
    private const string Why = "one's own work";

    /// <summary>People that a form names to choose from, and that a refusal names.</summary>
    private const int Choices = 200, Named = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my-work/hand-over", Ask).ForSignedIn(Why);
        routes.MapPost("/my-work/hand-over", Give).ForSignedIn(Why).DisableAntiforgery();
        routes.MapPost("/my-work/handed-over/{id:guid}/end", End).ForSignedIn(Why).DisableAntiforgery();
        // A form that is sent twice is led to its own address.
        routes.MapGet("/my-work/handed-over/{id:guid}/end", (HttpContext http) => Pages.GoTo(http, "/")).ForSignedIn(Why);
    }

    /// <summary>The first page.</summary>
    public static async Task<IResult> Show(HttpContext http, Person person, CancellationToken ct)
    {
        var (services, language) = (http.RequestServices, Pages.LanguageOf(http));
        var (db, work) = (services.GetRequiredService<DistrictDb>(), services.GetRequiredService<ReadWork>());
        var asked = await work.Question(person, language, ct);
        var lists = await work.Of(asked, ct);
        var day = new List<TodayPlace>();
        foreach (var place in services.GetServices<IToday>()) day.Add(await place.Of(db, asked.Today, language, ct));
        var schools = (await services.GetRequiredService<SchoolDirectory>().Open(ct)).ToDictionary(s => s.Id, s => s.Name);
        var done = await DoneLately.Of(db, person, services.GetRequiredService<AuditLabels>(), language, ct);
        return Pages.Show<WorkPage>(http, new WorkPage.Work(asked.Today, day, lists.ForUs, lists.ForOthers, lists.Standing, done,
            [.. person.Roles.Select(r => RoleText.Of(language, r, schools)).Order(StringComparer.Ordinal)], await DistrictTime.Zone(db, ct), person.May(PlatformRights.AuditLogRead)));
    }

    private static async Task<IResult> Ask(HttpContext http, string? item, DistrictDb db, ReadWork work, HandOver handOver, CancellationToken ct)
    {
        var asked = await work.Question(http.SignedIn(), Pages.LanguageOf(http), ct);
        return await handOver.Items(asked, Key(item), ct) is { } items
            ? Pages.Show<HandOverPage>(http, await Form(db, asked, items, new() { Item = item }, new(), ct)) : Pages.GoTo(http, "/");
    }

    private static async Task<IResult> Give(HttpContext http, [FromForm] HandOverForm form, DistrictDb db, ReadWork work, HandOver handOver, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        var asked = await work.Question(http.SignedIn(), language, ct);
        DateOnly? until = DayText.TryRead(form.Until, out var day) ? day : null;
        if (until is null && !string.IsNullOrWhiteSpace(form.Until)) faults.Add("until", WorkText.Say(language, nameof(WorkWords.NoDay)));
        AccountId? to = Guid.TryParse(form.Person, out var id) ? new(id) : null;
        if (faults.None)
        {
            switch (await handOver.Run(asked, Key(form.Item), to, until, ct))
            {
                case HandOverResult.Done or HandOverResult.NoSuchItem:
                    return Pages.GoTo(http, "/");
                case HandOverResult.Refused refused:
                    var items = await handOver.Items(asked, Key(form.Item), ct) ?? [];
                    foreach (var reason in refused.Reasons) faults.Add(FieldOf(reason), await Say(db, asked, items, reason, refused.Recipient, ct));
                    break;
            }
        }
        return await handOver.Items(asked, Key(form.Item), ct) is { } left
            ? Pages.Again<HandOverPage>(http, await Form(db, asked, left, form, faults, ct)) : Pages.GoTo(http, "/");
    }

    private static async Task<IResult> End(HttpContext http, Guid id, HandOver handOver, CancellationToken ct)
    {
        await handOver.End(http.SignedIn(), new(id), ct);
        return Pages.GoTo(http, "/");
    }

    private static async Task<HandOverPage.Asking> Form(DistrictDb db, WorkQuestion asked, IReadOnlyList<WorkItem> items, HandOverForm form, Faults faults, CancellationToken ct)
    {
        var people = await WorkPeople.WhoCould(db, asked.Person, items, Choices, ct);
        return new(Key(form.Item) is null ? null : items[0].Title, form, [.. people.Select(p => (p.Id.ToString(), PersonText.Name(asked.Language, p.Name)))], faults);
    }

    private static async Task<string> Say(DistrictDb db, WorkQuestion asked, IReadOnlyList<WorkItem> items, HandOverRefusal reason, Person? recipient, CancellationToken ct)
    {
        var name = recipient is null ? "" : PersonText.Name(asked.Language, recipient.Name);
        return reason == HandOverRefusal.MayNot ? WorkText.MayNot(asked.Language, name, await WorkPeople.WhoCould(db, asked.Person, items, Named, ct))
            : WorkText.Say(asked.Language, "Refusal" + reason, name);
    }

    private static string FieldOf(HandOverRefusal reason) => reason is HandOverRefusal.DayFar or HandOverRefusal.DayMissing or HandOverRefusal.DayPast ? "until" : "person";

    private static string? Key(string? typed) => string.IsNullOrEmpty(typed) ? null : typed;
}
