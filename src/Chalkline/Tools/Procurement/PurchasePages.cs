using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Procurement;

/// <summary>Sentences about purchases.</summary>
internal static class PurchaseText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(PurchaseWords.ResourceManager, language, key, values);

    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
            said.Add(fault.Field, PurchaseWords.ResourceManager.GetString(fault.Word, language.Culture) is null ? AimText.Say(language, fault.Word, fault.Values) : Say(language, fault.Word, fault.Values));
        return said;
    }

    /// <summary>"$18,000"; 0 is nothing.</summary>
    public static string Money(decimal? dollars) => dollars is { } amount ? amount.ToString(decimal.Truncate(amount) == amount ? "$#,0" : "$#,0.00", Language.Numbers) : "–";
}

/// <summary>How one tool is bought.</summary>
internal static class PurchasePages
{
    private const string One = ToolPages.Home + "/{id:guid}/procurement";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(One, Show).Requires(ToolRights.PurchasesRead);
        routes.MapGet(One + "/edit", Edit).Requires(ToolRights.PurchasesWrite);
        routes.MapPost(One + "/edit", Change).DisableAntiforgery().Requires(ToolRights.PurchasesWrite);
        routes.MapGet(One + "/quotes/new", AskQuote).Requires(ToolRights.PurchasesWrite);
        routes.MapPost(One + "/quotes/new", AddQuote).DisableAntiforgery().Requires(ToolRights.PurchasesWrite);
        routes.MapGet(One + "/quotes/remove", Back).Requires(ToolRights.PurchasesWrite);
        routes.MapPost(One + "/quotes/remove", RemoveQuote).DisableAntiforgery().Requires(ToolRights.PurchasesWrite);
    }

    public static string PathOf(ToolId id) => $"{ToolPages.Home}/{id}/procurement";

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, TimeProvider time, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        if (await ReadTools.Find(db, id, ct) is not { } tool) return Results.NotFound();
        var quotes = await db.Set<Quote>().AsNoTracking().Where(q => q.Tool == tool.Id).OrderByDescending(q => q.Day).ThenByDescending(q => q.Id).PageOf(http.Request.Query["page"], ct);
        return Pages.Show<PurchasePage>(http, new PurchasePage.Content(tool, await Find(db, id, ct), quotes, await DistrictDay.Today(db, time, ct), http.SignedIn().May(ToolRights.PurchasesWrite),
            await sections.Of(http, PurchaseRecord.KindName, id, ct)));
    }

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await ReadTools.Find(db, id, ct) is { } tool
        ? Pages.Show<PurchaseFormPage>(http, new PurchaseFormPage.Content(tool, PurchaseForm.Of(await Find(db, id, ct) ?? new() { LicenseYearly = tool.YearlyCost ?? 0 }), null, new())) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] PurchaseForm form, CancellationToken ct) => await ReadTools.Find(db, id, ct) is { } tool
        ? await AimAnswer.To<PurchaseFormPage, Purchase>(http, () => KeepPurchase.Run(db, time, http.SignedIn(), tool.Id, form, ct), _ => PathOf(tool.Id), () => Find(db, id, ct),
            again => Task.FromResult<object>(new PurchaseFormPage.Content(tool, form with { Version = again.Version(form.Version) }, again.Stored(PurchaseForm.Of), again.Faults)), PurchaseText.Of) : Results.NotFound();

    private static async Task<IResult> AskQuote(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<QuotePage>(http, new QuotePage.Content(tool, new(), new())) : Results.NotFound();

    private static Task<IResult> AddQuote(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] QuoteForm form, CancellationToken ct) =>
        AimAnswer.To<QuotePage, Tool>(http, () => KeepPurchase.Add(db, time, http.SignedIn(), new(id), form, ct), t => PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new QuotePage.Content(again.Record!, form, again.Faults)), PurchaseText.Of);

    private static IResult Back(HttpContext http, Guid id) => Pages.GoTo(http, PathOf(new(id)));

    private static async Task<IResult> RemoveQuote(HttpContext http, DistrictDb db, Guid id, [FromForm] Guid quote, CancellationToken ct) =>
        await KeepPurchase.Remove(db, http.SignedIn(), new(id), new(quote), ct) is AimResult<Tool>.Done ? Back(http, id) : Results.NotFound();

    private static Task<Purchase?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ToolId(id);
        return db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Tool == wanted, ct);
    }
}

/// <summary>The purchase on the tool's page: how it is bought and what it costs in all.</summary>
internal sealed class PurchaseOfTool : IToolSection
{
    public int Place => 30;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        if (!http.SignedIn().May(ToolRights.PurchasesRead)) return null;
        var db = http.RequestServices.GetRequiredService<DistrictDb>();
        return new(typeof(PurchaseSection), new PurchaseSection.Content(tool.Id, await db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.Tool == tool.Id, ct), await db.Set<Quote>().CountAsync(q => q.Tool == tool.Id, ct)));
    }
}

/// <summary>Purchases as services and endpoints.</summary>
internal static class PurchaseServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IToolSection, PurchaseOfTool>();
        services.AddSingleton<IRecordKind, PurchaseRecord>();
        services.AddAuditWords(PurchaseWords.ResourceManager);
    }

    public static void Map(IEndpointRouteBuilder routes) => PurchasePages.Map(routes);
}
