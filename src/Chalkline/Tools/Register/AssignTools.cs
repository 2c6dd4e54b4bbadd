using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Register;

/// <summary>What many tools get at once, as it is typed; what is blank stays as it is.</summary>
public sealed record AssignForm
{
    /// <summary>Ids of the tools.</summary>
    public string[]? Tools { get; init; }
    public string? Owner { get; init; }
    public string? Backup { get; init; }
    public string? ReviewBy { get; init; }
    public string? Tier { get; init; }
    public string? TierWhy { get; init; }
}

/// <summary>Gives many tools an owner, a backup, a tier and a day in one step: a register of hundreds is sorted in an afternoon, or never.</summary>
internal static class AssignTools
{
    /// <summary>What a page of the list shows, and somewhat more.</summary>
    private const int Most = 200;

    /// <returns>The faults; none: it is done.</returns>
    public static async Task<IReadOnlyList<AimFault>> Run(DistrictDb db, TimeProvider time, Person by, AssignForm form, Language language, CancellationToken ct)
    {
        var ids = (form.Tools ?? []).Select(t => Guid.TryParse(t, out var id) ? new ToolId(id) : (ToolId?)null).OfType<ToolId>().Distinct().ToList();
        if (ids.Count == 0) return [new(nameof(form.Tools), nameof(ToolWords.FaultNoneChosen))];
        if (ids.Count > Most) return [new(nameof(form.Tools), nameof(ToolWords.FaultManyChosen), Most)];
        if (new[] { form.Owner, form.Backup, form.ReviewBy, form.Tier }.All(string.IsNullOrWhiteSpace)) return [new(nameof(form.Owner), nameof(ToolWords.FaultNothingToGive))];
        var tools = await db.Set<Tool>().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        var changes = new JsonObject();
        foreach (var before in await ReadTools.Fulls(db, db.Set<Tool>().AsNoTracking().Where(t => ids.Contains(t.Id)), ct))
        {
            var (facts, faults) = ToolRules.Read(Over(ToolForm.Of(before), form));
            var others = await EnterTool.Others(db, facts, before.Tool.Id, faults, ct);
            if (faults.Count > 0) return [.. faults.Select(f => Beside(f, before))];
            changes[before.Tool.Id.ToString()] = EnterTool.Put(db, time, tools[before.Tool.Id], before, facts, others, language);
        }
        await db.Commit(new(by.Actor, "tools.assigned", new("tools", Guid.Empty), changes), ct);
        return [];
    }

    private static ToolForm Over(ToolForm form, AssignForm given) => form with
    {
        Owner = Given(given.Owner) ?? form.Owner,
        Backup = Given(given.Backup) ?? form.Backup,
        ReviewBy = Given(given.ReviewBy) ?? form.ReviewBy,
        Tier = Given(given.Tier) ?? form.Tier,
        TierWhy = Given(given.Tier) is null ? form.TierWhy : Given(given.TierWhy) ?? form.TierWhy,
    };

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed;

    /// <summary>A fault of a field that this form does not have is one of the tool itself, which must be mended first.</summary>
    private static AimFault Beside(AimFault fault, ToolFull tool) => typeof(AssignForm).GetProperty(fault.Field) is null ? new(nameof(AssignForm.Tools), nameof(ToolWords.FaultToolFirst), tool.Tool.Name) : fault;
}
