using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>People, what waits for the superintendent, and the district's own page.</summary>
internal sealed class PeopleNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        string Say(string key) => PersonText.Say(language, key);
        if (person.May(PlatformRights.PeopleRead)) yield return new(Say(nameof(PeopleWords.PeopleTitle)), "/people", Say(nameof(PeopleWords.PeopleSentence)), NavigationGroup.District);
        if (person.May(PlatformRights.RolesCountersign))
            yield return new(Say(nameof(PeopleWords.CountersignTitle)), "/roles/countersign", Say(nameof(PeopleWords.CountersignSentence)));
        if (person.May(PlatformRights.ProfileRead)) yield return new(Say(nameof(PeopleWords.DistrictLink)), "/district", Say(nameof(PeopleWords.DistrictSentence)), NavigationGroup.District);
    }
}
