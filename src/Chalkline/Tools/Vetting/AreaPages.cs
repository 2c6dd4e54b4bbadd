using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>The review of one area: its questions, its end, and a review from elsewhere in its place.</summary>
internal static class AreaPages
{
    private const string One = VettingPages.Home + "/{area}";

    /// <summary>Far more than a page of answers has, and far less than a store would mind.</summary>
    private const int MostEvidence = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(One, Show).Requires(ToolRights.VettingRead);
        routes.MapPost(One, Save).DisableAntiforgery().Requires(ToolRights.VettingReview);
        routes.MapGet(One + "/finish", AskFinish).Requires(ToolRights.VettingReview);
        routes.MapPost(One + "/finish", Finish).DisableAntiforgery().Requires(ToolRights.VettingReview);
        routes.MapGet(One + "/accept", AskAccept).Requires(ToolRights.Manage);
        routes.MapPost(One + "/accept", Accept).DisableAntiforgery().Requires(ToolRights.Manage);
    }

    public static string PathOf(ToolId id, string area) => $"{VettingPages.PathOf(id)}/{area}";

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, ReadArea read, Guid id, string area, string? page, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool && await read.Of(http, tool, area, page, null, new(), ct) is { } content ? Pages.Show<AreaPage>(http, content) : Results.NotFound();

    private static async Task<IResult> Save(HttpContext http, DistrictDb db, ReadArea read, AnswerQuestions answer, IFormCollection form, Guid id, string area, string? page, CancellationToken ct)
    {
        var typed = TypedAnswer.Read(form);
        return await Pages.OrStale<AreaPage>(http, async () => await answer.Run(http.SignedIn(), new(id), area, typed, Pages.LanguageOf(http), ct) switch
        {
            AimResult<Tool>.Done => Pages.GoTo(http, PathOf(new(id), area) + (string.IsNullOrEmpty(page) ? "" : "?page=" + Uri.EscapeDataString(page))),
            AimResult<Tool>.Refused refused => Pages.Again<AreaPage>(http, (await read.Of(http, refused.Record!, area, page, typed, VettingText.Of(Pages.LanguageOf(http), refused.Faults), ct))!),
            _ => Results.NotFound(),
        }, async faults => await ReadTools.Find(db, id, ct) is { } tool ? await read.Of(http, tool, area, page, typed, faults, ct) : null);
    }

    private static async Task<IResult> AskFinish(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, Guid id, string area, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool && area != VettingRules.Law && await FinishContent(http, db, read, time, AimAgain<Tool>.First(tool), area, new() { Version = Version(tool) }, ct) is { } content
            ? Pages.Show<FinishPage>(http, content) : Results.NotFound();

    private static Task<IResult> Finish(HttpContext http, DistrictDb db, ReadVetting read, FinishReview finish, TimeProvider time, [FromForm] FinishForm form, Guid id, string area, CancellationToken ct) =>
        AimAnswer.To<FinishPage, Tool>(http, () => finish.Run(http.SignedIn(), new(id), area, form, Pages.LanguageOf(http), ct), t => VettingPages.PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            async again => (await FinishContent(http, db, read, time, again, area, form, ct))!, VettingText.Of);

    private static async Task<FinishPage.Content?> FinishContent(HttpContext http, DistrictDb db, ReadVetting read, TimeProvider time, AimAgain<Tool> again, string area, FinishForm form, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        var vetting = (await read.Of(db, [again.Record!], Pages.LanguageOf(http), today, ct))[again.Record!.Id];
        return vetting.Areas.FirstOrDefault(a => a.Area == area) is { } reviewed ? new(vetting.Tool, reviewed, today, form with { Version = again.Version(form.Version) }, again.Faults) : null;
    }

    private static async Task<IResult> AskAccept(HttpContext http, DistrictDb db, ReadVetting read, Guid id, string area, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool && (await read.Of(db, tool, Pages.LanguageOf(http), ct)).Areas.Any(a => a.Area == area)
            ? Pages.Show<AcceptPage>(http, new AcceptPage.Content(tool, area, new() { Version = Version(tool) }, new())) : Results.NotFound();

    private static Task<IResult> Accept(HttpContext http, DistrictDb db, FinishReview finish, [FromForm] AcceptForm form, Guid id, string area, CancellationToken ct) =>
        AimAnswer.To<AcceptPage, Tool>(http, () => finish.Accept(http.SignedIn(), new(id), area, form, Pages.LanguageOf(http), ct), t => VettingPages.PathOf(t.Id), () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new AcceptPage.Content(again.Record!, area, form with { Version = again.Version(form.Version) }, again.Faults)), VettingText.Of);

    private static string Version(Tool tool) => tool.Version.ToString(Language.Numbers);

    /// <summary>What a page of questions shows.</summary>
    internal sealed class ReadArea(DistrictDb db, ReadVetting read, VettingDuties duties, DistrictPacks packs, TimeProvider time)
    {
        /// <param name="typed">Null: what is stored.</param>
        public async Task<AreaPage.Content?> Of(HttpContext http, Tool tool, string area, string? page, IReadOnlyList<TypedAnswer>? typed, Faults faults, CancellationToken ct)
        {
            var (person, language, today) = (http.SignedIn(), Pages.LanguageOf(http), await DistrictDay.Today(db, time, ct));
            var vetting = (await read.Of(db, [tool], language, today, ct))[tool.Id];
            if (vetting.Area(area) is not { } reviewed) return null;
            var duty = await duties.Of(db, person, vetting, area, ct);
            var lines = reviewed.Lines.PageOf(page);
            var names = await StaffNames.Of(db, [.. lines.Rows.Select(l => l.Answer?.AnsweredBy), reviewed.Review?.Reviewer, reviewed.Review?.FinishedBy], language, ct);
            var evidence = duty is Duty.Barred ? [] : await KeepEvidence.For(db, tool).Select(e => new { e.Id, e.Name }).Take(MostEvidence).ToListAsync(ct);
            var older = new HashSet<string>();
            foreach (var line in lines.Rows)
                if (line.Answer is { } answer && answer.Release != line.Question.Pack.Version.ToString() && !Reads(await VettingPages.Wording(db, packs, answer, ct), line.Question)) older.Add(line.Question.Key);
            return new(vetting, reviewed, lines, older, await VendorAnswers.Sent(db, tool.Id, ct), names, [.. evidence.Select(e => (e.Id.ToString(), e.Name))], typed, today, await DistrictTime.Zone(db, ct),
                person.May(ToolRights.VettingReview) ? duty : new Duty.Barred(nameof(VettingWords.FaultArea)), faults);
        }

        /// <summary>The wording that was answered is the present one.</summary>
        private static bool Reads(Question? before, Question now) =>
            before is not null && before.Title(Language.English) == now.Title(Language.English) && before.Item.Fields.Word("pass") == now.Item.Fields.Word("pass");
    }
}
