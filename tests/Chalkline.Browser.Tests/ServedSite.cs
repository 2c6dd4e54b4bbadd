using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>The built program over a data folder and, if one is given, a PostgreSQL: its commands, and <c>serve</c> at an address of its own.</summary>
public sealed partial class ServedSite(string? database) : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("chalkline-browser-");
    private readonly StringBuilder _output = new();
    private Process? _process;

    /// <summary>For people: http://localhost:PORT.</summary>
    public string Address { get; } = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort()}");

    public string Folder => _data.FullName;

    /// <summary>The link that makes the first administrator: it is written after the line that says where the site is.</summary>
    public async Task<string> SetupLink()
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20, Ct))
        {
            if (Link().Match(Output) is { Success: true } link) return link.Value;
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), Output);
        }
    }

    private string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task Serve() => Begin("serves at", "serve", "--urls", Address);

    /// <summary>The invented district, with a click on the sign-in page for each of its people.</summary>
    public Task Demonstrate() => Begin("in a browser", "demo", "--port", new Uri(Address).Port.ToString(CultureInfo.InvariantCulture));

    private async Task Begin(string says, params string[] arguments)
    {
        _process = Start(arguments);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            Assert.False(_process.HasExited, Output);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90), Output);
            try
            {
                using var response = await client.GetAsync(Address + "/health/ready", Ct);
                if (response.IsSuccessStatusCode && Output.Contains(says, StringComparison.Ordinal)) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }

    public async Task Stop()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(Ct);
        await _process.WaitForExitAsync(Ct);
        Assert.True(_process.ExitCode == 0, Output);
    }

    /// <summary>Runs another of the program's commands, which must succeed, and says what it wrote.</summary>
    public async Task<string> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, await error + await output);
        return await output;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process?.Dispose();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "chalkline.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["CHALKLINE_DATA"] = Folder;
        if (database is not null) start.Environment["CHALKLINE_DATABASE"] = database;
        return Process.Start(start)!;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_output) _output.Append(line.Data).Append('\n');
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://\S+/setup/\S+")]
    private static partial Regex Link();
}
