using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chalkline.Platform;
using MimeKit;

namespace Chalkline.Tests.Reminders;

/// <summary>Takes mail by SMTP on the loopback address, keeps it, and refuses whom it is told to.</summary>
internal sealed class PretendMailServer : IAsyncDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly Func<string, string?> _recipient;

    /// <param name="port">0: any that is free.</param>
    /// <param name="recipient">What is answered to the command that names a recipient; null: it is taken.</param>
    public PretendMailServer(int port = 0, Func<string, string?>? recipient = null)
    {
        _recipient = recipient ?? (_ => null);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _serving = Task.Run(Serve);
    }

    public int Port { get; }

    public MailServer Settings => new("127.0.0.1", Port, MailTls.None, null, null, "Chalkline <noreply@chalkline.example.org>");

    /// <summary>What was taken, each with whom it was for, in order.</summary>
    public ConcurrentQueue<(string To, string Raw)> Taken { get; } = new();

    public IReadOnlyList<MimeMessage> Messages => [.. Taken.Select(m => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(m.Raw))))];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptAsync(_stop.Token);
                _ = Task.Run(() => Talk(client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Talk(Socket client)
    {
        try
        {
            using var _ = client;
            await using var stream = new NetworkStream(client);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await Say(stream, "220 pretend ESMTP");
            var to = "";
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var command = line.Split(' ', ':')[0].ToUpperInvariant();
                if (command == "RCPT") to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                await Say(stream, command switch
                {
                    "EHLO" or "HELO" => "250 pretend",
                    "DATA" => "354 go on",
                    "RCPT" => _recipient(to) ?? "250 ok",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                });
                if (command == "QUIT") return;
                if (command == "DATA") await Take(stream, reader, to);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The other side hung up, or the test is over.
        }
    }

    private async Task Take(NetworkStream stream, StreamReader reader, string to)
    {
        var raw = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Taken.Enqueue((to, raw.ToString()));
        await Say(stream, "250 taken");
    }

    private static ValueTask Say(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
