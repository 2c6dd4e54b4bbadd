using Chalkline.Design;

namespace Chalkline.Platform.Work;

/// <summary><em>My work</em> as services.</summary>
internal static class WorkServices
{
    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        services.AddScoped<ReadWork>();
        services.AddScoped<HandOver>();
        services.AddSingleton<IWorkItems, CountersignWork>();
        services.AddSingleton<IWorkItems, InvitationWork>();
        services.AddSingleton<IWorkItems, PackWork>();
        services.AddSingleton<INavigation, WorkNavigation>();
        services.AddAuditWords(WorkWords.ResourceManager);
        return services;
    }
}

/// <summary>The first page, first in the navigation.</summary>
internal sealed class WorkNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => [new(WorkText.Say(language, nameof(WorkWords.Title)), "/")];
}
