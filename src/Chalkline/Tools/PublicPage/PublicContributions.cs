using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.PublicPage;

/// <summary>The public page as services and endpoints.</summary>
internal static class PublicPageServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<ReadPublicContent>();
        services.AddSingleton<INavigation, PublicNavigation>();
        services.AddSingleton<IToolCheck, PeopleAreTold>();
        services.AddSingleton<ICheckKind, PageIsPublished>();
        services.AddSingleton<IWorkItems, PublicWork>();
        services.AddAuditWords(PublicPageWords.ResourceManager);
        services.AddSingleton<IDemonstration, PublicDemonstration>();
    }
}

internal sealed class PublicNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language)
    {
        yield return new(PublicText.Say(language, nameof(PublicPageWords.Title)), PublicPages.Home, PublicText.Say(language, nameof(PublicPageWords.Sentence)), NavigationGroup.Tools);
        if (person.May(ToolRights.Publish)) yield return new(PublicText.Say(language, nameof(PublicPageWords.PublishTitle)), PublicPages.Publishing, PublicText.Say(language, nameof(PublicPageWords.PublishSentence)), NavigationGroup.Tools);
    }
}

/// <summary>Families can read of the tool: the edition that is published now tells of it.</summary>
internal sealed class PeopleAreTold : IToolCheck
{
    public string Name => "people-told";

    public string Says(Language language) => PublicText.Say(language, nameof(PublicPageWords.Told));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var last = await asked.Db.Set<PublicEdition>().MaxAsync(e => (int?)e.Number, ct);
        var told = (await asked.Db.Set<PublicEditionTool>().Where(t => t.Edition == last && tools.Contains(t.Tool)).Select(t => t.Tool).ToListAsync(ct)).ToHashSet();
        return [.. tools.Select(id => new CheckResult(told.Contains(id) ? CheckState.Met : CheckState.NotMet, Says(asked.Language),
            PublicText.Say(asked.Language, told.Contains(id) ? nameof(PublicPageWords.ToldYes) : last is null ? nameof(PublicPageWords.NotYet) : nameof(PublicPageWords.ToldNo))) { Path = PublicPages.Publishing, Needs = ToolRights.Publish })];
    }
}

/// <summary>The public page was published within half a year, as often as states ask that it is brought up to date (Illinois: 105 ILCS 85/27).</summary>
internal sealed class PageIsPublished : ICheckKind
{
    private const int Days = 183;

    public string Name => "public-page-published";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [];

    public string Says(Language language) => PublicText.Say(language, nameof(PublicPageWords.CheckPublished));

    public string Says(Language language, CheckParameter parameter) => parameter.Name;

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var zone = await DistrictTime.Zone(asked.Db, ct);
        var last = await asked.Db.Set<PublicEdition>().OrderByDescending(e => e.Number).Select(e => (DateTimeOffset?)e.PublishedAt).FirstOrDefaultAsync(ct);
        var day = last is { } at ? DistrictTime.Day(at, zone) : (DateOnly?)null;
        var result = new CheckResult(day >= asked.Today.AddDays(-Days) ? CheckState.Met : CheckState.NotMet, Says(asked.Language),
            day is { } on ? PublicText.Say(asked.Language, nameof(PublicPageWords.PublishedOn), DayText.Of(asked.Language, on)) : PublicText.Say(asked.Language, nameof(PublicPageWords.NotYet)))
        { Path = PublicPages.Publishing, Needs = ToolRights.Publish };
        return [.. criteria.Select(_ => result)];
    }
}

/// <summary>The page waits to be published where tools moved since, or where it never was.</summary>
internal sealed class PublicWork : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Publish)) return [];
        var last = await asked.Db.Set<PublicEdition>().OrderByDescending(e => e.Number).Select(e => (DateTimeOffset?)e.PublishedAt).FirstOrDefaultAsync(ct);
        ToolStage[] untold = [ToolStage.Requested, ToolStage.InReview];
        var moved = asked.Db.Set<Tool>().AsNoTracking().Where(t => !untold.Contains(t.Stage) && (last == null || t.StageSince > last || t.StoppedAt > last));
        if (await moved.CountAsync(ct) is not (> 0 and var count)) return [];
        string Say(string key, params object[] values) => PublicText.Say(asked.Language, key, values);
        return [new("public-page", Say(nameof(PublicPageWords.WorkTitle)), Say(nameof(PublicPageWords.WorkWhy), count), PublicPages.Publishing, Say(nameof(PublicPageWords.WorkDo)), WaitsFor.Us) { Since = await moved.MinAsync(t => t.StageSince, ct), Needs = ToolRights.Publish }];
    }
}
