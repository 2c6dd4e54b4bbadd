using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Platform.People;

/// <summary>A person's name and e-mail address, as they were typed.</summary>
public sealed record ChangePersonForm
{
    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Version { get; init; }
}

/// <summary>Correcting a person's name and e-mail address.</summary>
internal static class ChangePersonPages
{
    private const string Path = "/people/{id:guid}/edit";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Ask).Requires(PlatformRights.PeopleManage);
        routes.MapPost(Path, Change).Requires(PlatformRights.PeopleManage).DisableAntiforgery();
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, CancellationToken ct)
    {
        if (await PersonReads.Find(db, http.SignedIn(), new(id), ct) is not { ErasedAt: null } person) return Results.NotFound();
        var form = new ChangePersonForm { Name = person.Name, Email = person.Email, Version = person.Version.ToString(CultureInfo.InvariantCulture) };
        return Pages.Show<ChangePersonPage>(http, new ChangePersonPage.Change(person, form, new()));
    }

    private static async Task<IResult> Change(HttpContext http, [FromForm] ChangePersonForm form, DistrictDb db, ChangePerson change, Guid id, CancellationToken ct)
    {
        if (await PersonReads.Find(db, http.SignedIn(), new(id), ct) is not { } person) return Results.NotFound();
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        var (name, email) = (PersonName.Read(form.Name), PersonName.ReadEmail(form.Email));
        if (name is null) faults.Add(nameof(form.Name), PersonText.Say(language, nameof(PeopleWords.NameFault)));
        if (email is null) faults.Add(nameof(form.Email), PersonText.Say(language, nameof(PeopleWords.EmailFault)));
        int? version = int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : null;
        if (faults.None)
        {
            switch (await change.Run(http.SignedIn().Actor, new(id), name!, email!, version, ct))
            {
                case ChangePersonResult.NoSuchPerson:
                    return Results.NotFound();
                case ChangePersonResult.EmailKnown:
                    faults.Add(nameof(form.Email), PersonText.Say(language, nameof(PeopleWords.EmailOfAnother)));
                    break;
                default:
                    return Pages.GoTo(http, $"/people/{id}");
            }
        }
        return Pages.Again<ChangePersonPage>(http, new ChangePersonPage.Change(person, form, faults));
    }
}
