using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>A capability's places in the navigation, for a person who may go there.</summary>
public interface INavigation
{
    IEnumerable<PageLink> LinksFor(Person person, Language language);
}
