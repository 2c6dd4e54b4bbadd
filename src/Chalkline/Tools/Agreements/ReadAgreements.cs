using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>What is asked of agreements, as filters. Words: <c>AgreementView_…</c>.</summary>
public enum AgreementView
{
    InForce,

    /// <summary>In force, and the end or the last day for notice is within 120 days.</summary>
    EndsSoon,
    Draft,
    Ended,
}

/// <summary>An agreement in the list.</summary>
public sealed record AgreementRow(Agreement Agreement, string Vendor, int Tools, int Elements);

/// <summary>Reads of agreements.</summary>
internal static class ReadAgreements
{
    public static ListKind List { get; } = new(["view", "name"], ["name", "vendor", "end"]);

    /// <summary>Those that bind on a day.</summary>
    public static IQueryable<Agreement> InForce(DistrictDb db, DateOnly today) => db.Set<Agreement>().AsNoTracking().Where(AgreementTerm.Binds(today));

    /// <summary>The tools that an agreement in force covers.</summary>
    public static IQueryable<ToolId> Covered(DistrictDb db, DateOnly today) => from agreement in InForce(db, today) join covers in db.Set<AgreementTool>() on agreement.Id equals covers.Agreement select covers.Tool;

    /// <summary>In force and near its end, or near the last day for notice.</summary>
    public static IQueryable<Agreement> EndsSoon(DistrictDb db, DateOnly today)
    {
        var soon = today.AddDays(ReadTools.RenewalDays);
        return InForce(db, today).Where(a => a.LastDay <= soon || a.EndedOn <= soon || a.NoticeBy >= today && a.NoticeBy <= soon);
    }

    /// <summary>Of the tools: whether an agreement in force binds their vendor for them; null of those for which nobody asks for one, and none is.</summary>
    public static async Task<IReadOnlyDictionary<ToolId, bool?>> Binding(DistrictDb db, IReadOnlyCollection<Tool> tools, DateOnly today, CancellationToken ct)
    {
        var ids = tools.Select(t => t.Id).ToList();
        var covered = (await Covered(db, today).Where(t => ids.Contains(t)).ToListAsync(ct)).ToHashSet();
        return tools.ToDictionary(t => t.Id, t => covered.Contains(t.Id) ? true : t.Tier is RiskTier.StudentData or RiskTier.ShapesDecisions ? false : (bool?)null);
    }

    public static IQueryable<Agreement> Where(DistrictDb db, AgreementView? view, string? name, DateOnly today)
    {
        var agreements = view switch
        {
            AgreementView.InForce => InForce(db, today),
            AgreementView.EndsSoon => EndsSoon(db, today),
            AgreementView.Draft => db.Set<Agreement>().AsNoTracking().Where(a => a.SignedOn == null),
            AgreementView.Ended => db.Set<Agreement>().AsNoTracking().Where(a => a.SignedOn != null && (a.LastDay < today || a.EndedOn <= today)),
            _ => db.Set<Agreement>().AsNoTracking(),
        };
        if (name is null) return agreements;
        var folded = StoreConventions.Fold(name);
        return agreements.Where(a => a.NameFolded.Contains(folded) || db.Set<Vendor>().Any(v => v.Id == a.Vendor && v.NameFolded.Contains(folded))
            || db.Set<AgreementTool>().Any(c => c.Agreement == a.Id && db.Set<Tool>().Any(t => t.Id == c.Tool && t.NameFolded.Contains(folded))));
    }

    public static IQueryable<AgreementRow> Rows(DistrictDb db, IQueryable<Agreement> agreements, string sort, bool descending)
    {
        var rows = from agreement in agreements join vendor in db.Set<Vendor>() on agreement.Vendor equals vendor.Id select new { agreement, vendor };
        rows = (sort, descending) switch
        {
            ("vendor", false) => rows.OrderBy(r => r.vendor.NameFolded).ThenBy(r => r.agreement.NameFolded).ThenBy(r => r.agreement.Id),
            ("vendor", true) => rows.OrderByDescending(r => r.vendor.NameFolded).ThenBy(r => r.agreement.NameFolded).ThenBy(r => r.agreement.Id),
            ("end", false) => rows.OrderBy(r => r.agreement.LastDay == null).ThenBy(r => r.agreement.LastDay).ThenBy(r => r.agreement.Id),
            ("end", true) => rows.OrderBy(r => r.agreement.LastDay == null).ThenByDescending(r => r.agreement.LastDay).ThenBy(r => r.agreement.Id),
            (_, true) => rows.OrderByDescending(r => r.agreement.NameFolded).ThenByDescending(r => r.agreement.Number).ThenBy(r => r.agreement.Id),
            _ => rows.OrderBy(r => r.agreement.NameFolded).ThenByDescending(r => r.agreement.Number).ThenBy(r => r.agreement.Id),
        };
        return rows.Select(r => new AgreementRow(r.agreement, r.vendor.Name, db.Set<AgreementTool>().Count(t => t.Agreement == r.agreement.Id), db.Set<AgreementElement>().Count(e => e.Agreement == r.agreement.Id)));
    }

    /// <summary>The agreement with its tools and elements; null: there is none with this id.</summary>
    public static async Task<AgreementFull?> Full(DistrictDb db, AgreementId id, CancellationToken ct, bool tracked = false)
    {
        var agreements = tracked ? db.Set<Agreement>() : db.Set<Agreement>().AsNoTracking();
        if (await agreements.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } agreement) return null;
        var vendor = await db.Set<Vendor>().AsNoTracking().Where(v => v.Id == agreement.Vendor).Select(v => v.Name).SingleAsync(ct);
        var tools = await (from covers in db.Set<AgreementTool>().AsNoTracking() where covers.Agreement == id join tool in db.Set<Tool>() on covers.Tool equals tool.Id orderby tool.NameFolded, tool.Id select new { tool.Id, tool.Name }).ToListAsync(ct);
        var elements = tracked ? db.Set<AgreementElement>() : db.Set<AgreementElement>().AsNoTracking();
        return new(agreement, vendor, [.. tools.Select(t => (t.Id, t.Name))], await elements.Where(e => e.Agreement == id).OrderBy(e => e.Element).ToListAsync(ct));
    }

    /// <summary>Agreements that cover a tool: those in force first, then the latest.</summary>
    public static async Task<IReadOnlyList<Agreement>> OfTool(DistrictDb db, ToolId tool, DateOnly today, CancellationToken ct)
    {
        const int most = 10;
        var all = await db.Set<Agreement>().AsNoTracking().Where(a => db.Set<AgreementTool>().Any(c => c.Agreement == a.Id && c.Tool == tool)).OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(most).ToListAsync(ct);
        return [.. all.OrderBy(a => AgreementTerm.Standing(a, today) != AgreementStanding.InForce)];
    }
}
