using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Providers;

/// <summary>The administration of sign-in providers.</summary>
internal static class ProviderPages
{
    private const string List = "/sign-in-providers";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, ShowList).Requires(PlatformRights.ProvidersRead);
        routes.MapGet(List + "/add", ShowAdd).Requires(PlatformRights.ProvidersManage);
        routes.MapPost(List, Add).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
        routes.MapGet(List + "/{id:guid}", ShowOne).Requires(PlatformRights.ProvidersRead);
        // Where a form leads that is sent a second time, or a page that answered one is read in the other language.
        routes.MapGet(List + "/{id:guid}/{step}", (HttpContext http, Guid id, string step) => Pages.GoTo(http, PathOf(id))).Requires(PlatformRights.ProvidersRead);
        routes.MapPost(List + "/{id:guid}", Change).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
        routes.MapPost(List + "/{id:guid}/enabled", Enable).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
        routes.MapPost(List + "/{id:guid}/test", Test).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
        routes.MapPost(List + "/{id:guid}/tie", Tie).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
        routes.MapPost(List + "/{id:guid}/unlink", Unlink).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
        routes.MapPost(List + "/{id:guid}/untie", Untie).DisableAntiforgery().Requires(PlatformRights.ProvidersManage);
    }

    private static async Task<IResult> ShowList(HttpContext http, DistrictDb db, string? page, CancellationToken ct)
    {
        var rows = await db.Set<SignInProvider>().AsNoTracking().OrderBy(p => p.Id)
            .Select(p => new ProviderRow(p.Id.Value, p.Name, p.Issuer, p.DisabledAt != null, p.ProtectedSecret != null, db.Set<GroupRole>().Count(g => g.Provider == p.Id)))
            .PageOf(page, ct);
        return Pages.Show<ProviderListPage>(http, new ProviderListPage.List(rows, http.SignedIn().May(PlatformRights.ProvidersManage)));
    }

    private static RazorComponentResult ShowAdd(HttpContext http, string? preset) =>
        Pages.Show<ProviderAddPage>(http, new ProviderAddPage.Entry(ProviderForm.Preset(preset), new(), ProviderSignIn.CallbackAddress(http)));

    private static async Task<IResult> Add(HttpContext http, [FromForm] ProviderForm form, ProviderSettings settings, SaveProvider save, CancellationToken ct)
    {
        var faults = new Faults();
        if (ReadProvider.Run(form, null, settings, Pages.LanguageOf(http), faults) is not { } values)
            return Pages.Again<ProviderAddPage>(http, new ProviderAddPage.Entry(form, faults, ProviderSignIn.CallbackAddress(http)));
        var id = await save.Add(http.SignedIn().Actor, http.District()!, values, ct);
        return Pages.GoTo(http, PathOf(id.Value));
    }

    private static async Task<IResult> ShowOne(HttpContext http, Guid id, DistrictDb db, SchoolDirectory schools, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } provider) return Results.NotFound();
        return Pages.Show<ProviderPage>(http, await View(http, db, schools, provider, ct));
    }

    private static async Task<IResult> Change(HttpContext http, Guid id, [FromForm] ProviderForm form, ProviderSettings settings, DistrictDb db, SchoolDirectory schools, SaveProvider save,
        CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } provider) return Results.NotFound();
        var faults = new Faults();
        if (ReadProvider.Run(form, provider, settings, Pages.LanguageOf(http), faults) is not { } values)
            return Pages.Again<ProviderPage>(http, await View(http, db, schools, provider, ct) with { Form = form, Faults = faults });
        await save.Change(http.SignedIn().Actor, http.District()!, provider, Version(form.Version), values, ct);
        return Pages.GoTo(http, PathOf(id));
    }

    private static async Task<IResult> Enable(HttpContext http, Guid id, [FromForm] string? version, [FromForm] string? on, DistrictDb db, SaveProvider save, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } provider) return Results.NotFound();
        await save.Enable(http.SignedIn().Actor, provider, Version(version), on == "yes", ct);
        return Pages.GoTo(http, PathOf(id));
    }

    private static async Task<IResult> Test(HttpContext http, Guid id, DistrictDb db, SchoolDirectory schools, Discovery discovery, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } provider) return Results.NotFound();
        var outcome = await discovery.Fetch(provider.Issuer, ct) switch
        {
            DiscoveryResult.Found f => new ProviderTest(null, f.Configuration.Issuer, f.Configuration.AuthorizationEndpoint, f.Configuration.TokenEndpoint, f.Configuration.SigningKeys.Count),
            DiscoveryResult.Failed f => new ProviderTest(Wording.Say(ProviderWords.ResourceManager, Pages.LanguageOf(http), "Trouble" + f.Trouble, f.Said ?? ""), null, null, null, 0),
            _ => throw new InvalidOperationException(),
        };
        return Pages.Show<ProviderPage>(http, await View(http, db, schools, provider, ct) with { Test = outcome });
    }

    private static async Task<IResult> Tie(HttpContext http, Guid id, [FromForm] GroupForm form, DistrictDb db, SchoolDirectory schools, SaveProvider save, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } provider) return Results.NotFound();
        var faults = new Faults();
        if (ReadGroup.Run(form, await schools.Open(ct), await Ties(db, provider.Id, ct), Pages.LanguageOf(http), faults) is not { } values)
            return Pages.Again<ProviderPage>(http, await View(http, db, schools, provider, ct) with { GroupForm = form, Faults = faults });
        await save.TieGroup(http.SignedIn().Actor, provider, values, ct);
        return Pages.GoTo(http, PathOf(id));
    }

    private static async Task<IResult> Untie(HttpContext http, Guid id, [FromForm] string? tie, DistrictDb db, SaveProvider save, CancellationToken ct)
    {
        var (provider, group) = (ProviderId.From(id), GroupRoleId.From(Guid.TryParse(tie, out var t) ? t : Guid.Empty));
        if (await db.Set<GroupRole>().SingleOrDefaultAsync(g => g.Id == group && g.Provider == provider, ct) is not { } found) return Results.NotFound();
        await save.UntieGroup(http.SignedIn().Actor, found, ct);
        return Pages.GoTo(http, PathOf(id));
    }

    private static async Task<IResult> Unlink(HttpContext http, Guid id, [FromForm] string? email, DistrictDb db, SchoolDirectory schools, SaveProvider save, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } provider) return Results.NotFound();
        if (await save.Unlink(http.SignedIn().Actor, provider, email?.Trim() ?? "", ct)) return Pages.GoTo(http, PathOf(id));
        var faults = new Faults();
        faults.Add("email", Wording.Say(ProviderWords.ResourceManager, Pages.LanguageOf(http), nameof(ProviderWords.NotLinked)));
        return Pages.Again<ProviderPage>(http, await View(http, db, schools, provider, ct) with { Email = email, Faults = faults });
    }

    private static async Task<ProviderView> View(HttpContext http, DistrictDb db, SchoolDirectory schools, SignInProvider provider, CancellationToken ct)
    {
        var (language, open) = (Pages.LanguageOf(http), await schools.Open(ct));
        var names = open.ToDictionary(s => s.Id, s => s.Name);
        var ties = (await Ties(db, provider.Id, ct)).OrderBy(g => g.GroupValue, StringComparer.Ordinal).ThenBy(g => g.Id.Value)
            .Select(g => new GroupRow(g.Id.Value, g.GroupValue, RoleText.Of(language, g.Given, names))).ToList();
        var choices = new RoleChoices([.. Roles.All.Select(r => (r.Code(), RoleText.Of(language, r)))], [.. open.Select(s => (s.Id.ToString(), s.Name))],
            [.. Roles.ReviewAreas.Select(a => (a, RoleText.OfArea(language, a)))]);
        return new(provider.Id.Value, provider.Name, provider.DisabledAt is not null, provider.ProtectedSecret is not null, provider.Version, ProviderSignIn.CallbackAddress(http),
            http.SignedIn().May(PlatformRights.ProvidersManage), ProviderForm.Of(provider), ties, choices);
    }

    private static Task<SignInProvider?> Find(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = ProviderId.From(id);
        return db.Set<SignInProvider>().SingleOrDefaultAsync(p => p.Id == wanted, ct);
    }

    private static Task<List<GroupRole>> Ties(DistrictDb db, ProviderId provider, CancellationToken ct) =>
        db.Set<GroupRole>().AsNoTracking().Where(g => g.Provider == provider).ToListAsync(ct);

    private static string PathOf(Guid id) => $"{List}/{id}";

    /// <summary>What is no number was never a version: the write is stale.</summary>
    private static int Version(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
}

/// <summary>The place of sign-in providers in the navigation.</summary>
internal sealed class ProviderNavigation : INavigation
{
    public IEnumerable<PageLink> LinksFor(Person person, Language language) => person.May(PlatformRights.ProvidersRead)
        ? [new(Wording.Say(ProviderWords.ResourceManager, language, nameof(ProviderWords.ListTitle)), "/sign-in-providers",
            Wording.Say(ProviderWords.ResourceManager, language, nameof(ProviderWords.NavigationSentence)))]
        : [];
}
