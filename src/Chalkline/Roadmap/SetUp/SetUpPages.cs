using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Plan;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.SetUp;

/// <summary>The guided set-up: seven questions on one page, a preview with every because, one button that takes it over.</summary>
internal static class SetUpPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roadmap/set-up", Ask).Requires(PlanRights.Manage);
        routes.MapGet("/roadmap/set-up/preview", Preview).Requires(PlanRights.Manage);
        routes.MapPost("/roadmap/set-up/preview", Adopt).DisableAntiforgery().Requires(PlanRights.Manage);
    }

    private static async Task<IResult> Ask(HttpContext http, DistrictDb db, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleOrDefaultAsync(ct);
        var form = FormOf(http.Request.Query);
        // What the district has said of itself is filled in already.
        form = form with { Size = form.Size ?? SizeOf(profile?.Students), State = form.State ?? profile?.State };
        return Pages.Show<SetUpPage>(http, new SetUpPage.Content(form, new()));
    }

    private static async Task<IResult> Preview(HttpContext http, DistrictDb db, DistrictPacks packs, TimeProvider time, CancellationToken ct)
    {
        var form = FormOf(http.Request.Query);
        return await Plan(db, packs, time, form, ct) switch
        {
            (_, { Count: > 0 } faults) => Pages.Again<SetUpPage>(http, new SetUpPage.Content(form, SetUpText.Of(Pages.LanguageOf(http), faults))),
            ({ } plan, _) => Pages.Show<SetUpPreviewPage>(http, new SetUpPreviewPage.Content(form, plan, new(), await db.Set<Milestone>().CountAsync(m => m.RemovedAt == null, ct))),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> Adopt(HttpContext http, DistrictDb db, DistrictPacks packs, AdoptRoadmap adopt, TimeProvider time, CancellationToken ct)
    {
        var (form, language) = (FormOf(http.Request.Form), Pages.LanguageOf(http));
        if (await Plan(db, packs, time, form, ct) is not ({ } plan, { Count: 0 })) return Pages.GoTo(http, "/roadmap/set-up" + form.Query);
        var change = new JsonObject
        {
            ["template"] = plan.Template.Id.Urn,
            ["version"] = plan.Template.Version.ToString(),
            ["answers"] = new JsonObject([.. form.Fields.GroupBy(f => f.Name).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)string.Join(' ', g.Select(f => f.Value))))]),
        };
        if (await adopt.Run(http.SignedIn(), "roadmap.set-up", [.. plan.Milestones.Select(m => Of(m, language))], change, ct)) return Pages.GoTo(http, "/roadmap");
        var faults = PlanText.Of(language, [new("", nameof(PlanWords.FaultMany), MilestoneRules.MostMilestones)]);
        return Pages.Again<SetUpPreviewPage>(http, new SetUpPreviewPage.Content(form, plan, faults, await db.Set<Milestone>().CountAsync(m => m.RemovedAt == null, ct)));
    }

    /// <summary>The district keeps the words of whoever took the roadmap over, and changes them as it likes.</summary>
    internal static NewMilestone Of(PlannedMilestone m, Language language) => new(m.Key, m.Name.In(language),
        m.Policies.Count == 0 ? m.Description.In(language)
            : m.Description.In(language) + "\n\n" + SetUpText.Say(language, nameof(SetUpWords.PoliciesLine), string.Join("; ", m.Policies.Select(p => p.In(language)))),
        m.Phase, null, m.Seat, m.StartsOn, m.DueOn, m.Criteria, m.WaitsFor);

    /// <summary>The plan that these answers make, or what is wrong with them; neither where the district has no such template.</summary>
    internal static async Task<(FirstRoadmapPlan? Plan, IReadOnlyList<PlanFault> Faults)> Plan(DistrictDb db, DistrictPacks packs, TimeProvider time, SetUpForm form, CancellationToken ct)
    {
        var (answers, faults) = SetUpAnswers.Read(form, await DistrictDay.Today(db, time, ct));
        if (faults.Count > 0) return (null, faults);
        return await packs.InUse(db, FirstRoadmap.TemplateFor(answers), ct) is { } template ? (FirstRoadmap.Of(answers, template, await SchoolCalendars.Load(db, ct)), []) : (null, []);
    }

    /// <summary>Students, roughly, as district sizes are told apart here.</summary>
    private static string? SizeOf(int? students) => students switch
    {
        null => null,
        <= 2500 => "size-small",
        <= 20000 => "size-middle",
        _ => "size-large",
    };

    private static SetUpForm FormOf(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent)
    {
        var values = sent.ToDictionary(s => s.Key, s => s.Value);
        return new()
        {
            Size = One("size"),
            Grades = Many("grades"),
            InUse = Many("inUse"),
            Decides = One("decides"),
            Worries = Many("worries"),
            Matters = One("matters"),
            State = One("state"),
            Mandate = One("mandate"),
            FirstDay = One("firstDay"),
        };

        string? One(string name) => values.GetValueOrDefault(name) is [{ Length: > 0 and <= 60 } value, ..] ? value : null;

        string[] Many(string name) => [.. values.GetValueOrDefault(name).OfType<string>().Take(20)];
    }
}
