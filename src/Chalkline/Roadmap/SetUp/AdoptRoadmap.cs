using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.SetUp;

/// <summary>A milestone that is to be made: by the set-up, or from a file.</summary>
/// <param name="Key">Unique among those that are made together.</param>
/// <param name="WaitsFor">Keys of others of them.</param>
public sealed record NewMilestone(string Key, string Name, string? Description, RoadmapPhase Phase, SchoolId? School, Role? Seat, DateOnly? StartsOn, DateOnly DueOn,
    IReadOnlyList<Criterion> Criteria, IReadOnlyList<string> WaitsFor);

/// <summary>Adds milestones beside those that there are, all in one commit or none.</summary>
internal sealed class AdoptRoadmap(PlanStore plan)
{
    /// <returns>False where the roadmap would have more than it can hold; nothing is saved then.</returns>
    public async Task<bool> Run(Person by, string action, IReadOnlyList<NewMilestone> milestones, JsonObject change, CancellationToken ct)
    {
        if (await plan.Db.Set<Milestone>().CountAsync(m => m.RemovedAt == null, ct) + milestones.Count > MilestoneRules.MostMilestones) return false;
        var now = plan.Time.Now();
        var ids = milestones.ToDictionary(m => m.Key, _ => plan.Time.NewId<MilestoneId>());
        foreach (var milestone in milestones)
        {
            plan.Db.Add(new Milestone
            {
                Id = ids[milestone.Key],
                Name = milestone.Name,
                Description = milestone.Description,
                Phase = milestone.Phase,
                School = milestone.School,
                Seat = milestone.Seat,
                StartsOn = milestone.StartsOn,
                DueOn = milestone.DueOn,
                FirstDueOn = milestone.DueOn,
                Criteria = Criterion.Write(milestone.Criteria),
                CreatedAt = now,
                Waits = [.. milestone.WaitsFor.Distinct().Select(w => new MilestoneWait { Milestone = ids[milestone.Key], WaitsFor = ids[w] })],
            });
        }
        await plan.Watch(ct);
        change["milestones"] = new JsonArray([.. milestones.Select(m => (JsonNode)new JsonObject
        {
            ["id"] = ids[m.Key].ToString(),
            ["name"] = m.Name,
            ["dueOn"] = DayText.Field(m.DueOn),
            ["waitsFor"] = new JsonArray([.. m.WaitsFor.Select(w => (JsonNode)ids[w].ToString())]),
        })]);
        await plan.Db.Commit(new(by.Actor, action, new("roadmap", Guid.Empty), change), ct);
        return true;
    }
}
