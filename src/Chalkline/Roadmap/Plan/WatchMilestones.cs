using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Plan;

/// <summary>
/// Looks at the checks every morning and writes down which milestones are met for the first time. It decides nothing: how a milestone stands is computed
/// whenever somebody looks; this keeps the day, in the audit log.
/// </summary>
internal sealed class WatchMilestones(Checks checks, JobQueue jobs) : IJobKind
{
    public const string KindName = "milestones";

    /// <summary>Of the district's own day; later than clocks are put forward at night.</summary>
    private static readonly TimeOnly Morning = new(5, 0);

    public string Name => KindName;

    public string Title(JsonObject arguments, Language language) => PlanText.Say(language, nameof(PlanWords.WatchTitle));

    public string Progress(long done, long? total, Language language) => PlanText.Say(language, nameof(PlanWords.WatchProgress), done, total ?? done);

    public JobOutcome Outcome(JsonObject result, Language language) =>
        new(PlanText.Say(language, nameof(PlanWords.WatchOutcome), result["met"]?.GetValue<int>() ?? 0), new(PlanText.Say(language, nameof(PlanWords.Title)), "/roadmap"));

    public async Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        await using var db = run.Open();
        var met = await Record(db, checks, run.Time, (entry, token) => run.Commit(db, entry, null, token), ct);
        var state = await db.Set<PlanState>().SingleOrDefaultAsync(ct);
        if (state is not null)
        {
            await Queue(db, jobs, state, run.Time.Now(), ct);
            await run.Commit(db, new(Actor.System, "roadmap.watched", new("roadmap", Guid.Empty), new JsonObject { ["met"] = met }), null, ct);
        }
        return new JsonObject { ["met"] = met };
    }

    /// <summary>Writes down what is met and was not before, each with its entry in the audit log.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> Record(DistrictDb db, Checks checks, TimeProvider time, Func<AuditEntry, CancellationToken, Task> commit, CancellationToken ct)
    {
        var view = await new ReadPlan(db, checks, time).Now(Language.English, ct);
        var ids = view.Items.Where(i => i.IsMet && i.MetOn is null).Select(i => i.Id).ToList();
        foreach (var id in ids)
        {
            var milestone = await db.Set<Milestone>().SingleAsync(m => m.Id == id, ct);
            milestone.MetAt = time.Now();
            await commit(new(Actor.System, "milestone.met", PlanStore.Of(id), new JsonObject { ["checks"] = Criterion.Json(Criterion.Read(milestone.Criteria)) }), ct);
        }
        return ids.Count;
    }

    /// <summary>Queues the look of the next morning with what is committed next, where none is queued that is still ahead.</summary>
    public static async Task Queue(DistrictDb db, JobQueue jobs, PlanState state, DateTimeOffset now, CancellationToken ct)
    {
        var zone = await DistrictTime.Zone(db, ct);
        var tomorrow = DistrictTime.Day(now, zone).AddDays(1);
        if (state.WatchOn >= tomorrow) return;
        state.WatchOn = tomorrow;
        var due = TimeZoneInfo.ConvertTimeToUtc(tomorrow.ToDateTime(Morning), TimeZoneInfo.FindSystemTimeZoneById(zone));
        await jobs.Enqueue(db, KindName, [], Actor.System, new DateTimeOffset(due, TimeSpan.Zero), ct);
    }
}
