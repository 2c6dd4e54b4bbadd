using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>What can be done with somebody's account: each act has a page that says what it does, and a form on it.</summary>
internal static class AccountActionPages
{
    /// <param name="Path">Below the person's page.</param>
    /// <param name="OnClosed">Starts from a deactivated account.</param>
    /// <param name="Words">The words' beginning: <c>…Title</c>, <c>…Button</c>, and the consequences from <c>…1</c> on.</param>
    private sealed record Act(string Path, bool OnClosed, string Words, int Consequences);

    private static readonly Act Link = new("sign-in-link", false, "Link", 2), Deactivating = new("deactivate", false, "Deactivate", 3),
        Reactivating = new("reactivate", true, "Reactivate", 2), Erasing = new("erase", true, "Erase", 4);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, Link, (CloseAccount close, HttpContext http, AccountId id, CancellationToken ct) => close.NewLink(http.SignedIn().Actor, id, ct));
        Map(routes, Deactivating, (CloseAccount close, HttpContext http, AccountId id, CancellationToken ct) => close.Deactivate(http.SignedIn().Actor, id, ct));
        Map(routes, Reactivating, (CloseAccount close, HttpContext http, AccountId id, CancellationToken ct) => close.Reactivate(http.SignedIn().Actor, id, ct));
        Map(routes, Erasing, (EraseAccount erase, HttpContext http, AccountId id, CancellationToken ct) => erase.Run(http.SignedIn().Actor, id, ct));
    }

    private static void Map<TOperation>(IEndpointRouteBuilder routes, Act act, Func<TOperation, HttpContext, AccountId, CancellationToken, Task<AccountChangeResult>> run)
        where TOperation : notnull
    {
        var path = "/people/{id:guid}/" + act.Path;
        routes.MapGet(path, (HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, act, new(id), ct)).Requires(PlatformRights.PeopleManage);
        routes.MapPost(path, async (HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
            await Answer(http, db, act, new(id), await run(http.RequestServices.GetRequiredService<TOperation>(), http, new(id), ct), ct))
            .Requires(PlatformRights.PeopleManage).DisableAntiforgery();
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Act act, AccountId id, CancellationToken ct)
    {
        if (await PersonReads.Find(db, http.SignedIn(), id, ct) is not { } person) return Results.NotFound();
        // Done before, perhaps by this very form: the person's page shows how things stand.
        if (person.ErasedAt is not null || act.OnClosed != person.DeactivatedAt is not null) return Pages.GoTo(http, $"/people/{id}");
        return Pages.Show<ConfirmPage>(http, Confirmation(http, act, person, new()));
    }

    private static async Task<IResult> Answer(HttpContext http, DistrictDb db, Act act, AccountId id, AccountChangeResult result, CancellationToken ct)
    {
        if (await PersonReads.Find(db, http.SignedIn(), id, ct) is not { } person) return Results.NotFound();
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        switch (result)
        {
            case AccountChangeResult.NoSuchPerson:
                return Results.NotFound();
            case AccountChangeResult.Done { Link: { } link }:
                return Pages.Show<LinkPage>(http, LinkPage.Of(http, id, person.Name, link));
            case AccountChangeResult.LastAdministrator:
                faults.Add("", RoleChoice.Say(language, RoleRefusal.LastAdministrator));
                break;
            case AccountChangeResult.OwnAccount:
                faults.Add("", PersonText.Say(language, nameof(PeopleWords.OwnAccount)));
                break;
            default:
                return Pages.GoTo(http, $"/people/{id}");
        }
        return Pages.Again<ConfirmPage>(http, Confirmation(http, act, person, faults));
    }

    private static ConfirmPage.Content Confirmation(HttpContext http, Act act, PersonRecord person, Faults faults)
    {
        var language = Pages.LanguageOf(http);
        string Say(string key, params object[] values) => PersonText.Say(language, "Act" + act.Words + key, values);
        return new(Say("Title", PersonText.Name(language, person.Name)), [.. Enumerable.Range(1, act.Consequences).Select(n => Say(n.ToString(Language.Numbers)))],
            $"/people/{person.Id}/{act.Path}", Say("Button"), $"/people/{person.Id}", faults);
    }
}
