using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>Schools and the calendar, in the navigation.</summary>
internal sealed class RecordsNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        if (person.May(RecordsRights.SchoolsRead))
            yield return new(RecordsText.Say(language, nameof(RecordsWords.SchoolsTitle)), "/schools", RecordsText.Say(language, nameof(RecordsWords.SchoolsSentence)), NavigationGroup.District);
        if (person.May(RecordsRights.CalendarRead))
            yield return new(RecordsText.Say(language, nameof(RecordsWords.CalendarLink)), "/calendar", RecordsText.Say(language, nameof(RecordsWords.CalendarSentence)), NavigationGroup.District);
    }
}
