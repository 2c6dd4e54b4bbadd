using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;

namespace Chalkline.Roadmap.SetUp;

/// <summary>The seven questions of the set-up, as they were answered: they stand in the address, so that nothing typed is lost on the way.</summary>
public sealed record SetUpForm
{
    public string? Size { get; init; }
    public string[]? Grades { get; init; }
    public string[]? InUse { get; init; }
    public string? Decides { get; init; }
    public string[]? Worries { get; init; }
    public string? Matters { get; init; }
    public string? State { get; init; }

    /// <summary>The day by which the state wants a policy; empty: it wants none.</summary>
    public string? Mandate { get; init; }
    public string? FirstDay { get; init; }

    /// <summary>As a query of an address, so that the way back and on keeps the answers.</summary>
    public string Query
    {
        get
        {
            (string Name, IEnumerable<string?> Values)[] all =
            [
                ("size", [Size]), ("grades", Grades ?? []), ("inUse", InUse ?? []), ("decides", [Decides]), ("worries", Worries ?? []), ("matters", [Matters]), ("state", [State]),
                ("mandate", [Mandate]), ("firstDay", [FirstDay]),
            ];
            return "?" + string.Join('&', Pairs(all).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        }
    }

    /// <summary>For the hidden fields of the form that adopts.</summary>
    public IEnumerable<(string Name, string Value)> Fields => Pairs(
    [
        ("size", [Size]), ("grades", Grades ?? []), ("inUse", InUse ?? []), ("decides", [Decides]), ("worries", Worries ?? []), ("matters", [Matters]), ("state", [State]),
        ("mandate", [Mandate]), ("firstDay", [FirstDay]),
    ]);

    private static IEnumerable<(string Name, string Value)> Pairs(IEnumerable<(string Name, IEnumerable<string?> Values)> all) =>
        all.SelectMany(a => a.Values.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => (a.Name, v!)));
}

/// <summary>Codes of answers: <c>QUESTION-ANSWER</c>; templates name them under <c>only_for</c>.</summary>
internal static class AnswerTags
{
    public static IReadOnlyList<string> Sizes { get; } = ["size-small", "size-middle", "size-large"];
    public static IReadOnlyList<string> Grades { get; } = ["grades-elementary", "grades-middle", "grades-high"];
    public static IReadOnlyList<string> InUse { get; } = ["in-use-none", "in-use-teachers", "in-use-students", "in-use-operations"];
    public static IReadOnlyList<string> Decides { get; } = ["decides-superintendent", "decides-board", "decides-committee", "decides-nobody"];
    public static IReadOnlyList<string> Worries { get; } = ["worry-privacy", "worry-integrity", "worry-equity", "worry-accuracy", "worry-workload", "worry-cost"];
    public static IReadOnlyList<string> Matters { get; } =
        ["matters-achievement", "matters-attendance", "matters-teacher-time", "matters-operations", "matters-family-communication", "matters-early-help"];

    /// <summary>The state wants a policy by a day.</summary>
    public const string Mandate = "mandate";

    public static IReadOnlyList<string> All { get; } = [.. Sizes, .. Grades, .. InUse, .. Decides, .. Worries, .. Matters, Mandate];
}

/// <summary>The answers, read.</summary>
/// <param name="Tags">Those that were given, in the order of the questions.</param>
/// <param name="Mandate">The day by which the state wants a policy.</param>
internal sealed record SetUpAnswers(string Size, IReadOnlyList<string> Tags, string? State, DateOnly? Mandate, DateOnly FirstDay)
{
    /// <summary>Answers may be left out: the roadmap is then made for less that is known. A size, what matters most and the days must make sense.</summary>
    public static (SetUpAnswers Answers, IReadOnlyList<PlanFault> Faults) Read(SetUpForm form, DateOnly today)
    {
        var faults = new List<PlanFault>();
        var tags = new List<string>();
        One(form.Size, AnswerTags.Sizes, "size", required: true);
        Many(form.Grades, AnswerTags.Grades, "grades");
        Many(form.InUse, AnswerTags.InUse, "inUse");
        if (tags.Contains("in-use-none") && tags.Any(t => t is "in-use-teachers" or "in-use-students" or "in-use-operations")) faults.Add(new("inUse", nameof(SetUpWords.FaultInUse)));
        One(form.Decides, AnswerTags.Decides, "decides", required: true);
        Many(form.Worries, AnswerTags.Worries, "worries");
        One(form.Matters, AnswerTags.Matters, "matters", required: true);
        var state = form.State?.Trim().ToUpperInvariant();
        if (state is not { Length: 2 } || !state.All(char.IsAsciiLetterUpper)) faults.Add(new("state", nameof(SetUpWords.FaultState)));
        var first = Day(form.FirstDay, "firstDay") ?? today;
        var mandate = Day(form.Mandate, "mandate");
        if (mandate <= first) faults.Add(new("mandate", nameof(SetUpWords.FaultMandate)));
        if (mandate is not null) tags.Add(AnswerTags.Mandate);
        return (new(form.Size ?? "", tags, state, mandate, first), faults);

        void One(string? answer, IReadOnlyList<string> known, string field, bool required)
        {
            if (answer is not null && known.Contains(answer)) tags.Add(answer);
            else if (required || !string.IsNullOrEmpty(answer)) faults.Add(new(field, nameof(SetUpWords.FaultAnswer)));
        }

        void Many(string[]? answers, IReadOnlyList<string> known, string field)
        {
            if ((answers ?? []).Any(a => !known.Contains(a))) faults.Add(new(field, nameof(SetUpWords.FaultAnswer)));
            tags.AddRange(known.Where(k => answers?.Contains(k) == true));
        }

        DateOnly? Day(string? typed, string field)
        {
            if (string.IsNullOrWhiteSpace(typed)) return null;
            if (DayText.TryRead(typed, out var day)) return day;
            faults.Add(new(field, nameof(SetUpWords.FaultDay)));
            return null;
        }
    }
}

/// <summary>Sentences of the set-up.</summary>
internal static class SetUpText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(SetUpWords.ResourceManager, language, key, values);

    /// <summary>An answer in words.</summary>
    public static string Tag(Language language, string tag) => Say(language, "Tag_" + tag.Replace('-', '_'));

    public static Faults Of(Language language, IEnumerable<PlanFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults) said.Add(fault.Field, Say(language, fault.Word, fault.Values));
        return said;
    }
}
