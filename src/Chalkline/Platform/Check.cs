using System.Text.Json;
using System.Text.Json.Nodes;
using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>How a check came out. What cannot be said is not met, but it is not a no either.</summary>
public enum CheckState
{
    Met,
    NotMet,
    InsufficientInformation,
}

/// <summary>A check result, with its because. Its words are in the language of whoever asked.</summary>
/// <param name="What">What must hold, as a statement: "Somebody is AI lead".</param>
/// <param name="Reason">Why it came out so: "Nobody holds this role now."</param>
public sealed record CheckResult(CheckState State, string What, string Reason)
{
    /// <summary>Where it is seen, or mended by whoever may, within the district; null: nowhere in particular.</summary>
    public string? Path { get; init; }

    /// <summary>The right that <see cref="Path"/> takes; null: whoever reads of the check may go there.</summary>
    public Right? Needs { get; init; }

    /// <summary>Where a reader may go to see or mend it.</summary>
    public string? PathFor(Person? reader) => Needs is null || reader?.May(Needs) == true ? Path : null;

    public bool IsMet => State == CheckState.Met;
}

/// <summary>What checks are evaluated under: a district's store, and a time.</summary>
/// <param name="Today">Where the district is.</param>
public sealed record CheckQuestion(DistrictDb Db, Language Language, DateTimeOffset Now, DateOnly Today);

/// <summary>A check with the values of its parameters: what a milestone ends on, what opens a gate.</summary>
/// <param name="Check">The name of its <see cref="ICheckKind"/>, which need not be one that this program knows.</param>
/// <param name="With">Values by the name of the parameter; one that nobody has filled in yet is absent.</param>
/// <param name="School">The school that is asked about where what it belongs to is of one school; null: the district. It is not stored with the criterion.</param>
public sealed record Criterion(string Check, IReadOnlyDictionary<string, string> With, SchoolId? School = null)
{
    /// <summary>More than a milestone or a gate needs, and few enough to be read.</summary>
    public const int Most = 20;

    public string? this[string parameter] => With.GetValueOrDefault(parameter);

    /// <summary>Criteria as a store keeps them: <c>[{"check":"role-held","with":{"role":"ai-lead"}}]</c>, keys in ordinal order.</summary>
    public static string Write(IEnumerable<Criterion> criteria) => Json(criteria).ToJsonString();

    /// <summary>The same, for the audit log.</summary>
    public static JsonArray Json(IEnumerable<Criterion> criteria)
    {
        var all = new JsonArray();
        foreach (var criterion in criteria)
        {
            var with = new JsonObject();
            foreach (var (name, value) in criterion.With.OrderBy(w => w.Key, StringComparer.Ordinal)) with[name] = value;
            all.Add((JsonNode)new JsonObject { ["check"] = criterion.Check, ["with"] = with });
        }
        return all;
    }

    /// <param name="school">The school of what they belong to.</param>
    public static IReadOnlyList<Criterion> Read(string stored, SchoolId? school = null)
    {
        using var document = JsonDocument.Parse(stored);
        return [.. document.RootElement.EnumerateArray().Select(c => new Criterion(c.GetProperty("check").GetString()!,
            c.GetProperty("with").EnumerateObject().ToDictionary(w => w.Name, w => w.Value.GetString()!, StringComparer.Ordinal), school))];
    }
}
