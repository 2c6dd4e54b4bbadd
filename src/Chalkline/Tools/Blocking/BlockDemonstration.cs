using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Blocking;

/// <summary>The demonstration's stopped tool has addresses: the list was taken out and seen in the filter, and then got one more.</summary>
internal sealed class BlockDemonstration(TimeProvider time) : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var lead = await scene.Somebody(Role.AiLead, ct);
        const string client = "123456789012-faces.apps.googleusercontent.com", app = "0f7b9a64-3c1d-4c57-9b1e-5a2d8c3e4f10";
        await Address(scene, lead, "Faces J", new() { Domains = "faces-j.example.org\n*.faces-j.example.net", GoogleClients = client, EntraApps = app }, ct);
        foreach (var format in new[] { BlockFormat.Domains, BlockFormat.Google })
        {
            var export = await scene.Do((services, _) => ExportBlocked.Run(services.GetRequiredService<DistrictDb>(), time, lead, format, ct));
            await scene.Do((services, _) => ExportBlocked.Confirm(services.GetRequiredService<DistrictDb>(), time, lead, new() { Export = export.Id.ToString(), Day = DayText.Field(scene.Today) }, ct));
        }
        await Address(scene, lead, "Faces J", new() { Domains = "faces-j.example.org\n*.faces-j.example.net\ncameras.faces-j.example.com", GoogleClients = client, EntraApps = app }, ct);
        await scene.Do((services, _) => ExportBlocked.Run(services.GetRequiredService<DistrictDb>(), time, lead, BlockFormat.Entra, ct));
        await Address(scene, lead, "Chatbot D", new() { Domains = "chatbot-d.example.com" }, ct);
    }

    private static Task<AimResult<Tool>.Done> Address(DemonstrationScene scene, Person lead, string name, AddressForm form, CancellationToken ct) => scene.Do(async (services, _) =>
    {
        var (db, invented) = (services.GetRequiredService<DistrictDb>(), DemonstrationScene.Invented(name));
        var tool = await db.Set<Tool>().AsNoTracking().Where(t => t.Name == invented).Select(t => new { t.Id, t.Version }).FirstAsync(ct);
        return await AddressTool.Run(db, lead, tool.Id, form with { Version = tool.Version.ToString(CultureInfo.InvariantCulture) }, "localhost", ct) as AimResult<Tool>.Done
            ?? throw new InvalidOperationException("The demonstration's addresses could not be kept.");
    });
}
