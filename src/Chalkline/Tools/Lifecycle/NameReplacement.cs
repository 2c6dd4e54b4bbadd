using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>What takes the place of a tool, as it is chosen.</summary>
public sealed record ReplacementForm
{
    /// <summary>The id of another tool; "": nothing.</summary>
    public string? Replacement { get; init; }
    public string? Version { get; init; }
}

/// <summary>Special education says what students whose plans name a tool use instead. Of the plans themselves nothing is kept.</summary>
internal static class NameReplacement
{
    private const string Area = "special-education";

    public static bool May(Person person) => person.Roles.Any(r => r.Role == Role.Reviewer && r.ReviewArea == Area);

    public static async Task<AimResult<Tool>> Run(DistrictDb db, Person by, ToolId id, ReplacementForm form, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id && t.ServesPlans, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        if (!May(by)) reading.Refuse("", nameof(ToolWords.FaultSpecialEducation));
        var other = reading.Id<ToolId>(form.Replacement, nameof(form.Replacement), required: false);
        if (other is { } chosen && !await Choices(db, id).AnyAsync(t => t.Id == chosen, ct)) reading.Refuse(nameof(form.Replacement), nameof(AimWords.FaultChoice));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        var before = tool.Replacement;
        (tool.Replacement, tool.ReplacementBy) = (other, other is null ? null : by.Id);
        db.Expect(tool, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "tool.replacement-named", new("tool", id.Value), AuditEntry.Fields(("replacement", before?.ToString(), other?.ToString()))), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Tools that people may use now.</summary>
    public static IQueryable<Tool> Choices(DistrictDb db, ToolId id) =>
        db.Set<Tool>().AsNoTracking().Where(t => t.Id != id && t.StoppedAt == null && (t.Stage == ToolStage.ApprovedForUse || t.Stage == ToolStage.InUse)).OrderBy(t => t.NameFolded).ThenBy(t => t.Id);
}
