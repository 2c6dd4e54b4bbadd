using Chalkline.Platform;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>How tools stand now: a few queries for however many are asked for.</summary>
internal static class ReadStandings
{
    public static async Task<IReadOnlyDictionary<ToolId, ToolStanding>> Of(DistrictDb db, IReadOnlyCollection<Tool> tools, DateOnly today, CancellationToken ct) =>
        (await Facts(db, tools, today, ct)).ToDictionary(f => f.Key, f => ToolLife.Standing(f.Value, today));

    public static async Task<IReadOnlyDictionary<ToolId, ToolFacts>> Facts(DistrictDb db, IReadOnlyCollection<Tool> tools, DateOnly today, CancellationToken ct)
    {
        var ids = tools.Select(t => t.Id).ToList();
        var zone = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.TimeZone).SingleOrDefaultAsync(ct) ?? "UTC";
        var open = (await db.Set<ToolConcern>().AsNoTracking().Where(c => ids.Contains(c.Tool) && c.SettledAt == null).OrderBy(c => c.RaisedAt).ThenBy(c => c.Id)
            .Select(c => new { c.Tool, c.Kind, c.Severe, c.RaisedAt }).ToListAsync(ct)).ToLookup(c => c.Tool, c => new RaisedConcern(c.Kind, c.Severe, DistrictTime.Day(c.RaisedAt, zone)));
        var gone = await StaffNames.Gone(db, tools.Select(t => t.Owner), ct);
        var binding = await ReadAgreements.Binding(db, tools, today, ct);
        return tools.ToDictionary(t => t.Id, t => new ToolFacts(t.Stage, t.Conditions, t.ReviewBy, t.Owner is not { } owner || gone.Contains(owner), t.StoppedAt is not null, t.ContinueUntil, binding[t.Id], [.. open[t.Id]]));
    }
}
