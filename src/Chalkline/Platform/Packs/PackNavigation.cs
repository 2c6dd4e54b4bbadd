using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>Packs in the navigation, for everyone who is signed in.</summary>
internal sealed class PackNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (!person.May(PlatformRights.PacksRead)) yield break;
        yield return new(Wording.Say(PackWords.ResourceManager, language, nameof(PackWords.Navigation)), "/packs",
            Wording.Say(PackWords.ResourceManager, language, nameof(PackWords.NavigationSentence)));
    }
}
