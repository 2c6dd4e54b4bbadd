using System.Globalization;
using System.Text;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;

namespace Chalkline.Roadmap.SetUp;

/// <summary>A milestone of a roadmap file: days are counted from the roadmap's first day, people are not in it.</summary>
internal sealed record FileMilestone(string Id, string Name, string? Description, RoadmapPhase Phase, string? School, Role? Seat, int? StartDay, int DueDay, IReadOnlyList<Criterion> Checks,
    IReadOnlyList<string> WaitsFor);

/// <summary>What came of reading a roadmap file: all its milestones, or all its faults.</summary>
internal sealed record RoadmapFileReading(IReadOnlyList<FileMilestone> Milestones, IReadOnlyList<YamlFault> Faults);

/// <summary>
/// A roadmap as a file that another district can start from: YAML, no data about people, no ids of this district. What it reads back is text: HTML in it is
/// shown as it is written.
/// </summary>
internal static class RoadmapFile
{
    public const string Format = "chalkline.roadmap/1";

    /// <summary>Ten years.</summary>
    private const int MostDays = 3650;

    private static readonly YamlKeySet Top = new("", ["format", "milestones"], "format", "milestones");
    private static readonly YamlKeySet Item = new("milestones[]", ["id", "name", "description", "phase", "school", "seat", "start_day", "due_day", "checks", "waits_for"], "id", "name", "phase", "due_day");
    private static readonly YamlKeySet Check = new("milestones[].checks[]", ["check", "with"], "check");
    private static readonly YamlChoice<RoadmapPhase> Phases = new("phase", [.. Enum.GetValues<RoadmapPhase>().Select(Codes.Of)], Enum.GetValues<RoadmapPhase>());
    private static readonly YamlChoice<Role> Seats = new("seat", [.. Roles.All.Select(r => r.Code())], [.. Roles.All]);
    private static readonly YamlDialect Dialect = new("a roadmap file", "roadmap files", "format and milestones", "format: " + Format, _ => "");

