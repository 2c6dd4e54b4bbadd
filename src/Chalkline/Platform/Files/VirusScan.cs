using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Chalkline.Platform.Files;

/// <summary>Which scanner looks at files before they are kept.</summary>
/// <param name="Clamd">Null: none.</param>
internal sealed record FileSettings(ClamdAddress? Clamd);

/// <summary>What the scanner says of a file.</summary>
internal abstract record VirusScanResult
{
    private VirusScanResult()
    {
    }

    public sealed record Clean : VirusScanResult;

    /// <param name="Name">As the scanner calls it.</param>
    public sealed record Infected(string Name) : VirusScanResult;

    /// <summary>It did not look at the file: the file is not kept.</summary>
    /// <param name="Why">For the program's log.</param>
    public sealed record NotScanned(string Why) : VirusScanResult;
}

/// <summary>Has clamd look at a file, over its INSTREAM command. Where none is named every file is clean; where one is named and does not answer, none is.</summary>
internal sealed partial class VirusScan(FileSettings settings, ILogger<VirusScan> log)
{
    private const int Block = 1 << 16, LongestAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<VirusScanResult> Run(Stream content, CancellationToken ct)
    {
        if (settings.Clamd is not { } address) return new VirusScanResult.Clean();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            content.Position = 0;
            var answer = await Ask(address, content, patience.Token);
            var result = Meaning(answer);
            if (result is VirusScanResult.NotScanned) NoAnswer(address.ToString(), answer);
            return result;
        }
        catch (Exception e) when (e is SocketException or IOException || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            NoAnswer(address.ToString(), e.Message);
            return new VirusScanResult.NotScanned(e.Message);
        }
    }

    /// <summary>The answer's meaning: <c>stream: OK</c>, <c>stream: NAME FOUND</c>; all else is no answer.</summary>
    internal static VirusScanResult Meaning(string answer)
    {
        const string about = "stream: ", found = " FOUND";
        if (answer == about + "OK") return new VirusScanResult.Clean();
        return answer.StartsWith(about, StringComparison.Ordinal) && answer.EndsWith(found, StringComparison.Ordinal) && answer.Length > about.Length + found.Length
            ? new VirusScanResult.Infected(answer[about.Length..^found.Length]) : new VirusScanResult.NotScanned(answer);
    }

    private static async Task<string> Ask(ClamdAddress address, Stream content, CancellationToken ct)
    {
        using var socket = address.Port == 0 ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (address.Port == 0) await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Host), ct);
        else await socket.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var block = new byte[Block + 4];
        int read;
        do
        {
            read = await content.ReadAsync(block.AsMemory(4), ct);
            BinaryPrimitives.WriteInt32BigEndian(block, read);
            await stream.WriteAsync(block.AsMemory(0, read + 4), ct);
        }
        while (read > 0);
        var answer = new byte[LongestAnswer];
        var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', '\r', ' ');
    }

    [LoggerMessage(1, LogLevel.Error, "The virus scanner at {Address} did not look at a file, so the file was refused: {Reason}")]
    private partial void NoAnswer(string address, string reason);
}
