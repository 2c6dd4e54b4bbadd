using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Chalkline.Tests.Jobs;

/// <summary>A kind of job that does what a test says, and remembers who was run.</summary>
internal sealed class ATestJob(Func<JobRun, CancellationToken, Task<JsonObject>> work) : IJobKind
{
    public const string KindName = "test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Name => KindName;

    public int Tries { get; init; } = 3;

    public ConcurrentQueue<JobId> Runs { get; } = new();

    public string Title(JsonObject arguments, Language language) => "Invented work";

    public string Progress(long done, long? total, Language language) => $"{done} of {total} are done.";

    public JobOutcome Outcome(JsonObject result, Language language) => new("It came to " + result["sum"]);

    public Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        Runs.Enqueue(run.Id);
        return work(run, ct);
    }

    /// <summary>A worker of a node of its own that knows this kind.</summary>
    public JobWorker Worker(DistrictStores stores) => new(stores, [this], NullLogger<JobWorker>.Instance) { Renewal = TimeSpan.FromMilliseconds(20) };

    public static async Task<JobId> Ask(DistrictStores stores, DateTimeOffset? due = null, Actor? actor = null)
    {
        await using var db = stores.Open(Installation.Cedar);
        var queue = new JobQueue(stores);
        var id = await queue.Enqueue(db, KindName, [], actor ?? Actor.System, due, Ct);
        await db.Commit(new(actor ?? Actor.System, "thing.added", new("thing", id.Value), []), Ct);
        return id;
    }
}
