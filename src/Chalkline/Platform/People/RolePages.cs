using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.People;

/// <summary>The form by which a role is given, as it was typed.</summary>
internal sealed record RoleForm
{
    public string? Role { get; init; }
    public string? School { get; init; }
    public string? Area { get; init; }
}

/// <summary>Giving a role and taking it away.</summary>
internal static class RolePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people/{id:guid}/give-role", Ask).Requires(PlatformRights.PeopleManage);
        routes.MapPost("/people/{id:guid}/give-role", Give).Requires(PlatformRights.PeopleManage).DisableAntiforgery();
        routes.MapGet("/people/{id:guid}/roles/{grant:guid}/take-away", AskToTake).Requires(PlatformRights.PeopleManage);
        routes.MapPost("/people/{id:guid}/roles/{grant:guid}/take-away", Take).Requires(PlatformRights.PeopleManage).DisableAntiforgery();
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, SchoolDirectory schools, Guid id, CancellationToken ct) =>
        await PersonReads.Find(db, http.SignedIn(), new(id), ct) is { ErasedAt: null } person
            ? Pages.Show<GiveRolePage>(http, new GiveRolePage.Giving(person, new(null, null, null, await schools.Open(ct)), new(), Own(http, id)))
            : Results.NotFound();

    private static async Task<IResult> Give(HttpContext http, DistrictDb db, [FromForm] RoleForm form, GrantRole grant, SchoolDirectory schools, Guid id, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        if (await PersonReads.Find(db, http.SignedIn(), new(id), ct) is not { ErasedAt: null } person) return Results.NotFound();
        var choice = new RoleChoice(form.Role, form.School, form.Area, await schools.Open(ct));
        if (choice.Read(language, faults) is { } role)
        {
            switch (await grant.Run(http.SignedIn().Actor, person.Id, role, ct))
            {
                case GrantRoleResult.Granted:
                    return Pages.GoTo(http, $"/people/{id}");
                case GrantRoleResult.NoSuchPerson:
                    return Results.NotFound();
                case GrantRoleResult.Refused refused:
                    RoleChoice.Tell(faults, language, refused.Reasons);
                    break;
            }
        }
        return Pages.Again<GiveRolePage>(http, new GiveRolePage.Giving(person, choice, faults, Own(http, id)));
    }

    private static async Task<IResult> AskToTake(HttpContext http, DistrictDb db, SchoolDirectory schools, Guid id, Guid grant, CancellationToken ct) =>
        await Confirmation(http, db, schools, id, grant, new(), ct) is { } confirmation ? Pages.Show<ConfirmPage>(http, confirmation) : Pages.GoTo(http, $"/people/{id}");

    private static async Task<IResult> Take(HttpContext http, DistrictDb db, RevokeRole revoke, SchoolDirectory schools, Guid id, Guid grant, CancellationToken ct)
    {
        if (await revoke.Run(http.SignedIn().Actor, new(id), new(grant), ct) is not RevokeRoleResult.Refused refused) return Pages.GoTo(http, $"/people/{id}");
        var faults = new Faults();
        faults.Add("", RoleChoice.Say(Pages.LanguageOf(http), refused.Reason));
        return await Confirmation(http, db, schools, id, grant, faults, ct) is { } confirmation ? Pages.Again<ConfirmPage>(http, confirmation) : Pages.GoTo(http, $"/people/{id}");
    }

    /// <summary>Null where the role is not held (any more).</summary>
    private static async Task<ConfirmPage.Content?> Confirmation(
        HttpContext http, DistrictDb db, SchoolDirectory schools, Guid id, Guid grantId, Faults faults, CancellationToken ct)
    {
        var language = Pages.LanguageOf(http);
        if (await PersonReads.Find(db, http.SignedIn(), new(id), ct) is not { } person) return null;
        var grant = (await PersonReads.Grants(db, person.Id, ct)).Find(g => g.Id == new GrantId(grantId) && g.RevokedAt is null);
        if (grant is null) return null;
        var role = RoleText.Of(language, grant.Held(), (await schools.Open(ct)).ToDictionary(s => s.Id, s => s.Name));
        string Say(string key, params object[] values) => PersonText.Say(language, key, values);
        return new(Say(nameof(PeopleWords.TakeAwayTitle), role, PersonText.Name(language, person.Name)),
            [Say(nameof(PeopleWords.TakeAwayRights)), Say(nameof(PeopleWords.TakeAwaySessions)), Say(nameof(PeopleWords.TakeAwayKept))],
            $"/people/{id}/roles/{grantId}/take-away", Say(nameof(PeopleWords.TakeAwayButton)), $"/people/{id}", faults);
    }

    private static bool Own(HttpContext http, Guid id) => http.SignedIn().Id.Value == id;
}
