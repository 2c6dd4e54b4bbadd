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
        services.AddSingleton<IAuditWords, WorkAuditWords>();
        return services;
    }
}

/// <summary>The first page, first in the navigation.</summary>
internal sealed class WorkNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => [new(WorkText.Say(language, nameof(WorkWords.Title)), "/")];
}

/// <summary>What the audit log says of work that was handed over: keys <c>Action_</c> and <c>Kind_</c> with the code, its points and hyphens as underscores.</summary>
internal sealed class WorkAuditWords : IAuditWords
{
    public string? Action(string code, Language language) => Find("Action_", code, language);

    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private static string? Find(string prefix, string code, Language language) =>
        WorkWords.ResourceManager.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}
