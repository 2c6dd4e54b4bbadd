using Chalkline.Design;

namespace Chalkline.Platform.Checking;

/// <summary>Words of checks.</summary>
internal static class CheckText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(CheckWords.ResourceManager, language, key, values);
}
