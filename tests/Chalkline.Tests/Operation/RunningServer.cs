using System.Collections;
using System.Net;
using System.Net.Sockets;
using Chalkline.Commands;
using Chalkline.Platform;
using Chalkline.Tests.Storage;
using Xunit;

namespace Chalkline.Tests.Operation;

/// <summary>The server as <c>chalkline serve</c> runs it, in this process, at an address of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private RunningServer(ServeSettings settings, Task<string> address, Task running) => (Settings, Address, _running) = (settings, address, running);

    public ServeSettings Settings { get; }

    /// <summary>The address for people.</summary>
    public Task<string> Address { get; }

    public int Port => Settings.Addresses[0].Port;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Settings of an installation with others, given as on the command line.</summary>
    public static SettingValues Values(StoreSettings stores, params (Setting Setting, string Text)[] others)
    {
        var options = new Dictionary<Setting, IReadOnlyList<string>> { [Chalkline.Platform.Settings.Data] = [stores.DataFolder], [Chalkline.Platform.Settings.LogLevel] = ["error"] };
        if (stores.ConnectionString is { } connection) options[Chalkline.Platform.Settings.Database] = [connection];
        foreach (var (setting, text) in others) options[setting] = [text];
        return SettingValues.Read(null, new Hashtable(), options);
    }

    public static async Task<RunningServer> Start(Installation installation, params (Setting Setting, string Text)[] others)
    {
        var settings = ServeSettings.Of(Values(installation.Settings, others));
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = new CancellationTokenSource();
        var running = Server.RunAsync(settings, Capabilities.All, TimeProvider.System, (_, address) =>
        {
            ready.SetResult(address);
            return Task.CompletedTask;
        }, stop.Token);
        var server = new RunningServer(settings, ready.Task, running);
        server._stop.Token.Register(stop.Cancel);
        await Task.WhenAny(ready.Task, running).WaitAsync(TimeSpan.FromSeconds(60), Ct);
        if (!ready.Task.IsCompleted) await running;
        return server;
    }

    /// <summary>Sends bytes as they are and reads all that comes back until the server closes.</summary>
    public async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(request), Ct);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
