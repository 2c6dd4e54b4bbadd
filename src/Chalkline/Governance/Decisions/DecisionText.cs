using System.Globalization;
using Chalkline.Design;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Decisions;

/// <summary>Sentences about decisions, delegation, the board and conflicts of interest.</summary>
internal static class DecisionText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(DecisionWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    /// <summary>"$18,000", "$1,250.50".</summary>
    public static string Money(decimal dollars) => dollars.ToString(decimal.Truncate(dollars) == dollars ? "$#,0" : "$#,0.00", CultureInfo.InvariantCulture);
}
