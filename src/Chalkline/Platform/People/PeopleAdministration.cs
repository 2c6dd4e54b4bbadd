using Chalkline.Platform.Districts;

namespace Chalkline.Platform.People;

/// <summary>People, their roles, and the district's profile: services and pages.</summary>
internal static class PeopleAdministration
{
    public static IServiceCollection AddPeopleAdministration(this IServiceCollection services)
    {
        services.AddScoped<SchoolDirectory>();
        services.AddScoped(s => new DistrictDeletions(s.GetRequiredService<DistrictStores>(), s.GetRequiredService<IHttpContextAccessor>().HttpContext!.District()!));
        services.AddScoped<GrantRole>();
        services.AddScoped<RevokeRole>();
        services.AddScoped<CountersignRole>();
        services.AddScoped<InvitePerson>();
        services.AddScoped<ChangePerson>();
        services.AddScoped<CloseAccount>();
        services.AddScoped<EraseAccount>();
        services.AddScoped<ChangeProfile>();
        services.AddSingleton<EraseAccountData>();
        services.AddSingleton<IEraser>(s => s.GetRequiredService<EraseAccountData>());
        services.AddSingleton<INavigation, PeopleNavigation>();
        services.AddAuditWords(PeopleWords.ResourceManager);
        services.AddSingleton<IRecordKind, PersonRecordKind>();
        return services;
    }

    public static void MapPeopleAdministration(this IEndpointRouteBuilder routes)
    {
        PeoplePages.Map(routes);
        InvitePages.Map(routes);
        ChangePersonPages.Map(routes);
        RolePages.Map(routes);
        AccountActionPages.Map(routes);
        CountersignPages.Map(routes);
        ProfilePages.Map(routes);
    }
}
