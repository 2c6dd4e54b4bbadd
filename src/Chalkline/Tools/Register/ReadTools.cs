using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>A tool with what it is tied to.</summary>
public sealed record ToolFull(Tool Tool, string VendorName, string? OwnerName, string? OwnerEmail, string? BackupName, string? BackupEmail, IReadOnlyList<NamedUseCase> UseCases, IReadOnlyList<School> Schools,
    IReadOnlyList<ToolFeature> Features);

/// <summary>A tool in the list.</summary>
public sealed record ToolRow(Tool Tool, string Vendor, string? Owner, string? Backup, int Schools)
{
    public ToolStanding Standing { get; init; } = new(ToolStatus.UnderReview, false, false, []);
}

/// <summary>Questions that are asked of the register every week, as filters. Words: <c>ToolView_…</c>.</summary>
public enum ToolView
{
    NotYetReviewed,
    UnderReview,

    /// <summary>It takes data about students, and no agreement in force covers it.</summary>
    NoAgreement,

    /// <summary>Notice or the end of the contract, or of an agreement, is within 120 days.</summary>
    Renewal,
    NoOwner,
    FeatureAdded,
    NoUseCase,
    NoTier,
}

/// <summary>What an address asks of the register.</summary>
public sealed record ToolFilter(ToolView? View, ToolStage? Stage, RiskTier? Tier, string? Name)
{
    public static ListKind List { get; } = new(["view", "stage", "tier", "name"], ["name", "vendor", "students", "review"]);

    /// <summary>From an address; what cannot be read is a fault of the view.</summary>
    public static ToolFilter Read(ListView view) => new(view.Value<ToolView>("view", Codes.Find<ToolView>), view.Value<ToolStage>("stage", Codes.Find<ToolStage>), view.Value<RiskTier>("tier", Codes.Find<RiskTier>), view.Text("name"));
}

/// <summary>Reads of the register.</summary>
internal static class ReadTools
{
    /// <summary>Warnings before a contract ends begin so many days before.</summary>
    public const int RenewalDays = 120;

    /// <summary>The tools that a filter leaves.</summary>
    public static IQueryable<Tool> Where(DistrictDb db, ToolFilter filter, DateOnly today)
    {
        var tools = db.Set<Tool>().AsNoTracking();
        if (filter.Stage is { } stage) tools = tools.Where(t => t.Stage == stage);
        if (filter.Tier is { } tier) tools = tools.Where(t => t.Tier == tier);
        if (filter.Name is { } name && StoreConventions.Fold(name) is var folded)
            tools = tools.Where(t => t.NameFolded.Contains(folded) || db.Set<Vendor>().Any(v => v.Id == t.Vendor && v.NameFolded.Contains(folded)));
        return filter.View is { } view ? In(db, tools, view, today) : tools;
    }

    /// <summary>How many tools each view has.</summary>
    public static async Task<IReadOnlyDictionary<ToolView, int>> Counts(DistrictDb db, DateOnly today, CancellationToken ct)
    {
        var counts = new Dictionary<ToolView, int>();
        foreach (var view in Enum.GetValues<ToolView>()) counts[view] = await In(db, db.Set<Tool>().AsNoTracking(), view, today).CountAsync(ct);
        return counts;
    }

    public static IQueryable<ToolRow> Rows(DistrictDb db, IQueryable<Tool> tools, ListView view)
    {
        var rows = from tool in tools join vendor in db.Set<Vendor>() on tool.Vendor equals vendor.Id select new { tool, vendor };
        rows = (view.Sort, view.Descending) switch
        {
            ("vendor", false) => rows.OrderBy(r => r.vendor.NameFolded).ThenBy(r => r.tool.NameFolded).ThenBy(r => r.tool.Id),
            ("vendor", true) => rows.OrderByDescending(r => r.vendor.NameFolded).ThenBy(r => r.tool.NameFolded).ThenBy(r => r.tool.Id),
            ("students", false) => rows.OrderBy(r => r.tool.Students == null).ThenBy(r => r.tool.Students).ThenBy(r => r.tool.Id),
            ("students", true) => rows.OrderBy(r => r.tool.Students == null).ThenByDescending(r => r.tool.Students).ThenBy(r => r.tool.Id),
            ("review", false) => rows.OrderBy(r => r.tool.ReviewBy == null).ThenBy(r => r.tool.ReviewBy).ThenBy(r => r.tool.Id),
            ("review", true) => rows.OrderBy(r => r.tool.ReviewBy == null).ThenByDescending(r => r.tool.ReviewBy).ThenBy(r => r.tool.Id),
            (_, true) => rows.OrderByDescending(r => r.tool.NameFolded).ThenBy(r => r.tool.Id),
            _ => rows.OrderBy(r => r.tool.NameFolded).ThenBy(r => r.tool.Id),
        };
        return rows.Select(r => new ToolRow(r.tool, r.vendor.Name, db.Users.Where(a => a.Id == r.tool.Owner).Select(a => a.Name).FirstOrDefault(), db.Users.Where(a => a.Id == r.tool.Backup).Select(a => a.Name).FirstOrDefault(),
            db.Set<ToolSchool>().Count(s => s.Tool == r.tool.Id)));
    }

