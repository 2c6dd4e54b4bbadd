using Chalkline.Governance.Board;
using Chalkline.Governance.Conflicts;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Decisions;

/// <summary>The pages of what waits for a decision and of what was decided.</summary>
internal static class DecisionPages
{
    public const string Home = "/decisions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Home, List).Requires(DecisionRights.Read);
        routes.MapGet(Home + "/new", New).Requires(DecisionRights.Propose);
        routes.MapPost(Home + "/new", Ask).DisableAntiforgery().Requires(DecisionRights.Propose);
        routes.MapGet(Home + "/{id:guid}", Show).Requires(DecisionRights.Read);
        routes.MapGet(Home + "/{id:guid}/frozen.json", Frozen).Requires(DecisionRights.Read);
        routes.MapPost(Home + "/{id:guid}/decide", Decide).DisableAntiforgery().Requires(DecisionRights.Decide);
        routes.MapPost(Home + "/{id:guid}/countersign", Countersign).DisableAntiforgery().Requires(DecisionRights.Countersign);
        routes.MapPost(Home + "/{id:guid}/abstain", Abstain).DisableAntiforgery().Requires(DecisionRights.Abstain);
        routes.MapPost(Home + "/{id:guid}/to-board", ToBoard).DisableAntiforgery().Requires(DecisionRights.Propose);
        routes.MapPost(Home + "/{id:guid}/withdraw", Withdraw).DisableAntiforgery().Requires(DecisionRights.Propose);
    }

    public static string PathOf(Guid id) => $"{Home}/{id}";

    private static async Task<RazorComponentResult> List(HttpContext http, DistrictDb db, string? state, string? page, CancellationToken ct)
    {
        var proposals = db.Set<Proposal>().AsNoTracking();
        if (Codes.Find<ProposalState>(state) is { } wanted) proposals = proposals.Where(p => p.State == wanted);
        var rows = await proposals.OrderByDescending(p => p.Id).PageOf(page, ct);
        return Pages.Show<DecisionListPage>(http, new DecisionListPage.Content(new(await ReadDecisions.Rows(db, rows.Rows, ct), rows.Number, rows.Total), state, http.SignedIn()));
    }

    /// <param name="about">The record that is decided on, where it is one.</param>
    private static async Task<IResult> New(HttpContext http, DistrictDb db, MakeDecision decide, string? supersedes, string? about, CancellationToken ct)
    {
        var subject = await Subject(http, decide, about, ct);
        if (subject is null && about is not null) return Results.NotFound();
        return Pages.Show<DecisionFormPage>(http, await Model(db, new() { Supersedes = supersedes, Motion = subject?.Matter.Motion }, subject, new(), ct));
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, TimeProvider time, MakeDecision decide, [FromForm] ProposalForm form, CancellationToken ct)
    {
        var subject = await Subject(http, decide, form.About, ct);
        if (subject is null && !string.IsNullOrEmpty(form.About)) return Results.NotFound();
        return await (await AskForDecision.Run(db, time, http.SignedIn(), form, subject, ct)).Answer(http, PathOf, async faults => Pages.Again<DecisionFormPage>(http, await Model(db, form, subject, faults, ct)));
    }

    private static async Task<DecisionSubject?> Subject(HttpContext http, MakeDecision decide, string? about, CancellationToken ct) =>
        DecisionSubject.Read(about) is var (kind, id) && await decide.Subject(kind, id, Pages.LanguageOf(http), ct) is { } matter ? new(kind, id, matter) : null;

    private static async Task<IResult> Show(HttpContext http, ReadProposal read, Guid id, CancellationToken ct) =>
        await read.Of(http, new(id), new(), new(), ct) is { } model ? Pages.Show<DecisionPage>(http, model) : Results.NotFound();

    /// <summary>The bytes that were hashed.</summary>
    private static async Task<IResult> Frozen(DistrictDb db, Guid id, CancellationToken ct)
    {
        var wanted = new ProposalId(id);
        return await db.Set<Decision>().AsNoTracking().Where(d => d.Proposal == wanted).Select(d => d.Content).SingleOrDefaultAsync(ct) is { } content
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(content), "application/json", $"decision-{id}.json") : Results.NotFound();
    }

    private static async Task<IResult> Decide(HttpContext http, MakeDecision decide, ReadProposal read, Guid id, [FromForm] DecideForm form, CancellationToken ct) =>
        await Answer(http, read, id, form, await decide.Run(http.SignedIn(), new(id), form, Pages.LanguageOf(http), ct), ct);

    private static async Task<IResult> Countersign(HttpContext http, MakeDecision decide, ReadProposal read, Guid id, CancellationToken ct) =>
        await Answer(http, read, id, new(), await decide.Countersign(http.SignedIn(), new(id), ct), ct);

    private static async Task<IResult> Abstain(HttpContext http, DistrictDb db, TimeProvider time, ReadProposal read, Guid id, [FromForm] string? why, CancellationToken ct) =>
        await Answer(http, read, id, new(), await DeclareConflicts.Abstain(db, time, http.SignedIn(), new(id), why, ct), ct);

    private static async Task<IResult> ToBoard(HttpContext http, DistrictDb db, TimeProvider time, ReadProposal read, Guid id, [FromForm] string? reading, CancellationToken ct) =>
        await Answer(http, read, id, new(), await ChangeBoard.ToNextMeeting(db, time, http.SignedIn(), new(id), reading, ct), ct);

    private static async Task<IResult> Withdraw(HttpContext http, DistrictDb db, TimeProvider time, ReadProposal read, Guid id, CancellationToken ct) =>
        await Answer(http, read, id, new(), await AskForDecision.Withdraw(db, time, http.SignedIn(), new(id), ct), ct);

    private static Task<IResult> Answer(HttpContext http, ReadProposal read, Guid id, DecideForm form, GovernanceResult result, CancellationToken ct) =>
        result.Answer(http, _ => PathOf(id), async faults => await read.Of(http, new(id), form, faults, ct) is { } model ? Pages.Again<DecisionPage>(http, model) : Results.NotFound());

    private static async Task<DecisionFormPage.Content> Model(DistrictDb db, ProposalForm form, DecisionSubject? subject, Faults faults, CancellationToken ct)
    {
        var standing = await (from decision in ReadDecisions.Standing(db)
                              join proposal in db.Set<Proposal>() on decision.Proposal equals proposal.Id
                              orderby decision.At descending
                              select new { decision.Id, proposal.Title, decision.DecidedOn }).Take(100).ToListAsync(ct);
        return new(form, subject, faults, [.. standing.Select(s => (s.Id.ToString(), s.Title, s.DecidedOn))]);
    }
}
