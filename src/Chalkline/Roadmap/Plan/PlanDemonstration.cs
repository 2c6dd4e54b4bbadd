using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Risks;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>
/// A roadmap two thirds through: what is done is done because its checks hold in the demonstration's own records; one milestone is late and says why, one
/// closes by itself tomorrow, one was moved.
/// </summary>
internal sealed class PlanDemonstration(Checks checks, TimeProvider time) : IDemonstration
{
    private const string Closes = "The family survey is over";

    /// <summary>Name, phase, days from today, role, check as in templates, what it waits for (places above).</summary>
    private static readonly (string Name, RoadmapPhase Phase, int Starts, int Due, Role Seat, string Check, int[] Waits)[] All =
    [
        ("Somebody leads the work on AI", RoadmapPhase.Foundation, -210, -190, Role.Superintendent, "role-held role=ai-lead", []),
        ("The superintendent answers for AI", RoadmapPhase.Foundation, -210, -190, Role.Superintendent, "role-held role=superintendent", []),
        ("This school year stands in the calendar", RoadmapPhase.Foundation, -200, -180, Role.AiLead, "calendar-year-entered", [0]),
        ("Somebody reviews privacy and curriculum", RoadmapPhase.Foundation, -190, -160, Role.AiLead, "role-held role=reviewer", [0]),
        ("The rules of law that apply are read", RoadmapPhase.Foundation, -180, -150, Role.AiLead, "pack-in-use pack=urn:chalkline:pack:rules-of-law", [0]),
        ("Kinds of student data are named one way", RoadmapPhase.Foundation, -180, -150, Role.AiLead, "pack-in-use pack=urn:chalkline:pack:data-elements", [4]),
        ("The board can put AI on its agenda", RoadmapPhase.Foundation, -170, -140, Role.BoardClerk, "role-held role=board-clerk", [1]),
        ("Somebody designs and reads pilots", RoadmapPhase.Pilots, -140, -110, Role.Superintendent, "role-held role=assessment", [3]),
        ("Principals of the pilot schools take part", RoadmapPhase.Pilots, -120, -90, Role.AiLead, "role-held role=principal", [7]),
        ("Teachers of the pilot schools take part", RoadmapPhase.Pilots, -110, -80, Role.Principal, "role-held role=teacher", [8]),
        ("Every school's record is complete", RoadmapPhase.Pilots, -60, -9, Role.AiLead, "school-record-complete", [2]),
        (Closes, RoadmapPhase.Pilots, -30, 6, Role.AiLead, "date-passed", [9]),
        ("What goes on and what stops is decided", RoadmapPhase.Scale, 10, 40, Role.Superintendent, "pilot-decided", [9]),
        ("What worked is in use at the first schools", RoadmapPhase.Scale, 40, 110, Role.AiLead, "rollout-open phase=1", [12, 10]),
        ("The first year is reviewed in public", RoadmapPhase.Improve, 150, 200, Role.Superintendent, "date-passed", [13]),
    ];

    public DemonstrationStage Stage => DemonstrationStage.Work;

    public async Task Fill(DemonstrationScene scene, CancellationToken ct)
    {
        var lead = await scene.Do((services, _) => Leader(services.GetRequiredService<DistrictDb>(), ct));
        var ids = new List<MilestoneId>();
        foreach (var (name, phase, starts, due, seat, check, waits) in All)
        {
            var form = new MilestoneForm { Name = name, Phase = Codes.Of(phase), Seat = seat.Code(), Owner = seat == Role.AiLead ? lead?.ToString() : null, StartsOn = Day(starts), DueOn = Day(due) };
            var added = Good(await scene.Do((services, _) => services.GetRequiredService<ChangeMilestone>().Add(scene.Administrator, form, ct)), name);
            ids.Add(added);
            var criterion = CriterionOf(check, scene.Today.AddDays(name == Closes ? 0 : due));
            Good(await scene.Do(async (services, _) => await services.GetRequiredService<ChangeCriteria>().Add(scene.Administrator, added, criterion, await VersionOf(services, added), ct)), name);
            foreach (var wait in waits)
                Good(await scene.Do(async (services, _) => await services.GetRequiredService<ChangeWaits>().Run(scene.Administrator, added, ids[wait].ToString(), null, await VersionOf(services, added), ct)), name);
        }
        await Finish(scene, ids, ct);

        string Day(int days) => DayText.Field(scene.Today.AddDays(days));

        Task<string> VersionOf(IServiceProvider services, MilestoneId id) => Version(services.GetRequiredService<DistrictDb>(), id, ct);
    }

    /// <summary>A date that moved, a risk that somebody wrote down, and the morning's look that writes down what is met.</summary>
    private async Task Finish(DemonstrationScene scene, List<MilestoneId> ids, CancellationToken ct)
    {
        var move = new MoveForm { DueOn = DayText.Field(scene.Today.AddDays(54)), Why = "The pilot needs two more weeks of classes." };
        Good(await scene.Do(async (services, _) => await services.GetRequiredService<MoveMilestone>()
            .Run(scene.Administrator, ids[12], move with { Version = await Version(services.GetRequiredService<DistrictDb>(), ids[12], ct) }, Language.English, ct)), "move");
        var risk = new RiskForm { Title = "The only analyst of the data office may leave in spring", Likelihood = "middle", Impact = "high", Response = "A second person learns the reports this winter." };
        await scene.Do((services, _) => services.GetRequiredService<ChangeRisk>().Save(scene.Administrator, null, risk, new HashSet<string>(), ct));
        await scene.Do((services, _) =>
        {
            var db = services.GetRequiredService<DistrictDb>();
            return WatchMilestones.Record(db, checks, time, db.Commit, ct);
        });
    }

    private static MilestoneId Good(ChangePlanResult result, string what) =>
        result is ChangePlanResult.Done done ? done.Id : throw new InvalidOperationException($"{what} could not be planned: {result}");

    private static async Task<string> Version(DistrictDb db, MilestoneId id, CancellationToken ct) =>
        (await db.Set<Milestone>().AsNoTracking().Where(m => m.Id == id).Select(m => m.Version).SingleAsync(ct)).ToString(Language.Numbers);

    private static async Task<AccountId?> Leader(DistrictDb db, CancellationToken ct) =>
        (await StaffNames.Holding(db, Right.Of("lead", Role.AiLead), null, ct)).Select(s => (AccountId?)s.Id).FirstOrDefault();

    private static Criterion CriterionOf(string text, DateOnly day)
    {
        var parts = text.Split(' ');
        var with = parts.Skip(1).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (parts[0] == "date-passed") with["day"] = DayText.Field(day);
        return new(parts[0], with);
    }
}
