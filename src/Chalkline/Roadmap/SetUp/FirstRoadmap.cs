using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Plan;

namespace Chalkline.Roadmap.SetUp;

/// <summary>A milestone as the set-up would plan it.</summary>
/// <param name="Key">Of its item in the template; what others wait for.</param>
/// <param name="For">The answers that asked for it; none: it belongs to every such roadmap.</param>
/// <param name="MovedOut">Its date was moved out of a testing window.</param>
public sealed record PlannedMilestone(string Key, LocalText Name, LocalText Description, RoadmapPhase Phase, DateOnly StartsOn, DateOnly DueOn, Role Seat, IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<string> WaitsFor, IReadOnlyList<LocalText> Policies, IReadOnlyList<string> For, bool MovedOut);

/// <summary>A milestone of the template that these answers leave out.</summary>
/// <param name="Unless">The answers that would bring it back.</param>
public sealed record LeftOutMilestone(LocalText Name, IReadOnlyList<string> Unless);

/// <summary>A first roadmap, before anything of it is saved.</summary>
public sealed record FirstRoadmapPlan(Pack Template, IReadOnlyList<PlannedMilestone> Milestones, IReadOnlyList<LeftOutMilestone> LeftOut);

/// <summary>Makes a first roadmap out of answers and templates. Pure: the same answers give the same roadmap.</summary>
internal static class FirstRoadmap
{
    private const string UrnPrefix = "urn:chalkline:pack:roadmap-";

    /// <summary>The pack that these answers start from: the one of a mandate where the state wants a policy by a day, else by size.</summary>
    public static PackId TemplateFor(SetUpAnswers answers) => PackId.Parse(UrnPrefix + (answers.Mandate is null ? answers.Size["size-".Length..] : "state-mandate"));

    public static FirstRoadmapPlan Of(SetUpAnswers answers, Pack template, SchoolCalendar calendar)
    {
        var (kept, left) = (new List<PackItem>(), new List<LeftOutMilestone>());
        foreach (var item in template.Items)
        {
            var tags = item.Fields.Words("only_for");
            if (tags.Count == 0 || tags.Any(answers.Tags.Contains)) kept.Add(item);
            else left.Add(new(item.Fields.Text("name")!, tags));
        }
        var (keys, all, dates) = (kept.Select(i => i.Id).ToHashSet(), template.Items.ToDictionary(i => i.Id), new Dates(answers, kept));
        return new(template, [.. kept.Select(i => Planned(i, answers, dates, WaitsFor(i, keys, all), calendar)).OrderBy(m => m.DueOn).ThenBy(m => m.StartsOn)], left);
    }

    /// <summary>What it waits for; in place of one that was left out, what that waited for.</summary>
    private static List<string> WaitsFor(PackItem item, HashSet<string> kept, Dictionary<string, PackItem> all) =>
        [.. item.BuildsOn.SelectMany(b => kept.Contains(b) ? [b] : WaitsFor(all[b], kept, all)).Distinct()];

    private static PlannedMilestone Planned(PackItem item, SetUpAnswers answers, Dates dates, List<string> waits, SchoolCalendar calendar)
    {
        var (fields, phase) = (item.Fields, Codes.Find<RoadmapPhase>(item.Fields.Word("phase"))!.Value);
        var (starts, due) = (dates.Of(phase, fields.Whole("starts_week")!.Value), dates.Of(phase, fields.Whole("due_week")!.Value));
        // What must hold by the state's day is not moved past it.
        var window = answers.Mandate is not null && phase == RoadmapPhase.Foundation ? null : calendar.TestingWindowOf(due);
        return new(item.Id, fields.Text("name")!, fields.Text("description")!, phase, starts, window?.LastDay.AddDays(1) ?? due, Roles.Find(fields.Word("seat"))!.Value,
            [.. fields.Rows("checks").Select(c => CriterionOf(c, answers.FirstDay))], waits, fields.Texts("policies"), [.. fields.Words("only_for").Where(answers.Tags.Contains)], window is not null);
    }

    private static Criterion CriterionOf(PackFields check, DateOnly firstDay)
    {
        var with = check.Texts("with").Select(w => w.English.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (with.GetValueOrDefault("year") == "next") with["year"] = SchoolYear.ByJuly(firstDay).Next.FirstYear.ToString(Chalkline.Design.Language.Numbers);
        return new(check.Text("check")!.English, with);
    }

    /// <summary>Weeks as days of the calendar. Under a mandate the foundation is drawn to end on the state's day, and the rest comes after it.</summary>
    private sealed class Dates(SetUpAnswers answers, IReadOnlyList<PackItem> items)
    {
        private readonly int _foundation = 7 * items.Where(i => i.Fields.Word("phase") == Codes.Of(RoadmapPhase.Foundation)).Select(i => i.Fields.Whole("due_week")!.Value).DefaultIfEmpty(1).Max();

        public DateOnly Of(RoadmapPhase phase, int week)
        {
            if (answers.Mandate is not { } mandate) return answers.FirstDay.AddDays(7 * week);
            var days = mandate.DayNumber - answers.FirstDay.DayNumber;
            return answers.FirstDay.AddDays(phase == RoadmapPhase.Foundation ? 7 * week * days / _foundation : 7 * week + Math.Max(0, days - _foundation));
        }
    }
}
