using System.Globalization;
using Chalkline.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Districts;

/// <summary>What the district says of itself.</summary>
internal static class ProfilePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/district", Show).Requires(PlatformRights.ProfileRead);
        routes.MapPost("/district", Change).Requires(PlatformRights.ProfileManage).DisableAntiforgery();
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleAsync(ct);
        return Pages.Show<ProfilePage>(http, new ProfilePage.Profile(FormOf(profile), new(), http.SignedIn().May(PlatformRights.ProfileManage)));
    }

    private static async Task<IResult> Change(HttpContext http, [FromForm] ProfileForm form, ChangeProfile change, CancellationToken ct)
    {
        var (language, faults) = (Pages.LanguageOf(http), new Faults());
        if (ProfileRules.Read(form, language, faults) is { } profile)
        {
            // A form without its version is no form of ours: it is held to a version that no record has.
            var version = int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            if (await change.Run(http.SignedIn().Actor, profile, version, ct) is not ChangeProfileResult.RolesTogether together) return Pages.GoTo(http, "/district");
            faults.Add("smallDistrict", Wording.Say(DistrictWords.ResourceManager, language, nameof(DistrictWords.RolesTogether), together.People, string.Join(", ", together.Names)));
        }
        return Pages.Again<ProfilePage>(http, new ProfilePage.Profile(form, faults, MayManage: true));
    }

    private static ProfileForm FormOf(DistrictProfile profile) => new()
    {
        Name = profile.Name,
        State = profile.State,
        Students = profile.Students.ToString(CultureInfo.InvariantCulture),
        TimeZone = profile.TimeZone,
        SmallDistrict = profile.SmallDistrict ? "on" : null,
        Version = profile.Version.ToString(CultureInfo.InvariantCulture),
    };
}