    public static RoadmapFileReading Read(string text)
    {
        if (YamlText.HiddenBreak(text) is { } hidden) return new([], [hidden]);
        var notes = new YamlNotes(Top, Item, Check);
        if (new YamlReader(text, Dialect, notes.Faults).Read() is not { } root) return new([], notes.Faults);
        var top = new YamlSection(root, Top, notes);
        if (top.Text("format") is { } format && format != Format) notes.Fault(top.Node("format")!, $"is not {Format}; this program reads no other");
        var nodes = top.Items("milestones");
        if (nodes.Count > MilestoneRules.MostMilestones)
        {
            // Faults of each of thousands would help nobody.
            notes.Fault(top.Node("milestones")!, $"has {nodes.Count.ToString(CultureInfo.InvariantCulture)} milestones; a roadmap has at most {MilestoneRules.MostMilestones}");
            return new([], notes.Faults);
        }
        var milestones = new List<FileMilestone>();
        var first = new Dictionary<string, YamlValue>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (node is not YamlMapping mapping) notes.Fault(node, "expected a milestone: keys with values");
            else if (Milestone(mapping, first, notes) is { } milestone) milestones.Add(milestone);
        }
        if (nodes.Count == 0 && notes.Faults.Count == 0) notes.Fault(top.Node("milestones")!, "needs at least one milestone");
        CheckWaits(milestones, first, notes);
        return new(milestones, [.. notes.Faults.OrderBy(f => f.Line)]);
    }

    /// <summary>The roadmap as such a file.</summary>
    /// <param name="isOfDistrict">Whether a parameter of a check names a record of this district: its value is left out.</param>
    public static string Write(IReadOnlyList<(Milestone Milestone, string? School)> milestones, Func<string, string, bool> isOfDistrict)
    {
        var text = new StringBuilder($"format: {Format}\nmilestones:{(milestones.Count == 0 ? " []" : "")}\n");
        if (milestones.Count == 0) return text.ToString();
        var first = milestones.Min(m => m.Milestone.StartsOn ?? m.Milestone.DueOn);
        var ids = milestones.Select((m, i) => (m.Milestone.Id, Key: string.Create(CultureInfo.InvariantCulture, $"m{i + 1}"))).ToDictionary(m => m.Id, m => m.Key);
        foreach (var (m, school) in milestones)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: {ids[m.Id]}\n    name: {Quoted(m.Name)}\n");
            if (m.Description is { } description) text.Append(CultureInfo.InvariantCulture, $"    description: {Quoted(description)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    phase: {Codes.Of(m.Phase)}\n");
            if (school is not null) text.Append(CultureInfo.InvariantCulture, $"    school: {Quoted(school)}\n");
            if (m.Seat is { } seat) text.Append(CultureInfo.InvariantCulture, $"    seat: {seat.Code()}\n");
            if (m.StartsOn is { } starts) text.Append(CultureInfo.InvariantCulture, $"    start_day: {starts.DayNumber - first.DayNumber}\n");
            text.Append(CultureInfo.InvariantCulture, $"    due_day: {m.DueOn.DayNumber - first.DayNumber}\n");
            WriteChecks(text, Criterion.Read(m.Criteria), isOfDistrict);
            var waits = m.Waits.Where(w => ids.ContainsKey(w.WaitsFor)).Select(w => ids[w.WaitsFor]).ToList();
            if (waits.Count > 0) text.Append(CultureInfo.InvariantCulture, $"    waits_for: [{string.Join(", ", waits)}]\n");
        }
        return text.ToString();
    }

    private static void WriteChecks(StringBuilder text, IReadOnlyList<Criterion> criteria, Func<string, string, bool> isOfDistrict)
    {
        if (criteria.Count == 0) return;
        text.Append("    checks:\n");
        foreach (var criterion in criteria)
        {
            var with = criterion.With.Where(w => !isOfDistrict(criterion.Check, w.Key)).OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{Quoted(w.Key)}: {Quoted(w.Value)}").ToList();
            text.Append(CultureInfo.InvariantCulture, $"      - {{ check: {Quoted(criterion.Check)}{(with.Count > 0 ? ", with: { " + string.Join(", ", with) + " }" : "")} }}\n");
        }
    }

    private static FileMilestone? Milestone(YamlMapping mapping, Dictionary<string, YamlValue> first, YamlNotes notes)
    {
        var section = new YamlSection(mapping, Item, notes);
        var (id, name) = (Bounded(section, "id", 60, notes), Bounded(section, "name", MilestoneRules.LongestName, notes));
        var description = Bounded(section, "description", MilestoneRules.LongestText, notes);
        var (phase, seat) = (section.Choice(Phases, "phase"), section.Choice(Seats, "seat"));
        var (start, due) = (Days(section, "start_day", notes), Days(section, "due_day", notes));
        if (due < start) notes.Fault(section.Node("due_day")!, "comes before start_day");
        var school = Bounded(section, "school", MilestoneRules.LongestName, notes);
        var checks = section.Items("checks").Select(n => CheckOf(n, notes)).OfType<Criterion>().ToList();
        if (checks.Count > Criterion.Most || Criterion.Write(checks).Length > MilestoneRules.LongestCriteria) notes.Fault(section.Node("checks")!, $"has more than {Criterion.Most} checks, or too long ones");
        var waits = section.Items("waits_for").Select(n => YamlSection.TextOf(n, notes)).OfType<string>().ToList();
        if (id is null || name is null || phase is null || due is null) return null;
        if (first.TryAdd(id, mapping)) return new(id, name, description, phase.Value, school, seat, start, due.Value, checks, waits);
        notes.Fault(section.Node("id")!, $"\"{id}\" is given twice; the first is in line {first[id].Line.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    private static Criterion? CheckOf(YamlValue node, YamlNotes notes)
    {
        if (node is not YamlMapping mapping)
        {
            notes.Fault(node, "expected a check, such as { check: role-held, with: { role: ai-lead } }");
            return null;
        }
        var section = new YamlSection(mapping, Check, notes);
        var with = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Entries("with"))
            if (YamlSection.TextOf(value, notes) is { } text) with[key] = text;
        return Bounded(section, "check", 60, notes) is { } check ? new(check, with) : null;
    }

    private static string? Bounded(YamlSection section, string key, int longest, YamlNotes notes)
    {
        if (section.Text(key) is not { } text) return null;
        var plain = new string([.. text.Where(c => c == '\n' || !char.IsControl(c))]).Trim();
        if (plain.Length <= longest) return plain;
        notes.Fault(section.Node(key)!, $"is longer than {longest.ToString(CultureInfo.InvariantCulture)} characters");
        return null;
    }

    private static int? Days(YamlSection section, string key, YamlNotes notes)
    {
        if (section.Whole(key) is not { } days) return null;
        if (days is >= 0 and <= MostDays) return days;
        notes.Fault(section.Node(key)!, $"is a number of days from 0 to {MostDays.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    /// <summary>Each waits for milestones of the file, and none for itself by whatever way.</summary>
    private static void CheckWaits(List<FileMilestone> milestones, Dictionary<string, YamlValue> places, YamlNotes notes)
    {
        foreach (var milestone in milestones)
            foreach (var unknown in milestone.WaitsFor.Where(w => !places.ContainsKey(w)))
                notes.Faults.Add(new(places[milestone.Id].Line, places[milestone.Id].Path + ".waits_for", $"\"{unknown}\" is no milestone of this file"));
        var waits = milestones.ToDictionary(m => m.Id, m => m.WaitsFor, StringComparer.Ordinal);
        foreach (var milestone in milestones)
        {
            var circle = PlanRules.CycleOf(waits, milestone.Id, milestone.WaitsFor);
            if (circle.Count == 0) continue;
            notes.Faults.Add(new(places[milestone.Id].Line, places[milestone.Id].Path + ".waits_for", "waits for itself: " + string.Join(" → ", circle)));
            // The others of the circle would say the same again.
            return;
        }
    }

    /// <summary>A text in double quotes, on one line, that YAML reads back as it was.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(c) || c is '\u0085' or '\u2028' or '\u2029' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
