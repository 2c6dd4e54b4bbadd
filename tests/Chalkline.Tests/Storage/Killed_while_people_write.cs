using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chalkline.Platform;
using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Chalkline.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Storage;

/// <summary>
/// The program as a process, ten people who write, and <c>kill -9</c> at twenty moments drawn from a seed: the store opens, the log verifies, and every
/// change that was acknowledged is there.
/// </summary>
public sealed class Killed_while_people_write
{
    private const int People = 10, Kills = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Nothing_that_was_acknowledged_is_lost(Database database)
    {
        await using var installation = await Installation.Copied(database, preparation: Preparation.Opened);
        await new DistrictDirectory(installation.Stores).Add(Installation.Cedar, Ct);
        var writers = await Writers(installation);
        var moments = new Random(20261124);
        for (var kill = 0; kill < Kills; kill++)
        {
            var port = FreePort();
            using var process = Serve(installation, port);
            await Ready(process, port);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var writing = writers.Select(w => w.Write(port, stop.Token)).ToList();
            // A process that has just started compiles for a while: the moment counts from when somebody's change was answered.
            await Task.WhenAny(Task.WhenAny(writers.Select(w => w.FirstAnswer)), Task.WhenAll(writing));
            await Task.Delay(moments.Next(0, 500), Ct);
            process.Kill();
            await process.WaitForExitAsync(Ct);
            await stop.CancelAsync();
            await Task.WhenAll(writing);
            await Holds(installation, writers, $"after kill {kill + 1}");
        }
        Assert.All(writers, w => Assert.True(w.Acknowledged > 0, "Each has written something."));
    }

    private static async Task Holds(Installation installation, List<Writer> writers, string when)
    {
        await using var db = installation.Open();
        var log = await VerifyLog.Of(db, null, Ct);
        Assert.True(log is LogVerification.Whole, $"{when}: {log}");
        foreach (var writer in writers)
        {
            var name = await db.Users.AsNoTracking().Where(a => a.Id == writer.Account).Select(a => a.Name).SingleAsync(Ct);
            var stored = int.Parse(name.Split(' ')[^1], CultureInfo.InvariantCulture);
            // One more than was acknowledged: the answer to it was lost.
            Assert.True(stored == writer.Acknowledged || stored == writer.Sent, $"{when}: {stored} is stored, {writer.Acknowledged} was acknowledged, {writer.Sent} was sent");
            writer.Acknowledged = stored;
        }
    }

    private static async Task<List<Writer>> Writers(Installation installation)
    {
        var (writers, stores) = (new List<Writer>(), installation.Stores);
        await using var db = stores.Open(Installation.Cedar);
        db.Add(new DistrictProfile { Name = "Invented", State = "CO", Students = 100, TimeZone = "America/Denver", CreatedAt = stores.Time.Now() });
        for (var i = 0; i < People; i++)
        {
            var account = Account.New(stores.Time.NewId<AccountId>(), "Invented 0", $"writer{i}@example.org", stores.Time.Now());
            db.Add(account);
            db.Add(new RoleGrant { Id = stores.Time.NewId<GrantId>(), Account = account.Id, Role = Role.Assessment, Source = "setup", GrantedAt = stores.Time.Now() });
            writers.Add(new() { Account = account.Id, Session = new Sessions(db, stores.Time).Start(account.Id, "test") });
        }
        await db.Commit(new(Actor.System, "district.set-up", new("district", Guid.Empty), []), Ct);
        return writers;
    }

    private static Process Serve(Installation installation, int port)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = installation.Settings.DataFolder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "chalkline.dll")}' serve --urls http://127.0.0.1:{port} >serve.log 2>&1");
        start.Environment["CHALKLINE_DATA"] = installation.Settings.DataFolder;
        if (installation.Settings.ConnectionString is { } connection) start.Environment["CHALKLINE_DATABASE"] = connection;
        return Process.Start(start)!;
    }

    private static async Task Ready(Process process, int port)
    {
        using var client = new HttpClient { BaseAddress = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        for (var tries = 0; ; tries++)
        {
            Assert.False(process.HasExited, "The program ended by itself.");
            try
            {
                using var answer = await client.GetAsync("/health/ready", Ct);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException) when (tries < 3000)
            {
                // Not listening yet.
            }
            await Task.Delay(20, Ct);
        }
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>A person who changes the own name as fast as the site answers, counting up.</summary>
    private sealed class Writer
    {
        public AccountId Account { get; init; }
        public required string Session { get; init; }

        /// <summary>The last number that was answered as saved.</summary>
        public int Acknowledged { get; set; }

        /// <summary>The last number that was sent.</summary>
        public int Sent { get; private set; }

        /// <summary>Done once a change to the present process was acknowledged.</summary>
        public Task FirstAnswer => _first.Task;

        private TaskCompletionSource _first = new();

        public async Task Write(int port, CancellationToken ct)
        {
            Sent = Acknowledged;
            _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using var browser = new Browser(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }, Installation.Cedar, $"http://127.0.0.1:{port}");
            browser.SetCookie(Sessions.Cookie, Session);
            try
            {
                while (!ct.IsCancellationRequested)
                {
                    var page = await browser.Page("/account");
                    var form = browser.Fields(page, "/account", ("Name", $"Invented {Acknowledged + 1}"));
                    Sent = Acknowledged + 1;
                    using var response = await browser.Post("/account", form);
                    Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
                    Acknowledged = Sent;
                    _first.TrySetResult();
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // The process was killed.
            }
        }
    }
}
