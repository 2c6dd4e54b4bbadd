using Chalkline.Platform.Access;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Backups;
using Chalkline.Platform.Checking;
using Chalkline.Platform.Comments;
using Chalkline.Platform.Files;
using Chalkline.Platform.Hooks;
using Chalkline.Platform.Hosting;
using Chalkline.Platform.Jobs;
using Chalkline.Platform.Looks;
using Chalkline.Platform.People;
using Chalkline.Platform.Reminders;
using Chalkline.Platform.Search;
using Chalkline.Platform.Web;
using Chalkline.Platform.Work;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Chalkline.Platform;

/// <summary>What every capability stands on, as services, as the pipeline of requests, and as endpoints.</summary>
public static class PlatformCapability
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, StoreSettings settings, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(s => new DistrictStores(settings, s.GetServices<IStoreMapping>(), time));
        services.AddSingleton<DistrictDirectory>();
        services.AddHttpContextAccessor();
        services.AddScoped(s => s.GetRequiredService<DistrictStores>().Open(DistrictOf(s)));
        services.AddScoped<Sessions>();
        services.AddWork();
        services.AddPeopleAdministration();
        services.AddAuditPages();
        services.AddPacks();
        services.AddSearch();
        services.AddScoped<RecordText>();
        services.AddScoped<RecordKinds>();
        services.AddScoped(s => new ReadRecordSections(s.GetRequiredService<RecordKinds>(), s.GetRequiredService<CommentQueries>(), s.GetRequiredService<FileQueries>(), s.GetRequiredService<HistoryQueries>()));
        services.AddComments();
        services.AddFiles();
        services.AddJobs();
        services.AddBackups();
        services.AddLooks();
        services.AddChecks();
        services.AddReminders();
        services.AddHooks();
        services.AddRazorComponents();
        services.AddCompression();
        AccessServices.Add(services);
        Providers.ProviderServices.Add(services);
        AddProtection(services);
        services.AddAuthentication(SessionAuthentication.SchemeName).AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        // An endpoint that does not say who may use it is closed; where there is none, or none for the method, the answer is 404 or 405.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAssertion(c => c.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
        services.AddSingleton<IAuthorizationHandler, RightHandler>();
        return services;
    }

    /// <summary>The order of the pipeline: failures outermost, then whose district, who asks, may they, is the form theirs, and the endpoint.</summary>
    public static WebApplication UsePlatform(this WebApplication site)
    {
        site.UseMiddleware<RequestLog>();
        site.Use(SecurityHeaders.Add);
        site.UseResponseCompression();
        // In tests there is no server around the site.
        if (site.Services.GetService<ServeSettings>() is { } settings) Front.Use(site, settings);
        site.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.Exception, SuppressDiagnosticsCallback = c => !Failures.IsOurs(c.Exception, c.HttpContext) });
        site.UseStatusCodePages(Failures.EmptyAnswer);
        site.UseMiddleware<DistrictPath>();
        site.Use(LanguageChoice.Keep);
        site.UseRouting();
        site.Use(EndpointPlaces.Keep);
        site.UseAuthentication();
        site.UseAuthorization();
        site.UseMiddleware<FormProtection>();
        // After the form was read and found to be ours: tries are counted by the e-mail address in it.
        site.Use(site.Services.GetRequiredService<RequestLimits>().Limit);
        return site;
    }

    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder routes)
    {
        LookPages.Map(routes);
        HealthEndpoints.Map(routes);
        AuditPages.Map(routes);
        routes.MapPeopleAdministration();
        Providers.ProviderServices.Map(routes);
        SetupPages.Map(routes);
        SignInPages.Map(routes);
        AccountPages.Map(routes);
        PasskeyEndpoints.Map(routes);
        FirstPages.Map(routes);
        Packs.PackPages.Map(routes);
        WorkPages.Map(routes);
        SearchPages.Map(routes);
        CommentPages.Map(routes);
        FilePages.Map(routes);
        JobPages.Map(routes);
        BackupPages.Map(routes);
        ReminderPages.Map(routes);
        Feeds.FeedEndpoint.Map(routes);
        HookPages.Map(routes);
        return routes;
    }

    private static void AddProtection(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("chalkline");
        services.AddSingleton<HostKeyRing>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = s.GetRequiredService<HostKeyRing>()));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "chalkline-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, FormScope>();
    }

    private static DistrictSlug DistrictOf(IServiceProvider services) => services.GetRequiredService<IHttpContextAccessor>().HttpContext?.District()
        ?? throw new InvalidOperationException("This is no district's address: there is no store to open.");
}
