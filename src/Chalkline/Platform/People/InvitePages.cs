using Chalkline.Design;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.People;

/// <summary>The form of an invitation, as it was typed.</summary>
public sealed record InviteForm
{
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Language { get; init; }
    public string? Role { get; init; }
    public string? School { get; init; }
    public string? Area { get; init; }
}

/// <summary>Inviting somebody.</summary>
internal static class InvitePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people/invite", Ask).Requires(PlatformRights.PeopleManage);
        routes.MapPost("/people/invite", Invite).Requires(PlatformRights.PeopleManage).DisableAntiforgery();
    }

    private static async Task<IResult> Ask(HttpContext http, SchoolDirectory schools, CancellationToken ct) =>
        Pages.Show<InvitePage>(http, new InvitePage.Invite(new(), new(null, null, null, await schools.Open(ct)), new(), null));

    private static async Task<IResult> Invite(HttpContext http, [FromForm] InviteForm form, InvitePerson invite, SchoolDirectory schools, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        var choice = new RoleChoice(form.Role, form.School, form.Area, await schools.Open(ct));
        if (Read(form, choice, language, faults) is not { } invitation) return Pages.Again<InvitePage>(http, new InvitePage.Invite(form, choice, faults, null));
        AccountId? known = null;
        switch (await invite.Run(http.SignedIn().Actor, invitation, ct))
        {
            case InvitePersonResult.Invited invited:
                return Pages.Show<LinkPage>(http, LinkPage.Of(http, invited.Account, invitation.Name, invited.Link));
            case InvitePersonResult.EmailKnown email:
                faults.Add("email", PersonText.Say(language, nameof(PeopleWords.EmailKnown)));
                known = email.Account;
                break;
            case InvitePersonResult.Refused refused:
                RoleChoice.Tell(faults, language, refused.Reasons);
                break;
        }
        return Pages.Again<InvitePage>(http, new InvitePage.Invite(form, choice, faults, known));
    }

    private static Invitation? Read(InviteForm form, RoleChoice choice, Language language, Faults faults)
    {
        var (name, email) = (PersonName.Read(form.Name), PersonName.ReadEmail(form.Email));
        if (name is null) faults.Add("name", PersonText.Say(language, nameof(PeopleWords.NameFault)));
        if (email is null) faults.Add("email", PersonText.Say(language, nameof(PeopleWords.EmailFault)));
        if (form.Language is { Length: > 0 } and not ("en" or "es")) faults.Add("language", PersonText.Say(language, nameof(PeopleWords.LanguageFault)));
        var role = choice.Read(language, faults);
        return faults.None ? new(name!, email!, form.Language is { Length: > 0 } code ? code : null, role!) : null;
    }
}
