using System.Diagnostics;
using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Platform.Jobs;
using Chalkline.Tests.Storage;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chalkline.Tests.Jobs;

public sealed class The_program_that_does_jobs
{
    /// <summary>Less than the half minute after which it would have found the job by itself.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(25);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task begins_a_job_when_it_is_asked_for(Database database)
    {
        await using var site = await TestSite.On(database, configure: b => b.Services.AddHostedService<JobService>());
        using var auditor = await site.As(Role.Auditor);
        // It has looked once, and found nothing.
        await Task.Delay(500, Ct);
        var clock = Stopwatch.StartNew();
        using var asked = await auditor.Submit("/audit-log", "/audit-log/check");
        var path = asked.Headers.Location!.ToString()["/cedar-valley".Length..];
        while (!(await auditor.Page(path)).QuerySelector("main")!.TextContent.Contains("entries hold. To be kept", StringComparison.Ordinal))
        {
            Assert.True(clock.Elapsed < AtOnce, "The program was not told.");
            await Task.Delay(50, Ct);
        }
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task gives_back_what_it_does_when_it_stops(Database database)
    {
        var begun = new TaskCompletionSource();
        var kind = new ATestJob(async (run, ct) =>
        {
            run.Report(1, 2);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new JsonObject();
        });
        await using var site = await TestSite.On(database, configure: b => b.Services.AddHostedService<JobService>().AddSingleton<IJobKind>(kind));
        await using (var db = site.Stores.Open(Installation.Cedar))
            await site.App.Services.GetRequiredService<JobQueue>().Start(db, ATestJob.KindName, [], Actor.Operator, Ct);
        await begun.Task.WaitAsync(AtOnce, Ct);
        await site.App.StopAsync(Ct);
        await using var read = site.Stores.Open(Installation.Cedar);
        var job = await read.Set<Job>().SingleAsync(Ct);
        Assert.Equal((JobState.Waiting, 0, 1, null), (job.State, job.Tries, job.Done, job.Node));
        Assert.True(job.DueAt <= site.Stores.Time.Now());
    }
}
