using Chalkline.Design;
using Chalkline.Platform.Demonstrations;

namespace Chalkline.Platform;

/// <summary>The demonstration: an invented district that anybody enters as anybody. Added by <c>chalkline demo</c> to the capabilities of the program, and by nothing else.</summary>
public static class Demonstration
{
    public const string DistrictName = "Cedar Valley School District (invented)";

    public static DistrictSlug Slug { get; } = DistrictSlug.Suggest("cedar-valley")!;

    /// <summary>The clicks that sign in, the ribbon that says that all is invented, and the showcase of what pages are made of.</summary>
    public static Capability Capability { get; } = new(null, Add, Map);

    /// <summary>Makes the invented district in an installation that has none.</summary>
    /// <param name="services">Of a site that has <see cref="Capability"/>.</param>
    /// <param name="students">Of the whole district, as its profile says.</param>
    public static Task Fill(IServiceProvider services, int students, CancellationToken ct) => FillDemonstration.Run(services, students, ct);

    private static void Add(IServiceCollection services)
    {
        services.AddSingleton<IDemonstration, DemonstrationPeople>();
        services.AddSingleton<ISignInChoices, DemonstrationSignIn>();
        services.AddSingleton<IRibbon, InventedRibbon>();
        // A program to try web hooks with runs on the same machine.
        services.AddSingleton(new Hooks.HookSettings(AllowsThisComputer: true));
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        new DemonstrationSignIn().Map(routes);
        PartsPages.Map(routes);
    }

    private sealed class InventedRibbon : IRibbon
    {
        public string Says(Language language) => Wording.Say(DemonstrationWords.ResourceManager, language, nameof(DemonstrationWords.Ribbon));
    }
}
