using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.DataMap;

/// <summary>What the tool takes, agreements in force allow. Where nobody has said what it takes, nobody knows.</summary>
internal sealed class AgreementCoversData(ReadElements elements) : IToolCheck
{
    public string Name => "agreement-covers-data";

    public string Says(Language language) => ToolText.Say(language, nameof(ToolWords.Check_agreement_covers_data));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var catalog = await elements.Of(asked.Db, ct);
        var taken = await DataTaken.Of(asked.Db, catalog, [.. tools], asked.Today, ct);
        return [.. tools.Select(t => Result(asked, catalog, t, taken[t]))];
    }

    private CheckResult Result(CheckQuestion asked, ElementCatalog catalog, ToolId tool, DataTaken taken)
    {
        if (!taken.IsSaid)
            return new(CheckState.InsufficientInformation, Says(asked.Language), Say(nameof(DataMapWords.CheckUnsaid))) { Path = DataPages.PathOf(tool) + "/new", Needs = ToolRights.DataWrite };
        var beyond = taken.Elements.Where(e => !e.Allowed).Select(e => catalog.Name(asked.Language, e.Code)).Distinct().ToList();
        return new(beyond.Count == 0 ? CheckState.Met : CheckState.NotMet, Says(asked.Language),
            beyond.Count > 0 ? Say(nameof(DataMapWords.CheckBeyond), string.Join(", ", beyond)) : taken.Elements.Count == 0 ? Say(nameof(DataMapWords.CheckNothing)) : Say(nameof(DataMapWords.CheckCovered), taken.Elements.Select(e => e.Code).Distinct().Count()))
        {
            Path = DataPages.PathOf(tool),
            Needs = ToolRights.AgreementsRead,
        };

        string Say(string key, params object[] values) => DataMapText.Say(asked.Language, key, values);
    }
}

/// <summary>At the end the vendor has given the data back or deleted them, and said so since the tool retires; or it never had any.</summary>
internal sealed class DataCameBack(ReadElements elements) : IToolCheck
{
    public string Name => "data-returned-or-deleted";

    public string Says(Language language) => ToolText.Say(language, nameof(ToolWords.Check_data_returned_or_deleted));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var catalog = await elements.Of(asked.Db, ct);
        var taken = await DataTaken.Of(asked.Db, catalog, [.. tools], asked.Today, ct);
        var since = await asked.Db.Set<Tool>().AsNoTracking().Where(t => tools.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Stage == ToolStage.Retiring ? t.StageSince : DateTimeOffset.MinValue, ct);
        var last = (await asked.Db.Set<DataReturn>().AsNoTracking().Where(r => tools.Contains(r.Tool)).OrderByDescending(r => r.SaidAt).ToListAsync(ct)).ToLookup(r => r.Tool);
        return [.. tools.Select(t => Result(asked, t, taken[t], last[t].FirstOrDefault(r => r.SaidAt >= since.GetValueOrDefault(t))))];
    }

    private CheckResult Result(CheckQuestion asked, ToolId tool, DataTaken taken, DataReturn? back)
    {
        string Say(string key, params object[] values) => DataMapText.Say(asked.Language, key, values);
        var (state, reason) = (back, taken) switch
        {
            ({ } said, _) => (CheckState.Met, Say(nameof(DataMapWords.CheckBack), DataMapText.Of(asked.Language, said.Fate), DayText.Of(asked.Language, said.Day))),
            (_, { IsSaid: false }) => (CheckState.InsufficientInformation, Say(nameof(DataMapWords.CheckUnsaid))),
            (_, { Elements.Count: 0 }) => (CheckState.Met, Say(nameof(DataMapWords.CheckNothing))),
            _ => (CheckState.NotMet, Say(nameof(DataMapWords.CheckNotBack))),
        };
        return new(state, Says(asked.Language), reason) { Path = DataPages.PathOf(tool) + (state == CheckState.Met ? "" : "/returned"), Needs = state == CheckState.Met ? ToolRights.AgreementsRead : ToolRights.DataWrite };
    }
}

/// <summary>What a tool takes, on its page.</summary>
internal sealed class DataOfTool(ReadElements elements, TimeProvider time) : IToolSection
{
    public int Place => 25;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        if (!http.SignedIn().May(ToolRights.AgreementsRead)) return null;
        var db = http.RequestServices.GetRequiredService<DistrictDb>();
        var catalog = await elements.Of(db, ct);
        var taken = await DataTaken.Of(db, catalog, [tool.Id], await DistrictDay.Today(db, time, ct), ct);
        return new(typeof(DataSection), new DataSection.Content(tool, taken[tool.Id], catalog));
    }
}

/// <summary>The data map in the navigation.</summary>
internal sealed class DataMapNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(ToolRights.AgreementsRead)
        ? [new(DataMapText.Say(language, nameof(DataMapWords.Title)), DataMapPages.Home, DataMapText.Say(language, nameof(DataMapWords.Sentence)), NavigationGroup.Tools)] : [];
}

/// <summary>What tools take as services and endpoints.</summary>
internal static class DataMapServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ReadElements>();
        services.AddSingleton<IToolCheck, AgreementCoversData>();
        services.AddSingleton<IToolCheck, DataCameBack>();
        services.AddSingleton<IToolSection, DataOfTool>();
        services.AddSingleton<INavigation, DataMapNavigation>();
        services.AddAuditWords(DataMapWords.ResourceManager);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        DataPages.Map(routes);
        DataMapPages.Map(routes);
    }
}
