using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>Words of the answer in a given language. Keys are named by <c>nameof(AnswerWords.…)</c>, so that the compiler knows them.</summary>
internal static class Wording
{
    public static string Say(Language language, string key, params object[] values)
    {
        var text = AnswerWords.ResourceManager.GetString(key, language.Culture)
            ?? throw new ArgumentException($"No word '{key}'.", nameof(key));
        return values.Length == 0 ? text : string.Format(Language.Numbers, text, values);
    }
}
