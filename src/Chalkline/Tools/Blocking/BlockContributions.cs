using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Blocking;

/// <summary>The list changed since it was last taken out: the filter does not have what was decided.</summary>
internal sealed class BlockWork : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Manage)) return [];
        string Say(string key, params object[] values) => BlockText.Say(asked.Language, key, values);
        // Of formats that nobody takes, only the plain list is asked for.
        var waits = (await ReadBlocked.Standings(asked.Db, ct)).Where(s => s.Waits && (s.Last is not null || s.Format == BlockFormat.Domains));
        return [.. waits.Select(s => new WorkItem($"tools-blocked:{Codes.Of(s.Format)}", Say(nameof(BlockWords.Work), BlockText.Of(asked.Language, s.Format)),
            s.Since is { } since ? Say(nameof(BlockWords.NotSince), since.Added, since.Gone) : Say(nameof(BlockWords.Never)), BlockPages.Home, Say(nameof(BlockWords.WorkOpen)), WaitsFor.Us)
        { Since = s.Last?.At, Needs = ToolRights.Manage })];
    }
}

/// <summary>The addresses of a tool on its page, for those who keep them.</summary>
internal sealed class BlockSection : IToolSection
{
    public int Place => 80;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        if (!http.SignedIn().May(ToolRights.Manage)) return null;
        var addresses = await http.RequestServices.GetRequiredService<DistrictDb>().Set<ToolAddress>().AsNoTracking().Where(a => a.Tool == tool.Id).OrderBy(a => a.Kind).ThenBy(a => a.Value).ToListAsync(ct);
        return new(typeof(BlockSectionView), new BlockSectionView.Content(tool.Id, tool.Stage == ToolStage.Prohibited || tool.StoppedAt is not null, addresses));
    }
}

/// <summary>The list of blocked tools in the navigation.</summary>
internal sealed class BlockNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Design.Language language) =>
        person.May(ToolRights.BlockedRead) ? [new(BlockText.Say(language, nameof(BlockWords.Title)), BlockPages.Home, BlockText.Say(language, nameof(BlockWords.Sentence)), NavigationGroup.Tools)] : [];
}

/// <summary>Blocking as services and endpoints.</summary>
internal static class BlockServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<INavigation, BlockNavigation>();
        services.AddSingleton<IWorkItems, BlockWork>();
        services.AddSingleton<IToolSection, BlockSection>();
        services.AddAuditWords(BlockWords.ResourceManager);
        services.AddSingleton<IDemonstration, BlockDemonstration>();
    }

    public static void Map(IEndpointRouteBuilder routes) => BlockPages.Map(routes);
}
