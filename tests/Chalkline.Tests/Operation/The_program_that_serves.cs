using System.Net;
using System.Net.Sockets;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Evaluate;
using Chalkline.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Operation;

public sealed class The_program_that_serves
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task finishes_the_requests_under_way_before_it_stops(Database database)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        await using var installation = await Installation.Copied(database);
        await new DistrictDirectory(installation.Stores).Add(Installation.Cedar, Ct);
        await using var program = await ServedProgram.Start(installation.Settings);
        // A form that is sent slowly: its request is under way until the last byte has come.
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", program.Port, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /cedar-valley/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\na=1&b"), Ct);
        await Task.Delay(500, Ct);
        var stopping = program.Stop();
        while (await program.IsReady()) await Task.Delay(50, Ct);
        Assert.False(stopping.IsCompleted, program.Output);
        await stream.WriteAsync("=2345"u8.ToArray(), Ct);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(Ct));
        Assert.Contains("<h1", await reader.ReadToEndAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task says_which_districts_it_cannot_serve_and_answers_503_there()
    {
        await using var installation = await Installation.Copied(Database.Sqlite);
        var directory = new DistrictDirectory(installation.Stores);
        await directory.Add(Installation.Cedar, Ct);
        await directory.Add(Installation.Juniper, Ct);
        await using (var db = installation.Stores.Open(Installation.Juniper)) await MakeNewer(db);
        await using var program = await ServedProgram.Start(installation.Settings, "--log-format", "json");
        using var answer = await program.Client.GetAsync("/juniper/", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        for (var tries = 0; tries < 100 && !program.Output.Contains("\"State\":\"Newer\"", StringComparison.Ordinal); tries++) await Task.Delay(50, Ct);
        Assert.Contains("District juniper is not served, its store is Newer", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("District cedar-valley is not served", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task refuses_settings_ports_and_databases_that_it_cannot_use_in_one_line()
    {
        using var folder = new CliFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        Assert.Contains("is in use by another program", Assert.Single((await CliFolder.Run("serve", "--data", folder.At("data"), "--urls", taken)).Refusal()), StringComparison.Ordinal);
        var nowhere = $"Host=127.0.0.1;Port={RunningServer.FreePort()};Username=u;Password=hush;Database=d;Timeout=2";
        var line = Assert.Single((await CliFolder.Run("serve", "--data", folder.At("data"), "--urls", $"http://127.0.0.1:{RunningServer.FreePort()}", "--database", nowhere)).Refusal());
        Assert.Contains("cannot be reached", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", line, StringComparison.Ordinal);
        Assert.Contains("there is no option '--url'; did you mean '--urls'", (await CliFolder.Run("serve", "--url", "http://localhost:1")).Refusal()[0], StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task checks_its_settings_without_changing_anything(Database database)
    {
        await using var installation = await Installation.Copied(database);
        var directory = new DistrictDirectory(installation.Stores);
        await directory.Add(Installation.Cedar, Ct);
        var result = await Check(installation.Settings);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Matches(@"(?m)^data +\S+ +--data$", result.Output);
        Assert.Matches(@"(?m)^limits\.body +30 +default$", result.Output);
        Assert.Matches(@"(?m)^districts +ok +1 current \(cedar-valley\)$", result.Output);
        Assert.Matches(database == Database.Sqlite ? "(?m)^database +ok +SQLite" : @"(?m)^database +ok +PostgreSQL 1\d", result.Output);
        await directory.Add(Installation.Juniper, Ct);
        await using (var db = installation.Stores.Open(Installation.Juniper)) await MakeNewer(db);
        result = await Check(installation.Settings);
        Assert.Equal(2, result.Exit);
        Assert.Matches(@"(?m)^districts +FAULT +1 newer \(juniper\)", result.Output);
    }

    [Fact]
    public async Task checks_an_installation_that_is_not_there_yet_and_leaves_it_so()
    {
        using var folder = new CliFolder();
        var result = await Check(new(folder.At("data")));
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Matches("(?m)^host store +ok +none yet", result.Output);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task finds_what_would_keep_it_from_serving()
    {
        using var folder = new CliFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        The_front.Issue(folder.At("old.pem"), folder.At("old.key"), "old", days: -1);
        var result = await CliFolder.Run("serve", "--check", "--data", folder.At("old.pem/data"), "--tls-certificate", folder.At("old.pem"), "--tls-key", folder.At("old.key"),
            "--tls-password", "hush", "--urls", $"https://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}",
            "--database", $"Host=127.0.0.1;Port={RunningServer.FreePort()};Username=u;Password=hush;Database=d;Timeout=2");
        Assert.Equal(2, result.Exit);
        Assert.Matches("(?m)^data folder +FAULT", result.Output);
        Assert.Matches("(?m)^database +FAULT +cannot be reached", result.Output);
        Assert.Matches("(?m)^address +FAULT .*in use", result.Output);
        Assert.Matches("(?m)^database +127.0.0.1, database d, user u, password \\(set\\) +--database$", result.Output);
        Assert.DoesNotContain("hush", result.Output + result.Error, StringComparison.Ordinal);
        result = await CliFolder.Run("serve", "--check", "--data", folder.At("data"), "--tls-certificate", folder.At("old.pem"), "--tls-key", folder.At("old.key"), "--urls", "https://127.0.0.1:0");
        Assert.Matches(@"(?m)^certificate +FAULT +expired on \d{4}-\d\d-\d\d$", result.Output);
    }

    private static Task<CliResult> Check(StoreSettings stores) => CliFolder.Run(["serve", "--check", "--urls", $"http://127.0.0.1:{RunningServer.FreePort()}", "--data", stores.DataFolder,
        .. stores.ConnectionString is { } connection ? new[] { "--database", connection } : []]);

    /// <summary>As if a later version of the program had opened the store.</summary>
    private static async Task MakeNewer(DistrictDb db) =>
        await db.Database.ExecuteSqlRawAsync("UPDATE migration_history SET \"MigrationId\" = '99990101000000_Later' WHERE \"MigrationId\" = (SELECT max(\"MigrationId\") FROM migration_history)", Ct);
}
