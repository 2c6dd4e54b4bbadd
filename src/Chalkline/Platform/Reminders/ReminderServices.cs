using Chalkline.Design;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chalkline.Platform.Reminders;

/// <summary>Reminders as services. Which mail server there is, and where the site is reached, the server around the site says.</summary>
internal static class ReminderServices
{
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.TryAddSingleton(new MailSettings(null));
        services.TryAddSingleton(new SiteAddress(() => "http://localhost"));
        services.AddSingleton<QueueDigests>();
        services.AddScoped<SetReminders>();
        services.AddScoped<Feeds.MakeFeed>();
        services.AddScoped<Feeds.ReadFeed>();
        services.AddSingleton<IJobKind>(s => new SendDigests(s.GetServices<IWorkItems>, s.GetServices<IToday>(), s.GetRequiredService<QueueDigests>(), s.GetRequiredService<MailSettings>(),
            s.GetRequiredService<SiteAddress>()));
        services.AddSingleton<IDistrictOpening, BeginReminders>();
        services.AddSingleton<INavigation, ReminderNavigation>();
        services.AddAuditWords(ReminderWords.ResourceManager);
        return services;
    }

    private sealed class ReminderNavigation : INavigation
    {
        public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(PlatformRights.RemindersRead)
            ? [new(ReminderText.Say(language, nameof(ReminderWords.Title)), ReminderPages.Path, ReminderText.Say(language, nameof(ReminderWords.LinkSentence)))] : [];
    }
}
