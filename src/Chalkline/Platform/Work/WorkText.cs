using Chalkline.Design;

namespace Chalkline.Platform.Work;

/// <summary>Sentences of the pages of work.</summary>
internal static class WorkText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(WorkWords.ResourceManager, language, key, values);

    /// <summary>A sentence with a count, which has a form of its own for one: the words KeyOne and KeyMany.</summary>
    public static string Count(Language language, string key, int count) => Say(language, key + (count == 1 ? "One" : "Many"), count.ToString("N0", Language.Numbers));

    /// <summary>Who could do these items, where somebody could not.</summary>
    public static string MayNot(Language language, string name, IReadOnlyList<Person> could) =>
        could.Count == 0 ? Say(language, nameof(WorkWords.RefusalMayNotNobody), name)
            : Say(language, nameof(WorkWords.RefusalMayNot), name, string.Join(", ", could.Select(p => People.PersonText.Name(language, p.Name))));
}
