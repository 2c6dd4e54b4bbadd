using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Delegation;

/// <summary>Reads which table of who decides what is in force.</summary>
internal static class ReadDelegation
{
    /// <summary>The table that the board adopted last, with its lines; null: none, and then the board decides everything.</summary>
    public static Task<DelegationTable?> InForce(DistrictDb db, CancellationToken ct) => db.Set<DelegationTable>().AsNoTracking().Include(t => t.Lines)
        .Where(t => t.AdoptedOn != null).OrderByDescending(t => t.AdoptedOn).ThenByDescending(t => t.Id).FirstOrDefaultAsync(ct);

    /// <summary>A line's amount in words.</summary>
    public static string UpTo(Language language, decimal? amount) => amount is { } dollars ? DecisionText.Money(dollars) : DecisionText.Say(language, nameof(DecisionWords.AnyAmount));
}

/// <summary>A drafted table as something to decide on: the board's yes puts it into force.</summary>
internal sealed class DelegationIsDecided : IDecidable
{
    public const string KindName = "delegation-table";

    public string Kind => KindName;

    public async Task<DecidableMatter?> Find(DistrictDb db, Guid id, Language language, CancellationToken ct)
    {
        var wanted = new DelegationTableId(id);
        if (await db.Set<DelegationTable>().AsNoTracking().Include(t => t.Lines).SingleOrDefaultAsync(t => t.Id == wanted && t.AdoptedOn == null, ct) is not { } table) return null;
        return new(DecisionText.Say(language, nameof(DecisionWords.DelegationMatter), table.Name), DelegationPages.PathOf(id), DecisionKind.Delegation, Described(table));
    }

    public async Task Follow(DistrictDb db, Guid id, DecisionMade made, CancellationToken ct)
    {
        var wanted = new DelegationTableId(id);
        if (!made.Approved || await db.Set<DelegationTable>().SingleOrDefaultAsync(t => t.Id == wanted && t.AdoptedOn == null, ct) is not { } table) return;
        (table.AdoptedOn, table.AdoptedBy) = (made.On, new(made.Decision));
    }

    public static JsonObject Described(DelegationTable table) => new()
    {
        ["lines"] = new JsonArray([.. table.Lines.OrderBy(l => l.Place).Select(l => (JsonNode)new JsonObject
        {
            ["body"] = Codes.Of(l.Body),
            ["kind"] = l.Kind is { } kind ? Codes.Of(kind) : null,
            ["tier"] = l.Tier is { } tier ? Codes.Of(tier) : null,
            ["up_to"] = l.UpTo,
        })]),
        ["name"] = table.Name,
    };
}
