using Chalkline.Design;

namespace Chalkline.Pilots;

/// <summary>Words of the answer in a given language.</summary>
internal static class Wording
{
    public static string Say(Language language, string key, params object[] values) =>
        Design.Wording.Say(AnswerWords.ResourceManager, language, key, values);
}
