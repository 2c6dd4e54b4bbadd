using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chalkline.Platform.Hooks;

/// <summary>What came of telling a receiver once.</summary>
/// <param name="Fault">Null: it was told.</param>
/// <param name="Answer">The number of its answer; null where there was none.</param>
internal sealed record SendHookResult(HookFault? Fault, int? Answer);

/// <summary>What is sent, already signed.</summary>
internal sealed record OutgoingHook(Uri Address, string Id, string Timestamp, string Signatures, string Body);

/// <summary>
/// Sends to receivers, and to the open network alone: where a name leads is looked at for each connection, and it is connected to that very address, so a name
/// that leads elsewhere a moment later gains nothing. No redirects, no proxy, no cookies; of the answer only the number counts.
/// </summary>
/// <param name="resolve">The addresses of a name.</param>
internal sealed class SendHook(HookSettings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private HttpClient? _client;

    private HttpClient Client => LazyInitializer.EnsureInitialized(ref _client, Make);

    public async Task<SendHookResult> Run(OutgoingHook hook, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Address) { Content = new StringContent(hook.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", hook.Id);
        request.Headers.Add("webhook-timestamp", hook.Timestamp);
        request.Headers.Add("webhook-signature", hook.Signatures);
        request.Headers.UserAgent.ParseAdd("Chalkline");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var number = (int)answer.StatusCode;
            return new(answer.IsSuccessStatusCode ? null : number is >= 300 and < 400 ? HookFault.Redirected : HookFault.Answered, number);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(HookFault.TooSlow, null);
        }
        catch (HttpRequestException e)
        {
            return new(e.InnerException is NotPublicException ? HookFault.NotPublic : HookFault.NotReached, null);
        }
    }

    public void Dispose() => _client?.Dispose();

    private HttpClient Make() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // No trace of ours goes to strangers.
        ActivityHeadersPropagator = null,
        ConnectCallback = Connect,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, ct);
        // A name that leads to both kinds is none to go by.
        if (addresses.Length == 0 || !addresses.All(MayReach)) throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayReach(IPAddress address) => HookRules.IsPublic(address) || settings.AllowsThisComputer && IPAddress.IsLoopback(address);

    private sealed class NotPublicException : IOException;
}
