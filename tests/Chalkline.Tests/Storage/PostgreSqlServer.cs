using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Chalkline.Tests.Storage.SharedPostgreSql))]

namespace Chalkline.Tests.Storage;

/// <summary>
/// A PostgreSQL of the tests' own: on loopback, in a folder that goes with it, started when a test first asks for it. As root it is run by the
/// user postgres, because it refuses to run as root.
/// </summary>
public sealed class PostgreSqlServer(bool durable = true) : IDisposable
{
    private static readonly Lock Starting = new();
    private static PostgreSqlServer? _running;
    private readonly Lock _one = new();
    private string? _folder;
    private int _databases;

    public int Port { get; private set; }

    /// <summary>The one that tests share, which nobody interrupts and which therefore waits for no disk; xunit ends it after the last of them. A test that interrupts its server makes one of its own.</summary>
    public static PostgreSqlServer Shared
    {
        get
        {
            lock (Starting) return _running ??= new(durable: false);
        }
    }

    public static bool IsInstalled => Programs is not null;

    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    /// <summary>A connection string to a new database, empty or a copy of another that nobody has open; skips the test where there is no PostgreSQL (with CI=true it fails).</summary>
    public string NewDatabase(string? copyOf = null)
    {
        if (!IsInstalled)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("PostgreSQL is not installed (postgresql in Debian).");
            Assert.Skip("PostgreSQL is not installed (postgresql in Debian).");
        }
        lock (_one)
        {
            if (_folder is null) Start();
            var name = "t" + ++_databases;
            Execute($"CREATE DATABASE {name} TEMPLATE {copyOf ?? "template1"}");
            return ConnectionString(name);
        }
    }

    /// <summary>Stops the server at once, as a crash would, and starts it again after <paramref name="away"/>.</summary>
    public async Task Interrupt(TimeSpan away)
    {
        Control("stop", "-m", "immediate");
        await Task.Delay(away);
        Control("start");
    }

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_folder is null) return;
        Control("stop", "-m", "immediate");
        Directory.Delete(_folder, recursive: true);
        _folder = null;
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    private void Start()
    {
        _folder = Directory.CreateTempSubdirectory("chalkline-pg-").FullName;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        if (Environment.UserName == "root") Run("chown", "postgres", _folder);
        As("initdb", "-D", Path.Combine(_folder, "data"), "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8");
        Control("start");
    }

    private void Control(string command, params string[] more) => As("pg_ctl",
        [command, "-D", Path.Combine(_folder!, "data"), "-w", "-l", Path.Combine(_folder!, "log"), .. more,
            .. command == "start" ? new[] { "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200{(durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off")}" } : []]);

    private static void As(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        if (Environment.UserName == "root") Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Run(path, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        // Its output goes nowhere: a server that inherits a pipe keeps it open.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
    }
}

/// <summary>Ends the shared server after the last test.</summary>
public sealed class SharedPostgreSql : IDisposable
{
    public void Dispose() => PostgreSqlServer.Shared.Dispose();
}
