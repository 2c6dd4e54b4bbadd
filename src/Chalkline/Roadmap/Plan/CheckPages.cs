using Chalkline.Platform;
using Chalkline.Records;
using Microsoft.AspNetCore.Mvc;

namespace Chalkline.Roadmap.Plan;

/// <summary>The page on which the checks that a milestone ends on are added and taken off.</summary>
internal static class CheckPages
{
    private const string FieldPrefix = "with-";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/milestones/{id:guid}/checks", Show).Requires(PlanRights.Pace);
        routes.MapPost("/roadmap/milestones/{id:guid}/checks", Change).DisableAntiforgery().Requires(PlanRights.Pace);
    }

    private static async Task<IResult> Show(HttpContext http, DistrictDb db, Checks checks, TimeProvider time, Guid id, string? check, CancellationToken ct) =>
        await MilestonePages.Find(http, db, id, ct) is { } milestone
            ? Pages.Show<ChecksPage>(http, await Model(await Question(http, db, time, ct), checks, milestone, check, new(), _ => null, ct)) : Results.NotFound();

    private static async Task<IResult> Change(HttpContext http, DistrictDb db, Checks checks, ChangeCriteria change, TimeProvider time, Guid id, [FromForm] string? check, [FromForm] string? remove,
        [FromForm] string? version, CancellationToken ct)
    {
        if (await MilestonePages.Find(http, db, id, ct) is not { } milestone) return Results.NotFound();
        var asked = await Question(http, db, time, ct);
        if (remove is not null) return await Answer(await change.Remove(http.SignedIn(), new(id), remove, version, ct), new());
        switch (await checks.Read(asked, check, Typed, ct))
        {
            case ReadCriterionResult.Read read: return await Answer(await change.Add(http.SignedIn(), new(id), read.Criterion, version, ct), new());
            case ReadCriterionResult.Refused refused: return await Answer(null, refused.Faults);
            default: return await Answer(new ChangePlanResult.Refused([new("check", nameof(PlanWords.FaultChoice))]), new());
        }

        string? Typed(string parameter) => http.Request.Form[FieldPrefix + parameter];

        async Task<IResult> Answer(ChangePlanResult? result, Faults faults) => result switch
        {
            ChangePlanResult.Done => Pages.GoTo(http, $"/roadmap/milestones/{id}/checks"),
            ChangePlanResult.NoSuchMilestone => Results.NotFound(),
            ChangePlanResult.Refused refused => Pages.Again<ChecksPage>(http, await Model(asked, checks, milestone, null, PlanText.Of(asked.Language, refused.Faults), Typed, ct)),
            _ => Pages.Again<ChecksPage>(http, await Model(asked, checks, milestone, check, faults, Typed, ct)),
        };
    }

    private static async Task<ChecksPage.Content> Model(CheckQuestion asked, Checks checks, Milestone milestone, string? check, Faults faults, Func<string, string?> typed, CancellationToken ct)
    {
        var results = await checks.Evaluate(asked, Criterion.Read(milestone.Criteria, milestone.School), ct);
        var (kind, fields, said) = (checks.Find(check), new List<ChecksPage.ParameterField>(), new Faults());
        foreach (var parameter in kind?.Parameters ?? [])
        {
            var choices = parameter.Value == CheckValue.Choice ? await kind!.Choices(asked, parameter, ct) : null;
            fields.Add(new(FieldPrefix + parameter.Name, parameter, kind!.Says(asked.Language, parameter), choices, typed(parameter.Name), faults.Of(parameter.Name)));
        }
        foreach (var (field, text) in faults.All) said.Add(fields.Exists(f => f.Parameter.Name == field) ? FieldPrefix + field : field, text);
        return new(milestone, results, [.. checks.Kinds.Select(k => (k.Name, k.Says(asked.Language)))], kind?.Name, fields, said);
    }

    private static async Task<CheckQuestion> Question(HttpContext http, DistrictDb db, TimeProvider time, CancellationToken ct) =>
        new(db, Pages.LanguageOf(http), time.Now(), await DistrictDay.Today(db, time, ct));
}
