using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Chalkline.Platform;

namespace Chalkline.Tests.Files;

/// <summary>Listens as clamd does, takes a file by INSTREAM, and answers what it is told to.</summary>
internal sealed class PretendClamd : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Task _serving;
    private readonly string _answer;

    private PretendClamd(Socket listener, ClamdAddress address, string answer)
    {
        (_listener, Address, _answer) = (listener, address, answer);
        _serving = Task.Run(Serve);
    }

    public ClamdAddress Address { get; }

    /// <summary>The bytes of the last file.</summary>
    public byte[] Seen { get; private set; } = [];

    /// <param name="socket">The path of a Unix socket; null: TCP on loopback.</param>
    public static PretendClamd That(string answers, string? socket = null)
    {
        EndPoint at = socket is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(socket);
        var listener = new Socket(at.AddressFamily, SocketType.Stream, socket is null ? ProtocolType.Tcp : ProtocolType.Unspecified);
        listener.Bind(at);
        listener.Listen();
        var address = ClamdAddress.Parse(socket ?? $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}")!.Value;
        return new(listener, address, answers);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptAsync();
                await Answer(client);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Answer(Socket client)
    {
        await using var stream = new NetworkStream(client);
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0") return;
        using var seen = new MemoryStream();
        var size = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(size);
            var length = BinaryPrimitives.ReadInt32BigEndian(size);
            if (length == 0) break;
            var block = new byte[length];
            await stream.ReadExactlyAsync(block);
            seen.Write(block);
        }
        Seen = seen.ToArray();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer + "\0"));
    }
}
