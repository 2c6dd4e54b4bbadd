using Chalkline.Design;

namespace Chalkline.Tools.Packs;

/// <summary>Words of the packs about tools.</summary>
internal static class ToolPackSay
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(ToolPackWords.ResourceManager, language, key, values);

    /// <summary>The word for a code of a closed choice: <c>Area</c> and <c>special-education</c> → the word Area_SpecialEducation.</summary>
    public static string Code(Language language, string family, string code) => Say(language, KeyOf(family, code));

    /// <summary>Whose law it is: the name where we know it, or else the code.</summary>
    public static string Law(Language language, string jurisdiction) => ToolPackWords.ResourceManager.GetString(KeyOf("Law", jurisdiction), language.Culture) ?? jurisdiction;

    /// <summary>Several codes, one after the other.</summary>
    public static string Codes(Language language, string family, IEnumerable<string> codes) => string.Join(", ", codes.Select(c => Code(language, family, c)));

    /// <summary>"72 hours".</summary>
    public static string Time(Language language, int count, string unit) => Say(language, KeyOf(count == 1 ? "One" : "Many", unit), count.ToString("N0", Language.Numbers));

    private static string KeyOf(string family, string code) => $"{family}_{string.Concat(code.Split('-').Select(p => char.ToUpperInvariant(p[0]) + p[1..].ToLowerInvariant()))}";
}
