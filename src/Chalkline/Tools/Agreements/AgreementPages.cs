using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Agreements;

/// <summary>The list of agreements, one of them, and its draft.</summary>
internal static class AgreementPages
{
    public const string Home = "/agreements", One = Home + "/{id:guid}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(ToolRights.AgreementsRead);
        routes.MapGet(Home + ".csv", File).Requires(ToolRights.AgreementsRead);
        routes.MapGet(Home + "/new", New).Requires(ToolRights.AgreementsWrite);
        routes.MapPost(Home + "/new", Add).DisableAntiforgery().Requires(ToolRights.AgreementsWrite);
        routes.MapGet(One, Show).Requires(ToolRights.AgreementsRead);
        routes.MapGet(One + "/edit", Edit).Requires(ToolRights.AgreementsWrite);
        routes.MapPost(One + "/edit", Change).DisableAntiforgery().Requires(ToolRights.AgreementsWrite);
        routes.MapGet(One + "/elements", AskElements).Requires(ToolRights.AgreementsWrite);
        routes.MapPost(One + "/elements", Allow).DisableAntiforgery().Requires(ToolRights.AgreementsWrite);
        routes.MapGet(One + "/elements/remove", Back).Requires(ToolRights.AgreementsWrite);
        routes.MapPost(One + "/elements/remove", Disallow).DisableAntiforgery().Requires(ToolRights.AgreementsWrite);
        AgreementStepPages.Map(routes);
    }

    public static string PathOf(AgreementId id) => $"{Home}/{id}";

    public static IResult Back(HttpContext http, Guid id) => Pages.GoTo(http, PathOf(new(id)));

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var (view, today) = (ListView.Read(http, ReadAgreements.List), await DistrictDay.Today(db, time, ct));
        var asked = view.Value<AgreementView>("view", Codes.Find<AgreementView>);
        var rows = view.Faults.None ? await ReadAgreements.Rows(db, ReadAgreements.Where(db, asked, view.Text("name"), today), view.Sort, view.Descending).PageOf(view.Page, ct) : new([], 1, 0);
        var counts = new Dictionary<AgreementView, int>();
        foreach (var one in Enum.GetValues<AgreementView>()) counts[one] = await ReadAgreements.Where(db, one, null, today).CountAsync(ct);
        return Pages.Show<AgreementListPage>(http, new AgreementListPage.Content(rows, view, asked, counts, today, http.SignedIn().May(ToolRights.AgreementsWrite)), view.Status);
    }

    private static async Task<IResult> File(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct)
    {
        var (language, view, today) = (Pages.LanguageOf(http), ListView.Read(http, ReadAgreements.List), await DistrictDay.Today(db, time, ct));
        var asked = view.Value<AgreementView>("view", Codes.Find<AgreementView>);
        if (!view.Faults.None) return await List(http, db, time, ct);
        return CsvFile.Of("agreements", ["agreement", "version", "vendor", "kind", "standing", "from", "until", "notice_by", "renews_itself", "legal_basis", "training", "breach_hours", "tools", "elements"],
            ReadAgreements.Rows(db, ReadAgreements.Where(db, asked, view.Text("name"), today), view.Sort, view.Descending).AsAsyncEnumerable().Select(r => Cells(language, r, today)));
    }

    private static IReadOnlyList<string?> Cells(Language language, AgreementRow row, DateOnly today)
    {
        var one = row.Agreement;
        static string Number(int number) => number.ToString(Language.Numbers);
        return [one.Name, Number(one.Number), row.Vendor, Codes.Of(one.Kind), AgreementText.Of(language, AgreementTerm.Standing(one, today)), DayText.Field(one.FirstDay), DayText.Field(AgreementTerm.End(one)), DayText.Field(one.NoticeBy),
            one.RenewsItself ? "yes" : "no", Codes.Of(one.Basis), Codes.Of(one.Training), one.BreachHours is { } hours ? Number(hours) : null, Number(row.Tools), Number(row.Elements)];
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, TimeProvider time, ReadElements elements, ReadRecordSections sections, Guid id, CancellationToken ct)
    {
        if (await ReadAgreements.Full(db, new(id), ct) is not { } full) return Results.NotFound();
        var next = await db.Set<Agreement>().AsNoTracking().Where(a => a.Amends == full.Agreement.Id).Select(a => (AgreementId?)a.Id).SingleOrDefaultAsync(ct);
        var names = await StaffNames.Of(db, [full.Agreement.SignedFor, full.Agreement.SignedBy], Pages.LanguageOf(http), ct);
        return Pages.Show<AgreementPage>(http, new AgreementPage.Content(full, await elements.Of(db, ct), await DistrictDay.Today(db, time, ct), next, names, http.SignedIn(),
            await sections.Of(http, AgreementRecords.Agreements.Kind, id, ct)));
    }

    /// <summary>Begun from a tool, the draft is of its vendor and covers it.</summary>
    private static async Task<IResult> New(HttpContext http, DistrictDb db, Guid? tool, CancellationToken ct)
    {
        var of = tool is { } id ? await ReadTools.Find(db, id, ct) : null;
        return Pages.Show<AgreementFormPage>(http, await Form(db, new(null, new(), false), of is null ? new() : new() { Vendor = of.Vendor.ToString(), Tools = [of.Id.ToString()], Name = of.Name }, ct));
    }

    private static Task<IResult> Add(HttpContext http, DistrictDb db, TimeProvider time, [FromForm] AgreementForm form, CancellationToken ct) =>
        Answer(http, db, null, form, () => KeepAgreement.Add(db, time, http.SignedIn(), form, ct), ct);

    private static async Task<IResult> Edit(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await ReadAgreements.Full(db, new(id), ct) is { Agreement.SignedOn: null } full
        ? Pages.Show<AgreementFormPage>(http, await Form(db, AimAgain<Agreement>.First(full.Agreement), AgreementForm.Of(full), ct)) : Results.NotFound();

    private static Task<IResult> Change(HttpContext http, DistrictDb db, Guid id, [FromForm] AgreementForm form, CancellationToken ct) =>
        Answer(http, db, id, form, () => KeepAgreement.Change(db, http.SignedIn(), new(id), form, ct), ct);

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, Guid? id, AgreementForm form, Func<Task<AimResult<Agreement>>> act, CancellationToken ct) =>
        AimAnswer.To<AgreementFormPage, Agreement>(http, act, a => PathOf(a.Id), () => Find(db, id, ct), async again => await Form(db, again, form, ct), AgreementText.Of);

    private static async Task<AgreementFormPage.Content> Form(DistrictDb db, AimAgain<Agreement> again, AgreementForm form, CancellationToken ct)
    {
        const int most = 500;
        var stored = again is { IsStale: true, Record: { } changed } ? await ReadAgreements.Full(db, changed.Id, ct) : null;
        var vendors = await db.Set<Vendor>().AsNoTracking().OrderBy(v => v.NameFolded).Select(v => new { v.Id, v.Name }).Take(most).ToListAsync(ct);
        VendorId? vendor = Guid.TryParse(form.Vendor, out var chosen) ? new(chosen) : null;
        var tools = await db.Set<Tool>().AsNoTracking().Where(t => vendor == null || t.Vendor == vendor).OrderBy(t => t.NameFolded).ThenBy(t => t.Id).Select(t => new { t.Id, t.Name }).Take(most).ToListAsync(ct);
        return new(again.Record, form with { Version = again.Version(form.Version) }, again.Faults, stored is null ? null : AgreementForm.Of(stored),
            [.. vendors.Select(v => (v.Id.ToString(), v.Name))], [.. tools.Select(t => (t.Id.ToString(), t.Name))]);
    }

    private static async Task<IResult> AskElements(HttpContext http, DistrictDb db, ReadElements elements, Guid id, CancellationToken ct) => await Find(db, id, ct) is { SignedOn: null } agreement
        ? Pages.Show<ElementsPage>(http, new ElementsPage.Content(agreement, await elements.Of(db, ct), new() { Version = agreement.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static async Task<IResult> Allow(HttpContext http, DistrictDb db, ReadElements elements, Guid id, [FromForm] ElementsForm form, CancellationToken ct)
    {
        var catalog = await elements.Of(db, ct);
        return await AimAnswer.To<ElementsPage, Agreement>(http, () => KeepAgreement.Allow(db, http.SignedIn(), new(id), form, catalog, ct), a => PathOf(a.Id), () => Find(db, id, ct),
            again => Task.FromResult<object>(new ElementsPage.Content(again.Record!, catalog, form with { Version = again.Version(form.Version) }, again.Faults)), AgreementText.Of);
    }

    private static async Task<IResult> Disallow(HttpContext http, DistrictDb db, Guid id, [FromForm] string? element, CancellationToken ct) =>
        await KeepAgreement.Disallow(db, http.SignedIn(), new(id), element, ct) is AimResult<Agreement>.Done ? Back(http, id) : Results.NotFound();

    public static async Task<Agreement?> Find(DistrictDb db, Guid? id, CancellationToken ct)
    {
        if (id is not { } known) return null;
        var wanted = new AgreementId(known);
        return await db.Set<Agreement>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == wanted, ct);
    }
}