    /// <summary>The rows with how each stands today.</summary>
    public static async Task<IReadOnlyList<ToolRow>> Stand(DistrictDb db, IReadOnlyList<ToolRow> rows, DateOnly today, CancellationToken ct)
    {
        var standings = await ReadStandings.Of(db, [.. rows.Select(r => r.Tool)], today, ct);
        return [.. rows.Select(r => r with { Standing = standings[r.Tool.Id] })];
    }

    /// <summary>The tool of an address; null: there is none.</summary>
    public static Task<Tool?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ToolId(id);
        return db.Set<Tool>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == wanted, ct);
    }

    public static async Task<ToolFull?> Full(DistrictDb db, ToolId id, CancellationToken ct) => (await Fulls(db, db.Set<Tool>().AsNoTracking().Where(t => t.Id == id), ct)).SingleOrDefault();

    /// <summary>Tools with all that they are tied to, by name; features from the last to the first.</summary>
    public static async Task<IReadOnlyList<ToolFull>> Fulls(DistrictDb db, IQueryable<Tool> tools, CancellationToken ct)
    {
        var found = await (from tool in tools join vendor in db.Set<Vendor>() on tool.Vendor equals vendor.Id orderby tool.NameFolded, tool.Id select new { Tool = tool, vendor.Name }).ToListAsync(ct);
        var people = await db.Users.AsNoTracking().Where(a => tools.Any(t => t.Owner == a.Id || t.Backup == a.Id)).Select(a => new { a.Id, a.Name, a.Email }).ToDictionaryAsync(a => a.Id, ct);
        var cases = (await (from serves in db.Set<ToolUseCase>().AsNoTracking() where tools.Any(t => t.Id == serves.Tool) join named in RoadmapUseCases.Named(db) on serves.UseCase equals named.Id orderby named.NameFolded select new { serves.Tool, Named = named })
            .ToListAsync(ct)).ToLookup(c => c.Tool, c => c.Named);
        var schools = (await (from there in db.Set<ToolSchool>().AsNoTracking() where tools.Any(t => t.Id == there.Tool) join school in db.Set<School>().AsNoTracking() on there.School equals school.Id orderby school.NameFolded select new { there.Tool, School = school })
            .ToListAsync(ct)).ToLookup(s => s.Tool, s => s.School);
        var features = (await db.Set<ToolFeature>().AsNoTracking().Where(f => tools.Any(t => t.Id == f.Tool)).OrderByDescending(f => f.Since).ThenByDescending(f => f.Id).ToListAsync(ct)).ToLookup(f => f.Tool);
        return [.. found.Select(f =>
        {
            var (owner, backup) = (f.Tool.Owner is { } o ? people.GetValueOrDefault(o) : null, f.Tool.Backup is { } b ? people.GetValueOrDefault(b) : null);
            return new ToolFull(f.Tool, f.Name, owner?.Name, owner?.Email, backup?.Name, backup?.Email, [.. cases[f.Tool.Id]], [.. schools[f.Tool.Id]], [.. features[f.Tool.Id]]);
        })];
    }

    private static IQueryable<Tool> In(DistrictDb db, IQueryable<Tool> tools, ToolView view, DateOnly today)
    {
        var soon = today.AddDays(RenewalDays);
        var covered = ReadAgreements.Covered(db, today);
        var endsSoon = ReadAgreements.EndsSoon(db, today);
        ToolStage[] ended = [ToolStage.Retired, ToolStage.Refused, ToolStage.Prohibited];
        ToolStage[] decided = [ToolStage.ApprovedForPilot, ToolStage.InPilot, ToolStage.PilotComplete, ToolStage.ApprovedForUse, ToolStage.InUse];
        return view switch
        {
            ToolView.NotYetReviewed => tools.Where(t => t.Stage == ToolStage.NotYetReviewed),
            ToolView.UnderReview => tools.Where(t => !ended.Contains(t.Stage) && (db.Set<ToolConcern>().Any(c => c.Tool == t.Id && c.SettledAt == null)
                || decided.Contains(t.Stage) && (t.ReviewBy < today || (t.Tier == RiskTier.StudentData || t.Tier == RiskTier.ShapesDecisions) && !covered.Contains(t.Id)))),
            ToolView.NoAgreement => tools.Where(t => !ended.Contains(t.Stage) && (t.Tier == RiskTier.StudentData || t.Tier == RiskTier.ShapesDecisions) && !covered.Contains(t.Id)),
            ToolView.Renewal => tools.Where(t => !ended.Contains(t.Stage) && (t.ContractEnd >= today && t.ContractEnd <= soon || t.NoticeBy >= today && t.NoticeBy <= soon
                || endsSoon.Any(a => db.Set<AgreementTool>().Any(c => c.Agreement == a.Id && c.Tool == t.Id)))),
            ToolView.NoOwner => tools.Where(t => !ended.Contains(t.Stage) && t.Owner == null),
            ToolView.FeatureAdded => tools.Where(t => db.Set<ToolConcern>().Any(c => c.Tool == t.Id && c.SettledAt == null && c.Kind == ConcernKind.FeatureAdded)),
            ToolView.NoUseCase => tools.Where(t => !ended.Contains(t.Stage) && !db.Set<ToolUseCase>().Any(u => u.Tool == t.Id)),
            _ => tools.Where(t => !ended.Contains(t.Stage) && t.Tier == null),
        };
    }
}
