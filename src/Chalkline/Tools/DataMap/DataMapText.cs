using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Tools.DataMap;

/// <summary>Sentences about data and where they go.</summary>
internal static class DataMapText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(DataMapWords.ResourceManager, language, key, values);

    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    public static string Sensitivity(Language language, DataElement element) => Say(language, "Sensitivity_" + element.Sensitivity);

    /// <summary>"OneRoster: users.givenName · CEDS: First Name"; "–" where no standard has it.</summary>
    public static string Standards(DataElement element)
    {
        var named = new[] { ("OneRoster", "oneroster"), ("Ed-Fi", "ed-fi"), ("CEDS", "ceds") }.Where(s => element.In(s.Item2).Count > 0).Select(s => $"{s.Item1}: {string.Join(", ", element.In(s.Item2))}").ToList();
        return named.Count == 0 ? "–" : string.Join(" · ", named);
    }

    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
            said.Add(fault.Field, DataMapWords.ResourceManager.GetString(fault.Word, language.Culture) is null ? AimText.Say(language, fault.Word, fault.Values) : Say(language, fault.Word, fault.Values));
        return said;
    }

    public static StatusKind Sign(DataStanding standing) => standing switch
    {
        DataStanding.AllowedAndTaken => StatusKind.Good,
        DataStanding.TakenOnly => StatusKind.Stopped,
        _ => StatusKind.Past,
    };
}
