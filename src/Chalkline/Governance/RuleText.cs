using Chalkline.Design;
using Chalkline.Roadmap;

namespace Chalkline.Governance;

/// <summary>Sentences about policies, principles, guidance and agreements with employees.</summary>
internal static class RuleText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(RuleWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    /// <summary>All values of an enumeration to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];
}
