using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tools.Packs;

namespace Chalkline.Tools.Vetting;

/// <summary>A criterion or a rule of law, in the pack that asks it.</summary>
public sealed record Question(Pack Pack, PackItem Item)
{
    /// <summary>As in forms: once in a district.</summary>
    public string Key => $"{Pack.Id.Slug}:{Item.Id}";

    public string Title(Language language) => Item.Fields.Text("title")!.In(language);

    /// <summary>An answer that is not the good one closes the gate.</summary>
    public bool Blocks => Item.Fields.Word("blocks") == "always";

    /// <summary>The vendor may be asked.</summary>
    public bool IsForVendor => Item.Fields.Word("answered_by") is "vendor" or "either";

    /// <summary>What does not apply is not wrong; of a rule of law yes is the good answer.</summary>
    public bool IsGood(VettingReply reply) => reply switch
    {
        VettingReply.NotApplicable => true,
        VettingReply.Yes => Item.Fields.Word("pass") is null or "yes",
        VettingReply.No => Item.Fields.Word("pass") == "no",
        _ => false,
    };

    /// <summary>The first day on which an answer of a day is asked for again; null: it has no time.</summary>
    public DateOnly? RenewBy(DateOnly answered) => Item.Fields.Whole("recheck_months") is { } months ? answered.AddMonths(months) : null;
}

/// <summary>What follows from a risk tier, as a pack has it.</summary>
/// <param name="Days">School days within which a review is promised.</param>
public sealed record TierPath(string Title, string Text, int Days, IReadOnlyList<string> Areas, bool NeedsPilot, bool NeedsAudit, bool NeedsHumanReview);

/// <summary>Whether a rule of law must be answered for a tool. Words: <c>RuleStanding_…</c>.</summary>
public enum RuleStanding
{
    Applies,

    /// <summary>It applies if something is so that only people know: they answer it, or say that it does not apply.</summary>
    AppliesIf,

    /// <summary>It is not in force yet.</summary>
    NotYet,

    /// <summary>It asks for something once something has happened.</summary>
    OnEvent,
}

/// <summary>The packs that a review goes by: all of the district's, in the versions that are in use.</summary>
public sealed record VettingPacks(IReadOnlyList<Question> Criteria, IReadOnlyList<Question> Laws, IReadOnlyList<PackItem> Tiers, string State)
{
    public TierPath? PathOf(RiskTier? tier, Language language) => Tiers.FirstOrDefault(t => t.Id == VettingRules.CodeOf(tier)) is not { } item ? null
        : new(item.Fields.Text("title")!.In(language), item.Fields.Text("path")!.In(language), item.Fields.Whole("days")!.Value, item.Fields.Words("areas"),
            item.Fields.Word("pilot") == "required", item.Fields.Word("audit") == "required", item.Fields.Word("human_review") == "required");

    internal static async Task<VettingPacks> Load(DistrictDb db, DistrictPacks packs, string state, CancellationToken ct)
    {
        var tiers = await packs.InUse(db, RiskTiers.KindName, ct);
        return new(await All(VettingCriteria.KindName), await All("rules-of-law"), [.. tiers.OrderByDescending(p => p.Id.IsLocal).SelectMany(p => p.Items)], state);

        async Task<IReadOnlyList<Question>> All(string kind) => [.. (await packs.InUse(db, kind, ct)).SelectMany(p => p.Items.Select(i => new Question(p, i)))];
    }
}
