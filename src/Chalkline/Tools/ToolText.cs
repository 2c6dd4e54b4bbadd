using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;

namespace Chalkline.Tools;

/// <summary>Sentences about tools.</summary>
internal static class ToolText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(ToolWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    /// <summary>Faults in words: ours, or those that every form has.</summary>
    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
            said.Add(fault.Field, ToolWords.ResourceManager.GetString(fault.Word, language.Culture) is null ? AimText.Say(language, fault.Word, fault.Values) : Say(language, fault.Word, fault.Values));
        return said;
    }

    /// <summary>"$18,000"; 0 is free.</summary>
    public static string Money(Language language, decimal? dollars) => dollars switch
    {
        null => Say(language, nameof(ToolWords.NotKnown)),
        0 => Say(language, nameof(ToolWords.Free)),
        { } amount => Amount(amount),
    };

    /// <summary>"$18,000", also of nothing.</summary>
    public static string Amount(decimal dollars) => dollars.ToString(decimal.Truncate(dollars) == dollars ? "$#,0" : "$#,0.00", CultureInfo.InvariantCulture);

    public static StatusKind Sign(ToolStanding standing) => standing.Status switch
    {
        ToolStatus.Approved or ToolStatus.ApprovedWithConditions or ToolStatus.PilotOnly => StatusKind.Good,
        ToolStatus.UnderReview => standing.MayGoOn ? StatusKind.Waits : StatusKind.Stopped,
        _ => StatusKind.Stopped,
    };
}
