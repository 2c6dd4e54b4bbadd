using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Chalkline.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Demonstrations;

/// <summary>Makes the invented district: set up as any other is, then filled by the parts of all capabilities.</summary>
internal static class FillDemonstration
{
    public static async Task Run(IServiceProvider services, int students, CancellationToken ct)
    {
        var (stores, setup) = (services.GetRequiredService<DistrictStores>(), services.GetRequiredService<Setup>());
        var token = (await setup.NewLink(null, ct))["/setup/".Length..];
        var details = new SetupDetails(Demonstration.Slug, Demonstration.DistrictName, "CO", students, "America/Denver", DemonstrationScene.Invented("Ruth Albright"), "ruth.albright@cedar-valley.example",
            SecretToken.New());
        var made = await DemonstrationScene.Within(services, null, (scope, _) => scope.GetRequiredService<SetUpDistrict>().Run(token, details, ct));
        if (made is not SetUpDistrictResult.Done) throw new InvalidOperationException($"The invented district could not be set up: {made}");
        // As by the first request: packs come into use, search is filled.
        await services.GetRequiredService<DistrictDirectory>().StateOf(Demonstration.Slug, ct);
        await using var db = stores.Open(Demonstration.Slug);
        var id = await db.Users.Select(a => a.Id).SingleAsync(ct);
        var administrator = (await WorkPeople.Load(db, [id], ct))[id];
        var scene = new DemonstrationScene(services, Demonstration.Slug, administrator, DistrictTime.Day(stores.Time.Now(), details.TimeZone));
        foreach (var part in services.GetServices<IDemonstration>().OrderBy(p => p.Stage).ToList()) await part.Fill(scene, ct);
    }
}
