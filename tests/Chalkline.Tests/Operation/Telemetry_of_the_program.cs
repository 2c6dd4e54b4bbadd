using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chalkline.Tests.Operation;

public sealed class Telemetry_of_the_program
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task reaches_a_collector_with_routes_and_without_paths()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        await using var collector = await Collector.Start();
        await using var installation = await Installation.On(Database.Sqlite);
        await new DistrictDirectory(installation.Stores).Add(Installation.Cedar, Ct);
        await using var program = await ServedProgram.Start(installation.Settings, "--telemetry-endpoint", collector.Address);
        using (await program.Client.GetAsync("/cedar-valley/sign-in?name=Marisol", Ct))
        using (await program.Client.GetAsync("/cedar-valley/secret-link-4711", Ct))
        {
        }
        // What has not been sent yet is sent as the program ends.
        Assert.Equal(0, await program.Stop());
        var (traces, metrics) = (collector.Received("/v1/traces"), collector.Received("/v1/metrics"));
        Assert.Contains("GET /sign-in", traces, StringComparison.Ordinal);
        Assert.Contains("cedar-valley", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("kestrel.active_connections", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("Marisol", traces + metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", traces + metrics, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task counts_commits_and_entries_by_what_was_done(Database database)
    {
        var action = "test.measured-on-" + database.ToString().ToLowerInvariant();
        var seen = new ConcurrentQueue<string>();
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == "Chalkline") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) =>
        {
            foreach (var tag in tags) if (Equals(tag.Value, action)) seen.Enqueue($"{i.Name} {value}");
        });
        listener.Start();
        await using var installation = await Installation.Copied(database);
        await using var db = installation.Open();
        for (var i = 0; i < 2; i++) await db.Commit(new(Actor.System, action, new("test", Guid.Empty), []), Ct);
        Assert.Equal(["chalkline.audit.entries 1", "chalkline.audit.entries 1"], seen);
    }

    /// <summary>Takes what is sent by OTLP over HTTP.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _site;
        private readonly ConcurrentQueue<(string Path, string Bytes)> _received = new();

        private Collector(WebApplication site) => _site = site;

        public string Address => _site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector._site.Run(async http =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                collector._received.Enqueue((http.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));
            });
            await collector._site.StartAsync(Ct);
            return collector;
        }

        public string Received(string path) => string.Concat(_received.Where(r => r.Path == path).Select(r => r.Bytes));

        public ValueTask DisposeAsync() => _site.DisposeAsync();
    }
}
