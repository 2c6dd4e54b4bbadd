using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Operation;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Jobs;

/// <summary>The program as a process, a check of a long log, and <c>kill -9</c> while it runs: the next process finds the job and does it.</summary>
public sealed class Killed_in_the_middle_of_a_job
{
    private const int Entries = 150_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_next_process_takes_it_up_and_it_is_done_once(Database database)
    {
        await using var installation = await Installation.Copied(database, preparation: Preparation.Opened);
        await new DistrictDirectory(installation.Stores).Add(Installation.Cedar, Ct);
        await using var db = installation.Open();
        await LongLog.Fill(db, Entries, installation.Stores.Time);
        // Asked for by another process than the one that does it: that one finds the hint.
        var id = await new JobQueue(installation.Stores).Start(db, CheckLog.KindName, [], Actor.Operator, Ct);
        await using (var killed = await ServedProgram.Start(installation.Settings))
        {
            while ((await Read(db)).State == JobState.Waiting) await Task.Delay(5, Ct);
            killed.Process.Kill();
            await killed.Process.WaitForExitAsync(Ct);
        }
        var left = await Read(db);
        Assert.Equal((JobState.Running, 1), (left.State, left.Tries));
        // Instead of waiting for it: the lease of the node that is gone is over.
        await db.Lease(d => d.Set<Job>().ExecuteUpdateAsync(j => j.SetProperty(x => x.DueAt, left.CreatedAt), Ct), Ct);
        await using var next = await ServedProgram.Start(installation.Settings);
        Job done;
        while ((done = await Read(db)).IsOpen)
        {
            Assert.False(next.Process.HasExited, next.Output);
            await Task.Delay(50, Ct);
        }
        Assert.Equal((id, JobState.Done, 2), (done.Id, done.State, done.Tries));
        // All that there was when it was checked; how it ended is the entry after.
        Assert.Equal(await db.Set<AuditRecord>().MaxAsync(r => r.Sequence, Ct) - 1, (long)JsonNode.Parse(done.Result!)!["sequence"]!);
        Assert.Equal(1, await db.Set<AuditRecord>().CountAsync(r => r.Action == "job.done", Ct));
        Assert.Equal(0, await next.Stop());
    }

    private static Task<Job> Read(DistrictDb db) => db.Set<Job>().AsNoTracking().SingleAsync(Ct);
}
