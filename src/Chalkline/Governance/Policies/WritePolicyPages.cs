using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>Writing a policy and taking it on its way.</summary>
internal static class WritePolicyPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/{id:guid}/edit", Ask).Requires(PolicyRights.Write);
        routes.MapPost("/policies/{id:guid}/edit", Save).DisableAntiforgery().Requires(PolicyRights.Write);
        // A form that is sent twice is led to its own address.
        routes.MapGet("/policies/{id:guid}/continue", (HttpContext http, Guid id) => Pages.GoTo(http, $"/policies/{id}/edit")).Requires(PolicyRights.Write);
        routes.MapPost("/policies/{id:guid}/continue", Continue).DisableAntiforgery().Requires(PolicyRights.Write);
        routes.MapGet("/policies/{id:guid}/versions/{number:int}/{step}", AskStep).Requires(PolicyRights.Move);
        routes.MapPost("/policies/{id:guid}/versions/{number:int}/{step}", Step).DisableAntiforgery().Requires(PolicyRights.Move);
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, Guid id, CancellationToken ct) => await Open(db, new(id), ct) is { } version
        ? Pages.Show<EditPolicyPage>(http, new EditPolicyPage.Content(version, PolicyForm.Of(version), new(), null)) : Pages.GoTo(http, "/policies/" + id);

    private static async Task<IResult> Save(HttpContext http, DistrictDb db, WritePolicy write, Guid id, [FromForm] PolicyForm form, CancellationToken ct)
    {
        try
        {
            return await write.Save(http.SignedIn(), new(id), form, ct) switch
            {
                PolicyResult.Done done => Pages.GoTo(http, $"/policies/{id}?version={done.Number}"),
                PolicyResult.Refused refused => Pages.Again<EditPolicyPage>(http, new EditPolicyPage.Content((await Open(db, new(id), ct))!, form, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults), null)),
                _ => Results.NotFound(),
            };
        }
        catch (StaleWriteException)
        {
            return await Stale(http, db, new(id), form, ct);
        }
    }

    /// <summary>Somebody else saved in the meantime: what was typed stays in the form, beside what stands there now; saving again is then on purpose.</summary>
    private static async Task<IResult> Stale(HttpContext http, DistrictDb db, PolicyId id, PolicyForm form, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await Open(db, id, ct) is not { } now) return Results.StatusCode(StatusCodes.Status409Conflict);
        var typed = form with { Version = now.Version.ToString(Language.Numbers) };
        return Pages.Show<EditPolicyPage>(http, new EditPolicyPage.Content(now, typed, new(), LineDiff.Of(now.Text, PolicyWording.Clean(form.Text))), StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> Continue(HttpContext http, WritePolicy write, Guid id, CancellationToken ct) =>
        await write.Continue(http.SignedIn(), new(id), ct) is PolicyResult.Done ? Pages.GoTo(http, $"/policies/{id}/edit") : Results.NotFound();

    private static async Task<IResult> AskStep(HttpContext http, DistrictDb db, Guid id, int number, string step, CancellationToken ct)
    {
        var (person, policy) = (http.SignedIn(), new PolicyId(id));
        if (Codes.Find<PolicyStep>(step) is not { } wanted || await PolicyQueries.Find(db, person, policy, number, ct) is not var (found, version)) return Results.NotFound();
        if (Against(person, version, wanted) is { } against) return against;
        return Pages.Show<PolicyStepPage>(http, new PolicyStepPage.Content(found, version, wanted, new() { Version = version.Version.ToString(Language.Numbers) }, new()));
    }

    private static async Task<IResult> Step(HttpContext http, DistrictDb db, MovePolicy move, Guid id, int number, string step, [FromForm] PolicyStepForm form, CancellationToken ct)
    {
        var (person, policy) = (http.SignedIn(), new PolicyId(id));
        if (Codes.Find<PolicyStep>(step) is not { } wanted || await PolicyQueries.Find(db, person, policy, number, ct) is not var (found, version)) return Results.NotFound();
        if (Against(person, version, wanted) is { } against) return against;
        return await Pages.OrStale<PolicyStepPage>(http, async () => await move.Run(person, policy, number, wanted, form, ct) switch
        {
            PolicyResult.Done => Pages.GoTo(http, $"/policies/{id}?version={number}"),
            PolicyResult.Refused refused => Pages.Again<PolicyStepPage>(http, Model(version, form, GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults))),
            _ => Results.NotFound(),
        }, async faults => await PolicyQueries.Find(db, person, policy, number, ct) is var (_, now) ? Model(now, form with { Version = now.Version.ToString(Language.Numbers) }, faults) : null);

        PolicyStepPage.Content Model(PolicyVersion of, PolicyStepForm typed, Faults faults) => new(found, of, wanted, typed, faults);
    }

    private static IResult? Against(Person person, PolicyVersion version, PolicyStep step) =>
        !PolicyRules.MayStep(version.State, step) ? Results.NotFound() : PolicyRules.StepsOf(person, version).Contains(step) ? null : Results.StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>The version whose words may change now.</summary>
    private static async Task<PolicyVersion?> Open(DistrictDb db, PolicyId id, CancellationToken ct) =>
        await db.Set<PolicyVersion>().AsNoTracking().Where(v => v.Policy == id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct) is { } newest && PolicyRules.MayBeWritten(newest.State) ? newest : null;
}
