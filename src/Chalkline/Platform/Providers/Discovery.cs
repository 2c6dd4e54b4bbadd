using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Chalkline.Platform.Providers;

/// <summary>Why a provider could not be discovered. Words: <c>Trouble…</c>.</summary>
internal enum DiscoveryTrouble
{
    Unreachable,
    TooSlow,

    /// <summary>Answers, but not with the document (404, 500, a redirect).</summary>
    NoDocument,
    NotReadable,

    /// <summary>The document is of another issuer than the one that was entered.</summary>
    OtherIssuer,

    /// <summary>An address in it may not be asked: see <see cref="ProviderSettings.MayAsk"/>.</summary>
    NotSecure,

    /// <summary>Without endpoints or keys.</summary>
    Incomplete,
}

/// <summary>What came of asking a provider for its endpoints and keys.</summary>
internal abstract record DiscoveryResult
{
    private DiscoveryResult()
    {
    }

    public sealed record Found(OpenIdConnectConfiguration Configuration) : DiscoveryResult;

    /// <param name="Said">The issuer that the document names instead.</param>
    public sealed record Failed(DiscoveryTrouble Trouble, string? Said = null) : DiscoveryResult;
}

/// <summary>
/// Endpoints and keys of issuers (OpenID Connect Discovery 1.0), remembered for an hour. The package's own <c>ConfigurationManager</c> is not used
/// because it goes by its own clock and fetches new keys in the background: the sign-in that met a new key would fail.
/// </summary>
internal sealed class Discovery(IHttpClientFactory clients, ProviderSettings settings, TimeProvider time)
{
    /// <summary>The name of the HTTP client for everything that goes to providers: no redirects, no cookies, little patience, small answers.</summary>
    public const string Client = "sign-in-provider";

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1), Usable = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>What is known; fetched where that is older than an hour. A provider that does not answer then is known for a day.</summary>
    public async Task<DiscoveryResult> Of(string issuer, CancellationToken ct)
    {
        var known = _known.GetValueOrDefault(issuer);
        if (known is not null && time.Now() - known.At < Fresh) return known.Result;
        var fetched = await Fetch(issuer, ct);
        return fetched is DiscoveryResult.Failed && known is not null && time.Now() - known.At < Usable ? known.Result : fetched;
    }

    /// <summary>Fetched now: for the test button, and when a token is signed by a key that is not known yet.</summary>
    public async Task<DiscoveryResult> Fetch(string issuer, CancellationToken ct)
    {
        var result = await Read(issuer, ct);
        if (result is DiscoveryResult.Found found) _known[issuer] = new(found, time.Now());
        return result;
    }

    private async Task<DiscoveryResult> Read(string issuer, CancellationToken ct)
    {
        try
        {
            var address = issuer.TrimEnd('/') + "/.well-known/openid-configuration";
            using var client = clients.CreateClient(Client);
            return Judge(issuer, await OpenIdConnectConfigurationRetriever.GetAsync(address, new Documents(client, settings), ct));
        }
        catch (DocumentException e)
        {
            return new DiscoveryResult.Failed(e.Trouble);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Only the package's parser is left: of what a stranger's server sends, anything that it throws means the same.
            return new DiscoveryResult.Failed(DiscoveryTrouble.NotReadable);
        }
    }

    private DiscoveryResult Judge(string issuer, OpenIdConnectConfiguration found)
    {
        if (found.Issuer != issuer) return new DiscoveryResult.Failed(DiscoveryTrouble.OtherIssuer, found.Issuer);
        if (string.IsNullOrEmpty(found.AuthorizationEndpoint) || string.IsNullOrEmpty(found.TokenEndpoint) || found.SigningKeys.Count == 0)
            return new DiscoveryResult.Failed(DiscoveryTrouble.Incomplete);
        return settings.MayAsk(found.AuthorizationEndpoint) && settings.MayAsk(found.TokenEndpoint) ? new DiscoveryResult.Found(found)
            : new DiscoveryResult.Failed(DiscoveryTrouble.NotSecure);
    }

    private sealed record Known(DiscoveryResult.Found Result, DateTimeOffset At);

    private sealed class DocumentException(DiscoveryTrouble trouble, Exception? cause = null) : Exception(trouble.ToString(), cause)
    {
        public DiscoveryTrouble Trouble { get; } = trouble;
    }

    /// <summary>Fetches the document of endpoints, then that of keys, from safe addresses alone.</summary>
    private sealed class Documents(HttpClient client, ProviderSettings settings) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            if (!settings.MayAsk(address)) throw new DocumentException(DiscoveryTrouble.NotSecure);
            try
            {
                using var response = await client.GetAsync(new Uri(address), cancel);
                return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancel) : throw new DocumentException(DiscoveryTrouble.NoDocument);
            }
            catch (HttpRequestException e)
            {
                throw new DocumentException(DiscoveryTrouble.Unreachable, e);
            }
            catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
            {
                throw new DocumentException(DiscoveryTrouble.TooSlow, e);
            }
        }
    }
}

/// <summary>Which providers an administrator may enter, as whoever runs the program decided.</summary>
/// <param name="AllowsThisComputer">Also plain http to this very machine: nobody listens in between, but what listens there is the operator's, not the district's.</param>
internal sealed record ProviderSettings(bool AllowsThisComputer)
{
    /// <summary>Whether an address of a provider may be asked; for one that was entered when more was allowed, too.</summary>
    public bool MayAsk(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || AllowsThisComputer && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
