using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>Words of the pages of packs.</summary>
internal static class PackSay
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(PackWords.ResourceManager, language, key, values);

    /// <summary>The word for a code of a closed choice: <c>Sensitivity</c> and <c>low</c> → the word SensitivityLow.</summary>
    public static string Code(Language language, string family, string code, params object[] values) => Say(language, KeyOf(family, code), values);

    /// <summary>Whose law a rule is: the state's name where we know it, or else the code.</summary>
    public static string Law(Language language, string jurisdiction) => PackWords.ResourceManager.GetString(KeyOf("Law", jurisdiction), language.Culture) ?? jurisdiction;

    public static string KeyOf(string family, string code) =>
        family + string.Concat(code.Split('-', ' ').Select(p => p.Length == 0 ? p : char.ToUpperInvariant(p[0]) + p[1..].ToLowerInvariant()));

    /// <summary>"45 days", "1 year".</summary>
    public static string Time(Language language, int count, string unit) => Code(language, count == 1 ? "OneOf" : "ManyOf", unit, count.ToString("N0", Language.Numbers));

    /// <summary>A day as people say it.</summary>
    public static string Day(Language language, DateOnly day) => day.ToString(language == Language.Spanish ? "d 'de' MMMM 'de' yyyy" : "MMMM d, yyyy", language.Culture);

    public static string Day(Language language, DateTimeOffset at) => Day(language, DateOnly.FromDateTime(at.UtcDateTime));

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
