using Chalkline.Platform.Access;
using Chalkline.Platform.Districts;
using Chalkline.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Demonstrations;

/// <summary>Somebody for every role, an invitation that nobody used, and a role that waits for the superintendent.</summary>
internal sealed class DemonstrationPeople : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.People;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var schools = await scene.Do((services, _) => services.GetRequiredService<SchoolDirectory>().Open(ct));
        if (schools.Count < 2) throw new InvalidOperationException("The demonstration's principals need two schools.");
        var (one, two) = (schools[0].Id, schools[1].Id);
        await Come(scene, "Ana Ruiz", new(Role.AiLead, null, null), ct);
        await Come(scene, "Samuel Okafor", new(Role.Superintendent, null, null), ct);
        await Come(scene, "Priya Nair", new(Role.Reviewer, null, "privacy-security"), ct);
        await Come(scene, "Tom Becker", new(Role.Reviewer, null, "curriculum"), ct);
        await Come(scene, "Elif Demir", new(Role.Assessment, null, null), ct);
        await Come(scene, "Grace Chen", new(Role.Principal, one, null), ct);
        await Come(scene, "Marcus Lee", new(Role.Principal, two, null), ct);
        await Come(scene, "Jun Park", new(Role.Teacher, one, null), ct);
        await Come(scene, "Hana Novak", new(Role.BoardClerk, null, null), ct);
        await Come(scene, "Dana Whitfield", new(Role.Auditor, null, null), ct);
        await Invite(scene, "Noor Haddad", new(Role.Teacher, two, null), ct);
        await BecomeSmall(scene, ct);
        await scene.Do((services, _) => services.GetRequiredService<GrantRole>().Run(scene.Administrator.Actor, scene.Administrator.Id, new(Role.Assessment, null, null), ct));
    }

    /// <summary>Is invited, and follows the link.</summary>
    private static async Task Come(DemonstrationScene scene, string name, HeldRole role, CancellationToken ct)
    {
        var (link, password) = (await Invite(scene, name, role, ct), SecretToken.New());
        var used = await scene.Do((services, http) => services.GetRequiredService<UseSignInLink>().Run(http, link["/welcome/".Length..], password, password, ct));
        if (used is not UseSignInLinkResult.SignedIn) throw new InvalidOperationException($"{name} could not come in: {used}");
    }

    private static async Task<string> Invite(DemonstrationScene scene, string name, HeldRole role, CancellationToken ct)
    {
        var email = name.ToLowerInvariant().Replace(' ', '.') + "@cedar-valley.example";
        var invited = await scene.Do((services, _) => services.GetRequiredService<InvitePerson>().Run(scene.Administrator.Actor, new(DemonstrationScene.Invented(name), email, null, role), ct));
        return invited is InvitePersonResult.Invited { Link: var link } ? link : throw new InvalidOperationException($"{name} could not be invited: {invited}");
    }

    /// <summary>In small-district mode one person may ask for several roles, which a superintendent countersigns.</summary>
    private static Task<ChangeProfileResult> BecomeSmall(DemonstrationScene scene, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var profile = await services.GetRequiredService<DistrictDb>().Set<DistrictProfile>().AsNoTracking().SingleAsync(ct);
        return await services.GetRequiredService<ChangeProfile>().Run(scene.Administrator.Actor,
            new(profile.Name, profile.State, profile.Students, profile.TimeZone, SmallDistrict: true), profile.Version, ct);
    });
}
