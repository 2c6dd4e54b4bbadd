using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>Steps, concerns, stops: what changes how a tool stands.</summary>
internal static class LifePages
{
    private const string One = ToolPages.Home + "/{id:guid}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(One + "/move", AskMove).Requires(ToolRights.Manage);
        routes.MapPost(One + "/move", Move).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(One + "/carry", Back).Requires(ToolRights.Manage);
        routes.MapPost(One + "/carry", Carry).DisableAntiforgery().Requires(ToolRights.Manage);
        routes.MapGet(One + "/concerns/new", AskConcern).Requires(ToolRights.Raise);
        routes.MapPost(One + "/concerns/new", Raise).DisableAntiforgery().Requires(ToolRights.Raise);
        routes.MapGet(One + "/concerns/{concern:guid}/settle", AskSettle).Requires(ToolRights.Raise);
        routes.MapPost(One + "/concerns/{concern:guid}/settle", Settle).DisableAntiforgery().Requires(ToolRights.Raise);
        routes.MapGet(One + "/stop", AskStop).Requires(ToolRights.Stop);
        routes.MapPost(One + "/stop", Stop).DisableAntiforgery().Requires(ToolRights.Stop);
        routes.MapGet(One + "/lift", AskLift).Requires(ToolRights.Stop);
        routes.MapPost(One + "/lift", Lift).DisableAntiforgery().Requires(ToolRights.Stop);
        routes.MapGet(One + "/continue", AskContinue).Requires(ToolRights.Continue);
        routes.MapPost(One + "/continue", Continue).DisableAntiforgery().Requires(ToolRights.Continue);
        routes.MapGet(One + "/replacement", AskReplacement).Requires(ToolRights.Read);
        routes.MapPost(One + "/replacement", Replace).DisableAntiforgery().Requires(ToolRights.Replace);
    }

    private static async Task<IResult> AskMove(HttpContext http, DistrictDb db, MoveTool moves, TimeProvider time, Guid id, string? to, CancellationToken ct) => await ReadTools.Find(db, id, ct) is { } tool
        ? Pages.Show<MovePage>(http, await Step(http, db, moves, time, AimAgain<Tool>.First(tool), new() { To = to, Version = tool.Version.ToString(Language.Numbers) }, ct)) : Results.NotFound();

    private static Task<IResult> Move(HttpContext http, DistrictDb db, MoveTool moves, TimeProvider time, Guid id, [FromForm] MoveForm form, CancellationToken ct) =>
        AimAnswer.To<MovePage, Tool>(http, () => moves.Ask(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct), PathOf, () => ReadTools.Find(db, id, ct),
            async again => await Step(http, db, moves, time, again, form, ct), ToolText.Of);

    private static async Task<MovePage.Content> Step(HttpContext http, DistrictDb db, MoveTool moves, TimeProvider time, AimAgain<Tool> again, MoveForm form, CancellationToken ct)
    {
        var (tool, language) = (again.Record!, Pages.LanguageOf(http));
        var to = Codes.Find<ToolStage>(form.To) is { } asked && ToolLife.After(tool.Stage).Contains(asked) ? asked : (ToolStage?)null;
        var gate = to is { } step ? await moves.GateFor(tool, step, await DistrictDay.Today(db, time, ct), language, ct) : null;
        return new(tool, to, gate, form with { Version = again.Version(form.Version) }, again.Faults);
    }

    private static IResult Back(HttpContext http, Guid id) => Pages.GoTo(http, ToolPages.PathOf(new(id)));

    private static async Task<IResult> Carry(HttpContext http, ReadToolPage read, MoveTool moves, Guid id, CancellationToken ct) => await moves.Carry(http.SignedIn(), new(id), Pages.LanguageOf(http), ct) switch
    {
        AimResult<Tool>.Done => Back(http, id),
        AimResult<Tool>.Refused refused => await read.Of(http, new(id), ct) is { } model ? Pages.Again<ToolPage>(http, model with { Faults = ToolText.Of(Pages.LanguageOf(http), refused.Faults) }) : Results.NotFound(),
        _ => Results.NotFound(),
    };

    private static async Task<IResult> AskConcern(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { } tool ? Pages.Show<ConcernPage>(http, new ConcernPage.Content(tool, new(), new())) : Results.NotFound();

    private static Task<IResult> Raise(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] ConcernForm form, CancellationToken ct) =>
        AimAnswer.To<ConcernPage, Tool>(http, () => RaiseConcern.Run(db, time, http.SignedIn(), new(id), form, ct), PathOf, () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new ConcernPage.Content(again.Record!, form, again.Faults)), ToolText.Of);

    private static async Task<IResult> AskSettle(HttpContext http, DistrictDb db, Guid id, Guid concern, CancellationToken ct)
    {
        var (tool, wanted) = (new ToolId(id), new ToolConcernId(concern));
        return await db.Set<ToolConcern>().AnyAsync(c => c.Id == wanted && c.Tool == tool && c.SettledAt == null, ct) ? await Ask(http, db, id, ReasonAct.Settle, concern, ct) : Results.NotFound();
    }

    private static Task<IResult> Settle(HttpContext http, DistrictDb db, TimeProvider time, Guid id, Guid concern, [FromForm] ReasonForm form, CancellationToken ct) =>
        Answer(http, db, id, ReasonAct.Settle, concern, form, () => RaiseConcern.Settle(db, time, http.SignedIn(), new(id), new(concern), form, ct), ct);

    private static Task<IResult> AskStop(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, id, ReasonAct.Stop, null, ct);

    private static Task<IResult> Stop(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] ReasonForm form, CancellationToken ct) =>
        Answer(http, db, id, ReasonAct.Stop, null, form, () => RaiseConcern.Stop(db, time, http.SignedIn(), new(id), form, ct), ct);

    private static Task<IResult> AskLift(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, id, ReasonAct.Lift, null, ct);

    private static Task<IResult> Lift(HttpContext http, DistrictDb db, Guid id, [FromForm] ReasonForm form, CancellationToken ct) =>
        Answer(http, db, id, ReasonAct.Lift, null, form, () => RaiseConcern.Lift(db, http.SignedIn(), new(id), form, ct), ct);

    private static Task<IResult> AskContinue(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => Ask(http, db, id, ReasonAct.Continue, null, ct);

    private static Task<IResult> Continue(HttpContext http, DistrictDb db, TimeProvider time, Guid id, [FromForm] ReasonForm form, CancellationToken ct) =>
        Answer(http, db, id, ReasonAct.Continue, null, form, () => RaiseConcern.Continue(db, time, http.SignedIn(), new(id), form, ct), ct);

    private static async Task<IResult> AskReplacement(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) =>
        await ReadTools.Find(db, id, ct) is { ServesPlans: true } tool ? Pages.Show<ReplacementPage>(http, await Replacement(http, db, AimAgain<Tool>.First(tool), new() { Replacement = tool.Replacement?.ToString() }, ct)) : Results.NotFound();

    private static Task<IResult> Replace(HttpContext http, DistrictDb db, Guid id, [FromForm] ReplacementForm form, CancellationToken ct) =>
        AimAnswer.To<ReplacementPage, Tool>(http, () => NameReplacement.Run(db, http.SignedIn(), new(id), form, ct), PathOf, () => ReadTools.Find(db, id, ct), async again => await Replacement(http, db, again, form, ct), ToolText.Of);

    private static async Task<ReplacementPage.Content> Replacement(HttpContext http, DistrictDb db, AimAgain<Tool> again, ReplacementForm form, CancellationToken ct)
    {
        var tool = again.Record!;
        var choices = await NameReplacement.Choices(db, tool.Id).Select(t => new { t.Id, t.Name }).Take(500).ToListAsync(ct);
        return new(tool, form with { Version = again.Version(form.Version ?? tool.Version.ToString(Language.Numbers)) }, again.Faults, [.. choices.Select(c => (c.Id.ToString(), c.Name))], NameReplacement.May(http.SignedIn()));
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, ReasonAct act, Guid? concern, CancellationToken ct) => await ReadTools.Find(db, id, ct) is { } tool && Fits(tool, act)
        ? Pages.Show<ReasonPage>(http, new ReasonPage.Content(tool, act, concern, new() { Version = tool.Version.ToString(Language.Numbers) }, new())) : Results.NotFound();

    private static Task<IResult> Answer(HttpContext http, DistrictDb db, Guid id, ReasonAct act, Guid? concern, ReasonForm form, Func<Task<AimResult<Tool>>> run, CancellationToken ct) =>
        AimAnswer.To<ReasonPage, Tool>(http, run, PathOf, () => ReadTools.Find(db, id, ct),
            again => Task.FromResult<object>(new ReasonPage.Content(again.Record!, act, concern, form with { Version = again.Version(form.Version) }, again.Faults)), ToolText.Of);

    private static bool Fits(Tool tool, ReasonAct act) => act switch
    {
        ReasonAct.Stop => tool.StoppedAt is null && !ToolLife.IsEnd(tool.Stage),
        ReasonAct.Lift => tool.StoppedAt is not null,
        _ => true,
    };

    private static string PathOf(Tool tool) => ToolPages.PathOf(tool.Id);
}

/// <summary>What is done with a reason. Words: <c>Act_…</c>, <c>Act_…_Means</c>.</summary>
public enum ReasonAct
{
    Settle,
    Stop,
    Lift,
    Continue,
}
