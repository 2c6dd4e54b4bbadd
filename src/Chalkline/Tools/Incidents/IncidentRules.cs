using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Requests;

namespace Chalkline.Tools.Incidents;

/// <summary>What an incident must be, how letters are completed, and what it raises. Pure.</summary>
internal static class IncidentRules
{
    /// <summary>A report, read. The school is not yet known to exist.</summary>
    public sealed record Report(string Tool, string What, Asker Asker, SchoolId? School, string Contact);

    /// <summary>A judgement, read. Kind and tool are not yet known to exist.</summary>
    public sealed record Judgement(string Kind, Severity Severity, ToolId? Tool, int? Students, DateTimeOffset KnownAt);

    /// <summary>What a letter is completed with.</summary>
    public sealed record LetterFacts(string Tool, string Vendor, DateOnly Date, string Kind, int? Students, string District, string Contact);

    /// <summary>A kind for which some state's law of breaches has clocks: students' data got to somebody who may not have them.</summary>
    public static bool IsBreach(PackItem kind) => kind.Fields.Rows("clocks").Any(c => c.Text("rule")?.English.EndsWith(".breach", StringComparison.Ordinal) == true);

    public static (Report Report, List<AimFault> Faults) Read(ReportForm form)
    {
        var reading = new FormReading();
        if (!string.IsNullOrEmpty(form.Website)) reading.Refuse("", nameof(IncidentWords.FaultProgram));
        var contact = reading.Line(form.Contact, nameof(form.Contact), Incident.LongestContact, required: false);
        if (contact.Length > 0 && !RequestRules.IsAddress(contact)) reading.Refuse(nameof(form.Contact), nameof(RequestWords.FaultContact));
        return (new(
            reading.Line(form.Tool, nameof(form.Tool), Incident.LongestTool),
            reading.Block(form.What, nameof(form.What), Incident.LongestText),
            reading.Choice<Asker>(form.Asker, nameof(form.Asker)),
            reading.Id<SchoolId>(form.School, nameof(form.School), required: false), contact), reading.Faults);
    }

    /// <param name="zone">Of the district, whose clocks people read.</param>
    public static (Judgement Judgement, List<AimFault> Faults) Read(TriageForm form, string zone, DateTimeOffset now)
    {
        var reading = new FormReading();
        var kind = reading.Line(form.Kind, nameof(form.Kind), Incident.LongestKind);
        var severity = reading.Choice<Severity>(form.Severity, nameof(form.Severity));
        var tool = reading.Id<ToolId>(form.Tool, nameof(form.Tool), required: false);
        var students = reading.Whole(form.Students, nameof(form.Students), 0, Incident.MostStudents, required: false);
        var day = reading.Day(form.KnownDay, nameof(form.KnownDay));
        var known = now;
        if (!TimeOnly.TryParseExact(form.KnownTime?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) reading.Refuse(nameof(form.KnownTime), nameof(IncidentWords.FaultTime));
        else if (day is { } on && ClockRules.Instant(on.ToDateTime(time), zone) is var at)
        {
            if (at is null) reading.Refuse(nameof(form.KnownTime), nameof(IncidentWords.FaultNoSuchTime));
            else if (at > now) reading.Refuse(nameof(form.KnownDay), nameof(IncidentWords.FaultFuture));
            else known = at.Value;
        }
        return (new(kind, severity, tool, students, known), reading.Faults);
    }

    /// <summary>What can be decided as it stands.</summary>
    public static IReadOnlyList<TriageAct> Acts(Incident incident) => incident switch
    {
        { RemovedAt: not null } => [],
        { State: IncidentState.Reported } => [TriageAct.TakeUp, TriageAct.SetAside, TriageAct.Remove],
        { IsRunning: true } => [TriageAct.Judge],
        { State: IncidentState.SetAside } => [TriageAct.TakeUp, TriageAct.Remove],
        _ => [],
    };

    /// <summary>Everybody may read letters but those to the vendor and to the state: there, a small number of students would tell who they are.</summary>
    public static bool IsPublic(string name) => name is not ("vendor" or "state");

    /// <summary>A pack's text with its places filled in; what nobody knows stays in square brackets, for whoever writes the letter.</summary>
    public static string Complete(string text, LetterFacts facts, bool isPublic, Language language)
    {
        string Say(string key, params object[] values) => IncidentText.Say(language, key, values);
        var students = facts.Students switch
        {
            null => Say(nameof(IncidentWords.LetterUnknown)),
            { } few when isPublic && SmallCells.IsSmall(few) => Say(nameof(IncidentWords.LetterFew), SmallCells.Fewest),
            { } many => many.ToString("N0", Language.Numbers),
        };
        (string Place, string Value)[] places =
        [
            ("tool", facts.Tool), ("vendor", facts.Vendor), ("date", DayText.Of(language, facts.Date)), ("kind", facts.Kind), ("students", students), ("district", facts.District), ("contact", facts.Contact),
        ];
        foreach (var (place, value) in places) text = text.Replace("{" + place + "}", value.Length > 0 ? value : $"[{place}]", StringComparison.Ordinal);
        return text;
    }

    /// <summary>Takes away what somebody wrote.</summary>
    public static void RemoveWords(Incident incident, DateTimeOffset now)
    {
        (incident.ToolNamed, incident.What, incident.Contact) = ("", "", "");
        incident.RemovedAt = now;
    }
}
