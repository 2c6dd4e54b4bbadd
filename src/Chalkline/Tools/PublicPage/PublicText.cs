using Chalkline.Design;

namespace Chalkline.Tools.PublicPage;

/// <summary>Sentences of the public page.</summary>
internal static class PublicText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(PublicPageWords.ResourceManager, language, key, values);
}
