using System.Text.Json;
using System.Text.Json.Nodes;
using Chalkline.Records;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Guidance;

/// <summary>What an assignment is, as far as the help that AI may give depends on it.</summary>
public enum AssignmentKind
{
    Practice,
    Writing,
    Research,
    Project,
    Test,
}

/// <summary>How much AI may help.</summary>
public enum AiLevel
{
    None,

    /// <summary>To find ideas and to understand the task.</summary>
    Ideas,

    /// <summary>And to get comments on own work, and mend its language.</summary>
    Editing,

    /// <summary>For any part, as long as it is said.</summary>
    Full,
}

/// <summary>What holds for one kind of assignment in one grade band.</summary>
/// <param name="Words">For the student, in English; at most <see cref="GuidanceTable.LongestWords"/> characters, so that the table fits on a page.</param>
public sealed record GuidanceCell(AiLevel Level, string Words, string WordsSpanish);

/// <summary>Some grades, with what holds in each kind of assignment.</summary>
/// <param name="Grades">As people write them: <c>K–2</c>.</param>
public sealed record GuidanceBand(string Grades, IReadOnlyDictionary<AssignmentKind, GuidanceCell> Cells);

/// <summary>The table for a classroom wall: grade bands by kinds of assignment.</summary>
public sealed record GuidanceTable(IReadOnlyList<GuidanceBand> Bands)
{
    public const int LongestWords = 120, MostBands = 6;

    /// <summary>As the store keeps it.</summary>
    public string Write() => new JsonObject
    {
        ["bands"] = new JsonArray([.. Bands.Select(b => new JsonObject
        {
            ["cells"] = new JsonArray([.. b.Cells.OrderBy(c => c.Key).Select(c => new JsonObject
            {
                ["assignment"] = Codes.Of(c.Key), ["level"] = Codes.Of(c.Value.Level), ["words"] = c.Value.Words, ["wordsSpanish"] = c.Value.WordsSpanish,
            })]),
            ["grades"] = b.Grades,
        })]),
    }.ToJsonString();

    public static GuidanceTable Read(string stored)
    {
        using var document = JsonDocument.Parse(stored);
        return new([.. document.RootElement.GetProperty("bands").EnumerateArray().Select(b => new GuidanceBand(b.GetProperty("grades").GetString()!,
            b.GetProperty("cells").EnumerateArray().ToDictionary(c => Codes.Find<AssignmentKind>(c.GetProperty("assignment").GetString())!.Value,
                c => new GuidanceCell(Codes.Find<AiLevel>(c.GetProperty("level").GetString())!.Value, c.GetProperty("words").GetString()!, c.GetProperty("wordsSpanish").GetString()!))))]);
    }

    /// <summary>Why the table cannot be published; null: it can. Every grade stands in one band at most, every cell has words in both languages. Words: <c>Fault…</c>.</summary>
    public string? AgainstPublishing()
    {
        if (Bands.Any(b => Enum.GetValues<AssignmentKind>().Any(k => !b.Cells.TryGetValue(k, out var cell) || cell.Words.Length == 0 || cell.WordsSpanish.Length == 0))) return nameof(RuleWords.FaultCellEmpty);
        var codes = Bands.SelectMany(b => GradeSet.TryParse(b.Grades, out var grades) ? grades.Codes.Split(' ') : []).ToList();
        return codes.Count != codes.Distinct().Count() ? nameof(RuleWords.FaultGradeTwice) : null;
    }
}
