using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap.Plan;

/// <summary>A milestone as it is typed.</summary>
public sealed record MilestoneForm
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Phase { get; init; }

    /// <summary>Of a new one alone.</summary>
    public string? School { get; init; }
    public string? Seat { get; init; }
    public string? Owner { get; init; }
    public string? Backup { get; init; }
    public string? StartsOn { get; init; }

    /// <summary>Of a new one alone; later it is moved, with a reason.</summary>
    public string? DueOn { get; init; }
    public string? Version { get; init; }

    public static MilestoneForm Of(Milestone milestone) => new()
    {
        Name = milestone.Name,
        Description = milestone.Description,
        Phase = Codes.Of(milestone.Phase),
        School = milestone.School?.ToString(),
        Seat = milestone.Seat?.Code(),
        Owner = milestone.Owner?.ToString(),
        Backup = milestone.Backup?.ToString(),
        StartsOn = DayText.Field(milestone.StartsOn),
        DueOn = DayText.Field(milestone.DueOn),
        Version = milestone.Version.ToString(Language.Numbers),
    };
}

/// <summary>What is wrong with a value, language aside.</summary>
/// <param name="Word">The name of its sentence in <see cref="PlanWords"/>.</param>
internal sealed record PlanFault(string Field, string Word, params object[] Values);

/// <summary>A milestone as it was read from a form.</summary>
internal sealed record MilestoneFacts(string Name, string? Description, RoadmapPhase Phase, SchoolId? School, Role? Seat, AccountId? Owner, AccountId? Backup, DateOnly? StartsOn, DateOnly DueOn);

/// <summary>What a milestone must be. Pure.</summary>
internal static class MilestoneRules
{
    public const int LongestName = 200, LongestText = 2000, LongestCriteria = 8000, LongestWhy = 500;

    /// <summary>More than a district can look after; also of a file.</summary>
    public const int MostMilestones = 500;

    public static (MilestoneFacts Facts, IReadOnlyList<PlanFault> Faults) Read(MilestoneForm form)
    {
        var faults = new List<PlanFault>();
        var name = Text(form.Name, nameof(form.Name), LongestName, faults);
        if (name is null && faults.Count == 0) faults.Add(new(nameof(form.Name), nameof(PlanWords.FaultName)));
        var description = Text(form.Description, nameof(form.Description), LongestText, faults);
        if (Codes.Find<RoadmapPhase>(form.Phase) is not { } phase) faults.Add(new(nameof(form.Phase), nameof(PlanWords.FaultPhase)));
        else return (new(name ?? "", description, phase, Id<SchoolId>(form.School, nameof(form.School), faults), Seat(form, faults), Id<AccountId>(form.Owner, nameof(form.Owner), faults),
            Backup(form, faults), Day(form.StartsOn, nameof(form.StartsOn), faults), Due(form, faults)), faults);
        return (new(name ?? "", description, default, null, null, null, null, null, default), faults);
    }

    /// <summary>Trimmed, its lines kept; null where nothing is there.</summary>
    public static string? Text(string? typed, string field, int longest, List<PlanFault> faults)
    {
        var text = new string([.. (typed ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]).Trim();
        if (text.Length > longest) faults.Add(new(field, nameof(PlanWords.FaultLong), longest));
        return text.Length == 0 ? null : text;
    }

    private static DateOnly Due(MilestoneForm form, List<PlanFault> faults)
    {
        var due = Day(form.DueOn, nameof(form.DueOn), faults);
        if (due is null && string.IsNullOrWhiteSpace(form.DueOn)) faults.Add(new(nameof(form.DueOn), nameof(PlanWords.FaultDue)));
        if (DayText.TryRead(form.StartsOn, out var starts) && starts > due) faults.Add(new(nameof(form.StartsOn), nameof(PlanWords.FaultStarts)));
        return due ?? default;
    }

    private static DateOnly? Day(string? typed, string field, List<PlanFault> faults)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (DayText.TryRead(typed, out var day)) return day;
        faults.Add(new(field, nameof(PlanWords.FaultDay)));
        return null;
    }

    private static Role? Seat(MilestoneForm form, List<PlanFault> faults)
    {
        if (string.IsNullOrWhiteSpace(form.Seat)) return null;
        if (Roles.Find(form.Seat) is { } role) return role;
        faults.Add(new(nameof(form.Seat), nameof(PlanWords.FaultChoice)));
        return null;
    }

    private static AccountId? Backup(MilestoneForm form, List<PlanFault> faults)
    {
        var backup = Id<AccountId>(form.Backup, nameof(form.Backup), faults);
        if (backup is not null && backup.ToString() == form.Owner) faults.Add(new(nameof(form.Backup), nameof(PlanWords.FaultBackup)));
        return backup;
    }

    private static TId? Id<TId>(string? typed, string field, List<PlanFault> faults) where TId : struct, IId<TId>
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Guid.TryParse(typed, out var id)) return TId.From(id);
        faults.Add(new(field, nameof(PlanWords.FaultChoice)));
        return null;
    }
}
