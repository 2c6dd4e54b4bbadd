using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>A section of a tool's page, contributed by the part that keeps what it shows: reviews, agreements, incidents.</summary>
internal interface IToolSection
{
    /// <summary>Where it stands among the others: from the least to the most.</summary>
    int Place { get; }

    /// <summary>A component with the parameter <c>Model</c>, and its model; null: nothing that this person may see.</summary>
    Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct);
}

/// <summary>A section of a vendor's page, in the order in which they are registered.</summary>
internal interface IVendorSection
{
    /// <summary>As <see cref="IToolSection.Of"/>.</summary>
    Task<ToolSectionView?> Of(HttpContext http, Vendor vendor, CancellationToken ct);
}

/// <summary>A section, ready to be shown.</summary>
internal sealed record ToolSectionView(Type Component, object Model);

/// <summary>A step that a tool can take, with its gate.</summary>
/// <param name="Gate">Null: it has none.</param>
public sealed record ToolStep(ToolStage To, bool Decided, GateReading? Gate);

/// <summary>A move with the names of whoever asked.</summary>
public sealed record MoveRow(ToolMove Move, string? AskedBy, string? DecisionPath);

/// <summary>Reads all that a tool's page tells.</summary>
internal sealed class ReadToolPage(DistrictDb db, MoveTool moves, IEnumerable<IToolSection> sections, ReadRecordSections records, TimeProvider time)
{
    private const int MostMoves = 25;

    public async Task<ToolPage.Content?> Of(HttpContext http, ToolId id, CancellationToken ct)
    {
        if (await ReadTools.Full(db, id, ct) is not { } full) return null;
        var (person, language, today, tool) = (http.SignedIn(), Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct), full.Tool);
        var concerns = await db.Set<ToolConcern>().AsNoTracking().Where(c => c.Tool == id).OrderBy(c => c.SettledAt != null).ThenByDescending(c => c.RaisedAt).Take(MostMoves).ToListAsync(ct);
        var story = await db.Set<ToolMove>().AsNoTracking().Where(m => m.Tool == id).OrderByDescending(m => m.AskedAt).ThenByDescending(m => m.Id).Take(MostMoves).ToListAsync(ct);
        var names = await StaffNames.Of(db, [.. story.Select(m => (AccountId?)m.AskedBy), .. concerns.Select(c => c.RaisedBy), tool.StoppedBy], language, ct);
        var gates = await moves.GatesFor(tool, ToolLife.After(tool.Stage), today, language, ct);
        var shown = new List<ToolSectionView>();
        foreach (var section in sections.OrderBy(s => s.Place))
            if (await section.Of(http, tool, ct) is { } view) shown.Add(view);
        var replacement = tool.Replacement is { } other ? await db.Set<Tool>().AsNoTracking().Where(t => t.Id == other).Select(t => t.Name).SingleOrDefaultAsync(ct) : null;
        var zone = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.TimeZone).SingleOrDefaultAsync(ct) ?? "UTC";
        return new()
        {
            Full = full,
            Standing = (await ReadStandings.Of(db, [tool], today, ct))[id],
            Concerns = concerns,
            Story = [.. story.Select(m => new MoveRow(m, names.GetValueOrDefault(m.AskedBy), m.Proposal is { } p && person.May(DecisionRights.Read) ? DecisionRequests.PathOf(p) : null))],
            Open = await moves.Open(tool, ct),
            Steps = [.. ToolLife.After(tool.Stage).Select(to => new ToolStep(to, ToolLife.DecidedAs(tool.Stage, to) is not null, gates.GetValueOrDefault(to)))],
            Names = names,
            Replacement = replacement,
            Parts = shown,
            Person = person,
            Zone = zone,
            Sections = await records.Of(http, ToolRecords.Tools.Kind, id.Value, ct),
        };
    }
}
