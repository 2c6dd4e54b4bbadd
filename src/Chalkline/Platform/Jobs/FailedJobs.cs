using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Jobs;

/// <summary>Jobs that were given up wait for the administrator: to have them tried again, or to let them be.</summary>
internal sealed class FailedJobs(IEnumerable<IJobKind> kinds) : IWorkItems
{
    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(k => k.Name);

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(PlatformRights.JobsManage)) return [];
        var failed = await asked.Db.Set<Job>().AsNoTracking().Where(j => j.State == JobState.Failed).OrderBy(j => j.DueAt).Take(IWorkItems.Most + 1).ToListAsync(ct);
        var items = failed.Take(failed.Count > IWorkItems.Most ? IWorkItems.Most - 1 : IWorkItems.Most).Select(Item).ToList();
        if (failed.Count > IWorkItems.Most)
            items.Add(new("jobs:failed", Say(nameof(JobWords.WorkMore)), Say(nameof(JobWords.WorkMoreWhy)), JobPages.Path + "?state=failed", Say(nameof(JobWords.WorkAction)), WaitsFor.Us) { Needs = PlatformRights.JobsManage });
        return items;

        WorkItem Item(Job job) => new($"job:{job.Id}", Say(nameof(JobWords.WorkTitle), TitleOf(job)), JobText.Failure(asked.Language, job.Failure ?? JobFailure.Unexpected, job.FailureDetail),
            $"{JobPages.Path}/{job.Id}", Say(nameof(JobWords.WorkAction)), WaitsFor.Us)
        { Since = job.EndedAt, Needs = PlatformRights.JobsManage };

        string TitleOf(Job job) => _kinds.TryGetValue(job.Kind, out var kind) ? kind.Title(JsonNode.Parse(job.Arguments)!.AsObject(), asked.Language) : job.Kind;

        string Say(string key, params object[] values) => JobText.Say(asked.Language, key, values);
    }
}
