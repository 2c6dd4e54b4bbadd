using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>A superintendent's answer, as it was sent.</summary>
internal sealed record CountersignForm
{
    public string? Answer { get; init; }
}

/// <summary>A role that waits.</summary>
public sealed record WaitingRole(GrantId Id, AccountId Account, string Name, HeldRole Role, DateTimeOffset Since);

/// <summary>Roles that people gave themselves in small-district mode, for the superintendent to put into force or refuse.</summary>
internal static class CountersignPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roles/countersign", List).Requires(PlatformRights.RolesCountersign);
        // A form that is sent twice leads to its own path again, and so to the list.
        routes.MapGet("/roles/countersign/{grant:guid}", (HttpContext http) => Pages.GoTo(http, "/roles/countersign")).Requires(PlatformRights.RolesCountersign);
        routes.MapPost("/roles/countersign/{grant:guid}", Answer).Requires(PlatformRights.RolesCountersign).DisableAntiforgery();
    }

    private static async Task<IResult> List(HttpContext http, DistrictDb db, SchoolDirectory schools, CancellationToken ct) =>
        Pages.Show<CountersignPage>(http, await Waiting(http, db, schools, new(), ct));

    private static async Task<IResult> Answer(
        HttpContext http, DistrictDb db, [FromForm] CountersignForm form, CountersignRole countersign, SchoolDirectory schools, Guid grant, CancellationToken ct)
    {
        var faults = new Faults();
        string Say(string key) => PersonText.Say(Pages.LanguageOf(http), key);
        if (form.Answer is not ("yes" or "no")) faults.Add("", Say(nameof(PeopleWords.CountersignChoose)));
        else if (await countersign.Run(http.SignedIn().Id, new(grant), form.Answer == "yes", ct) == CountersignResult.OwnRole)
            faults.Add("", Say(nameof(PeopleWords.CountersignOwn)));
        return faults.None ? Pages.GoTo(http, "/roles/countersign") : Pages.Again<CountersignPage>(http, await Waiting(http, db, schools, faults, ct));
    }

    private static async Task<CountersignPage.Waiting> Waiting(HttpContext http, DistrictDb db, SchoolDirectory schools, Faults faults, CancellationToken ct)
    {
        var rows = from grant in db.Set<RoleGrant>().AsNoTracking().Where(RoleGrants.Waiting)
                   join account in db.Users on grant.Account equals account.Id
                   orderby grant.Id
                   select new WaitingRole(grant.Id, account.Id, account.Name, new HeldRole(grant.Role, grant.School, grant.ReviewArea), grant.GrantedAt);
        return new(await rows.PageOf(http.Request.Query["page"], ct), (await schools.Open(ct)).ToDictionary(s => s.Id, s => s.Name), await DistrictTime.Zone(db, ct), http.SignedIn().Id, faults);
    }
}
