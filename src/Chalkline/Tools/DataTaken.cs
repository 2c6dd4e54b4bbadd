using Chalkline.Platform;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.DataMap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools;

/// <summary>An element that a tool takes, as anybody may read it.</summary>
/// <param name="Code">Of the pack's item.</param>
/// <param name="Element">Null: no pack of the district has it any more.</param>
/// <param name="Allowed">An agreement in force allows it.</param>
public sealed record TakenElement(string Code, DataElement? Element, DataSource Source, string Purpose, bool Allowed);

/// <summary>The agreement under which a tool gets its data.</summary>
/// <param name="Until">Its last day; null: until somebody ends it.</param>
public sealed record TakenUnder(AgreementId Id, string Name, DateOnly? Until, TrainingUse Training, string TrainingWhat);

/// <summary>What a tool gets about students, and under what: what staff look up and what is published say the same.</summary>
/// <param name="IsSaid">Somebody has said what it takes; otherwise nobody knows, which is not nothing.</param>
/// <param name="Elements">None: nobody has said, or it gets nothing about students.</param>
/// <param name="Agreements">In force.</param>
/// <param name="May">Codes of the elements that these allow, whether or not it takes them.</param>
public sealed record DataTaken(bool IsSaid, IReadOnlyList<TakenElement> Elements, IReadOnlyList<TakenUnder> Agreements, IReadOnlyList<string> May)
{
    /// <summary>Three queries for however many tools are asked for.</summary>
    public static async Task<IReadOnlyDictionary<ToolId, DataTaken>> Of(DistrictDb db, ElementCatalog catalog, IReadOnlyCollection<ToolId> tools, DateOnly today, CancellationToken ct)
    {
        var uses = (await db.Set<DataUse>().AsNoTracking().Where(u => tools.Contains(u.Tool)).OrderBy(u => u.Element).ThenBy(u => u.Source).ToListAsync(ct)).ToLookup(u => u.Tool);
        var under = (await (from agreement in ReadAgreements.InForce(db, today)
                            join covers in db.Set<AgreementTool>() on agreement.Id equals covers.Agreement
                            where tools.Contains(covers.Tool)
                            orderby agreement.NameFolded, agreement.Id
                            select new { covers.Tool, Agreement = agreement }).ToListAsync(ct)).ToLookup(u => u.Tool, u => u.Agreement);
        var binding = under.SelectMany(u => u).Select(a => a.Id).Distinct().ToList();
        var elements = (await db.Set<AgreementElement>().AsNoTracking().Where(e => binding.Contains(e.Agreement)).Select(e => new { e.Agreement, e.Element }).ToListAsync(ct)).ToLookup(e => e.Agreement, e => e.Element);
        return tools.Distinct().ToDictionary(t => t, t =>
        {
            var allowed = under[t].SelectMany(a => elements[a.Id]).ToHashSet(StringComparer.Ordinal);
            return new DataTaken(uses[t].Any(), [.. uses[t].Where(u => !catalog.IsNone(u.Element)).Select(u => new TakenElement(u.Element, catalog.Find(u.Element), u.Source, u.Purpose, allowed.Contains(u.Element)))],
                [.. under[t].Select(a => new TakenUnder(a.Id, a.Name, AgreementTerm.End(a), a.Training, a.TrainingWhat))],
                [.. allowed.Where(e => !catalog.IsNone(e)).Order(StringComparer.Ordinal)]);
        });
    }
}
