using Chalkline.Design;

namespace Chalkline.Platform.Auditing;

internal sealed class AuditNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) =>
        person.May(PlatformRights.AuditLogRead) ? [new(Wording.Say(AuditWords.ResourceManager, language, nameof(AuditWords.LogTitle)), AuditPages.Path,
            Wording.Say(AuditWords.ResourceManager, language, nameof(AuditWords.LogSentence)))] : [];
}
