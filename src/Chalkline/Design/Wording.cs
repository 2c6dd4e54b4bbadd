using System.Resources;

namespace Chalkline.Design;

/// <summary>Words of a resource in a given language. Keys are named by <c>nameof(XWords.…)</c>, so that the compiler knows them.</summary>
public static class Wording
{
    public static string Say(ResourceManager words, Language language, string key, params object[] values)
    {
        var text = words.GetString(key, language.Culture) ?? throw new ArgumentException($"No word '{key}'.", nameof(key));
        return values.Length == 0 ? text : string.Format(Language.Numbers, text, values);
    }
}
