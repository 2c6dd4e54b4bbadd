using System.Text.RegularExpressions;

namespace Chalkline.Tools.Packs;

/// <summary>The codes that packs about tools share, as they stand in files.</summary>
internal static partial class ToolPackCodes
{
    /// <summary>From whom a review is asked for; the groups of criteria are these.</summary>
    public static IReadOnlyList<string> Areas { get; } = ["privacy-security", "curriculum", "interoperability", "accessibility", "special-education", "legal-procurement", "support-training"];

    public static IReadOnlyList<string> Tiers { get; } = ["no-student-data", "student-data", "decides-about-students"];

    /// <summary>What may be true of a tool, so that a criterion applies.</summary>
    public static IReadOnlyList<string> Conditions { get; } =
        ["under-13", "generative", "decides-about-students", "takes-student-data", "free-version", "used-by-students", "used-by-staff"];

    public static IReadOnlyList<string> From { get; } =
        ["requested", "in-review", "not-yet-reviewed", "approved-for-pilot", "in-pilot", "pilot-complete", "approved-for-use", "in-use", "retiring"];

    public static IReadOnlyList<string> To { get; } =
        ["approved-for-pilot", "in-pilot", "pilot-complete", "approved-for-use", "in-use", "recorded-in-use", "retiring", "retired"];

    /// <summary>What a gate may ask. Of pilots, training and the like only later capabilities know: until then the gate says what is missing.</summary>
    public static IReadOnlyList<string> Checks { get; } =
    [
        "has-owner", "has-backup", "serves-use-case", "tier-set", "reviews-complete", "no-blocker", "evidence-current", "agreement-in-force", "agreement-covers-data", "rules-answered",
        "no-open-severe-incident", "conflicts-declared", "funding-named", "pilot-planned", "pilot-ended", "pilot-result", "training-ready", "human-review-arranged", "audit-done",
        "replacement-for-accommodation", "data-returned-or-deleted", "access-removed", "people-told",
    ];

    /// <summary>What a letter about an incident is completed with, in curly brackets.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["tool", "vendor", "date", "kind", "students", "district", "contact"];

    public static IReadOnlyList<string> Services { get; } =
    [
        "chatbot", "companion", "search", "tutor", "lesson-planning", "writing", "grading", "detection", "image", "video", "audio", "presentation", "coding", "translation", "accessibility",
        "meeting-notes", "office", "counseling", "proctoring", "monitoring", "analytics", "browser-extension", "platform",
    ];

    /// <summary>Whose law: US, or US- and the two letters of a state.</summary>
    public static bool IsJurisdiction(string text) => Jurisdiction().IsMatch(text);

    /// <summary>A host's name in small letters, without a scheme, a port or a path.</summary>
    public static bool IsDomain(string text) => text.Length <= 253 && Domain().IsMatch(text);

    /// <summary>The names in curly brackets.</summary>
    public static IEnumerable<string> PlaceholdersIn(string text) => Placeholder().Matches(text).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\AUS(-[A-Z]{2})?\z")]
    private static partial Regex Jurisdiction();

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z")]
    private static partial Regex Domain();

    [GeneratedRegex(@"\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Placeholder();
}
