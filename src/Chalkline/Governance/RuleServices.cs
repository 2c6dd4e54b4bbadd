using Chalkline.Design;
using Chalkline.Governance.Employees;
using Chalkline.Governance.Guidance;
using Chalkline.Governance.Principles;
using Chalkline.Platform;

namespace Chalkline.Governance;

/// <summary>Principles, grade-band guidance and agreements with employees as services and endpoints.</summary>
internal static class RuleServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<WritePrinciple>();
        services.AddScoped<WriteGuidance>();
        services.AddScoped<KeepAgreement>();
        services.AddSingleton<IPackKind, PrincipleKind>();
        services.AddSingleton<IPackKind, GuidanceKind>();
        services.AddSingleton<IRecordKind, EmployeeAgreementRecord>();
        services.AddSingleton<INavigation, RuleNavigation>();
        services.AddSingleton<IDemonstration, RuleDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        PrinciplePages.Map(routes);
        GuidancePages.Map(routes);
        EmployeePages.Map(routes);
    }
}

/// <summary>The places of principles, guidance and agreements in the navigation.</summary>
internal sealed class RuleNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        string Say(string key) => RuleText.Say(language, key);
        if (person.May(RuleRights.PrinciplesRead)) yield return new(Say(nameof(RuleWords.PrinciplesTitle)), "/principles", Say(nameof(RuleWords.PrinciplesSentence)), NavigationGroup.District);
        yield return new(Say(nameof(RuleWords.GuidanceTitle)), "/guidance", Say(nameof(RuleWords.GuidanceSentence)), NavigationGroup.District);
        if (person.May(RuleRights.EmployeesRead)) yield return new(Say(nameof(RuleWords.EmployeesTitle)), "/employees", Say(nameof(RuleWords.EmployeesSentence)), NavigationGroup.District);
    }
}

/// <summary>The demonstration's principles, three of them adopted, its published guidance, and an agreement with an association.</summary>
internal sealed class RuleDemonstration : IDemonstration
{
    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var superintendent = await scene.Somebody(Role.Superintendent, ct);
        await scene.Do(async (services, _) =>
        {
            var write = services.GetRequiredService<WritePrinciple>();
            await write.Take(scene.Administrator, ct);
            foreach (var principle in (await PrincipleQueries.Standing(services.GetRequiredService<DistrictDb>(), ct)).Take(3))
                Must(await write.Adopt(superintendent, principle.Id, new() { Day = DayText.Field(scene.Today.AddDays(-60)), Version = principle.Version.ToString(Language.Numbers) }, ct) is GovernanceResult.Done);
            return true;
        });
        await scene.Do(async (services, _) =>
        {
            var write = services.GetRequiredService<WriteGuidance>();
            Must(await write.Begin(scene.Administrator, ct) is GovernanceResult.Done);
            Must(await write.Publish(scene.Administrator, "0", ct) is GovernanceResult.Done);
            Must(await services.GetRequiredService<KeepAgreement>().Run(superintendent, null, new()
            {
                Title = DemonstrationScene.Invented("Memorandum on AI"),
                Association = DemonstrationScene.Invented("Cedar Valley Education Association"),
                AgreedOn = DayText.Field(scene.Today.AddDays(-120)),
                Text = "- Nobody is evaluated by what an AI tool records about them.\n- Training is held in paid time.\n- Both sides look at this again each spring.",
            }, ct) is GovernanceResult.Done);
            return true;
        });
    }

    private static void Must(bool came)
    {
        if (!came) throw new InvalidOperationException("The demonstration's principles, guidance and agreement could not be made.");
    }
}
