using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Risks;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>
/// A roadmap two thirds through: what is done is done because its checks hold in the demonstration's own records; one milestone is late and says why, one
/// closes by itself tomorrow, one was moved; three schools go at their own pace.
/// </summary>
internal sealed class PlanDemonstration(Checks checks, TimeProvider time) : IDemonstration
{
    private const string Closes = "The family survey is over";

    /// <summary>Of the milestone that each of three schools has: days from today.</summary>
    private static readonly int[] SchoolDays = [-100, -84, 30];

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
        ("Our school records can be trusted", RoadmapPhase.Pilots, -60, -9, Role.AiLead, "school-record-complete", [2]),
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
            var form = FormOf(scene, name, phase, starts, due, seat) with { Owner = seat == Role.AiLead ? lead?.ToString() : null };
            ids.Add(await Add(scene, form, CriterionOf(check, scene.Today.AddDays(name == Closes ? 0 : due)), ct));
            foreach (var wait in waits)
                Good(await scene.Do(async (services, _) => await services.GetRequiredService<ChangeWaits>().Run(scene.Administrator, ids[^1], ids[wait].ToString(), null, await VersionOf(services, ids[^1], ct), ct)), name);
            if (due < 0) await Record(scene, new ThatDay(time.Now().AddDays(due)), ct);
        }
        var schools = await scene.Do((services, _) => services.GetRequiredService<DistrictDb>().Set<School>().AsNoTracking().OrderBy(s => s.NameFolded).Select(s => s.Id).Take(SchoolDays.Length).ToListAsync(ct));
        foreach (var (school, due) in schools.Zip(SchoolDays))
        {
            await Add(scene, FormOf(scene, "A principal leads the work at the school", RoadmapPhase.Pilots, due - 40, due, Role.Principal) with { School = school.ToString() },
                CriterionOf("role-held role=principal", scene.Today), ct);
            if (due < 0) await Record(scene, new ThatDay(time.Now().AddDays(due)), ct);
        }
        await Finish(scene, ids, ct);
    }

    private static MilestoneForm FormOf(DemonstrationScene scene, string name, RoadmapPhase phase, int starts, int due, Role seat) => new()
    {
        Name = name,
        Phase = Codes.Of(phase),
        Seat = seat.Code(),
        StartsOn = DayText.Field(scene.Today.AddDays(starts)),
        DueOn = DayText.Field(scene.Today.AddDays(due)),
    };

    private static async Task<MilestoneId> Add(DemonstrationScene scene, MilestoneForm form, Criterion criterion, CancellationToken ct)
    {
        var added = Good(await scene.Do((services, _) => services.GetRequiredService<ChangeMilestone>().Add(scene.Administrator, form, ct)), form.Name!);
        return Good(await scene.Do(async (services, _) => await services.GetRequiredService<ChangeCriteria>().Add(scene.Administrator, added, criterion, await VersionOf(services, added, ct), ct)), form.Name!);
    }

    /// <summary>A morning's look, which writes down what is met.</summary>
    private Task<int> Record(DemonstrationScene scene, TimeProvider on, CancellationToken ct) => scene.Do((services, _) =>
    {
        var db = services.GetRequiredService<DistrictDb>();
        return WatchMilestones.Record(db, checks, on, db.Commit, ct);
    });

    /// <summary>A date that moved, a risk that somebody wrote down, and this morning's look.</summary>
    private async Task Finish(DemonstrationScene scene, List<MilestoneId> ids, CancellationToken ct)
    {
        var move = new MoveForm { DueOn = DayText.Field(scene.Today.AddDays(54)), Why = "The pilot needs two more weeks of classes." };
        Good(await scene.Do(async (services, _) => await services.GetRequiredService<MoveMilestone>()
            .Run(scene.Administrator, ids[12], move with { Version = await VersionOf(services, ids[12], ct) }, Language.English, ct)), "move");
        var risk = new RiskForm { Title = "The only analyst of the data office may leave in spring", Likelihood = "middle", Impact = "high", Response = "A second person learns the reports this winter." };
        await scene.Do((services, _) => services.GetRequiredService<ChangeRisk>().Save(scene.Administrator, null, risk, new HashSet<string>(), ct));
        await Record(scene, time, ct);
    }

    private static MilestoneId Good(ChangePlanResult result, string what) =>
        result is ChangePlanResult.Done done ? done.Id : throw new InvalidOperationException($"{what} could not be planned: {result}");

    private static async Task<string> VersionOf(IServiceProvider services, MilestoneId id, CancellationToken ct) =>
        (await services.GetRequiredService<DistrictDb>().Set<Milestone>().AsNoTracking().Where(m => m.Id == id).Select(m => m.Version).SingleAsync(ct)).ToString(Language.Numbers);

    private static async Task<AccountId?> Leader(DistrictDb db, CancellationToken ct) =>
        (await StaffNames.Holding(db, Right.Of("lead", Role.AiLead), null).FirstOrDefaultAsync(ct))?.Id;

    private static Criterion CriterionOf(string text, DateOnly day)
    {
        var parts = text.Split(' ');
        var with = parts.Skip(1).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (parts[0] == "date-passed") with["day"] = DayText.Field(day);
        return new(parts[0], with);
    }

    /// <summary>The clock of a morning in the past, so that what was met has the day on which it was.</summary>
    private sealed class ThatDay(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
