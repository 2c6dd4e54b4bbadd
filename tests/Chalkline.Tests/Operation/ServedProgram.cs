using System.Diagnostics;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Evaluate;
using Xunit;

namespace Chalkline.Tests.Operation;

/// <summary><c>chalkline serve</c> as a process of its own: for signals, and for what it writes.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private readonly CliFolder _folder = new();
    private readonly StringBuilder _output = new();

    private ServedProgram(StoreSettings stores, int port, string[] options)
    {
        Port = port;
        Client = new() { BaseAddress = new($"http://localhost:{port}") };
        var environment = new Dictionary<string, string> { [Settings.Data.Variable] = stores.DataFolder };
        if (stores.ConnectionString is { } connection) environment[Settings.Database.Variable] = connection;
        Process = BuiltProgram.Start(_folder, environment, ["serve", "--urls", $"http://localhost:{port}", .. options]);
        Process.OutputDataReceived += Keep;
        Process.ErrorDataReceived += Keep;
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public int Port { get; }

    public HttpClient Client { get; }

    /// <summary>All that it has written so far, to both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ServedProgram> Start(StoreSettings stores, params string[] options)
    {
        var program = new ServedProgram(stores, RunningServer.FreePort(), options);
        var clock = Stopwatch.StartNew();
        while (!await program.IsReady())
        {
            Assert.False(program.Process.HasExited, program.Output);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), program.Output);
            await Task.Delay(50, Ct);
        }
        return program;
    }

    public async Task<bool> IsReady()
    {
        try
        {
            using var response = await Client.GetAsync("/health/ready", Ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Asks it to stop, waits until it has, and says with which exit code.</summary>
    public async Task<int> Stop()
    {
        await BuiltProgram.Signal(Process, "TERM");
        await Process.WaitForExitAsync(Ct).WaitAsync(TimeSpan.FromSeconds(40), Ct);
        return Process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
            Process.WaitForExit();
        }
        Process.Dispose();
        Client.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_output) _output.Append(line.Data).Append('\n');
    }
}
