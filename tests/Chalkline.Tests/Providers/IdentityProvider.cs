using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Chalkline.Tests.Providers;

/// <summary>
/// A small OpenID Connect provider on loopback, as strict as the standard asks (client secret, PKCE, codes that work once, exact redirect
/// address), which can be told to misbehave.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "chalkline", Secret = "a secret with spaces & signs: ü+%";

    private static readonly RSA[] Keys = [RSA.Create(2048), RSA.Create(2048)];
    private static readonly ECDsa[] Curves = [ECDsa.Create(ECCurve.NamedCurves.nistP256), ECDsa.Create(ECCurve.NamedCurves.nistP256)];
    private readonly WebApplication _server;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private int _issued;
    private int _signing, _published;

    private IdentityProvider(WebApplication server, TimeProvider time) => (_server, _time) = (server, time);

    public string Issuer { get; private set; } = "";

    /// <summary>What the next id token says about the person.</summary>
    public JsonObject Person { get; set; } = [];

    /// <summary>Bends the claims of the next token.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Replaces the way in which tokens are signed.</summary>
    public Func<string, string>? Sign { get; set; }

    /// <summary>What the token endpoint does instead of answering.</summary>
    public Func<HttpContext, Task>? AtToken { get; set; }

    /// <summary>What the discovery document does instead of being there.</summary>
    public Func<HttpContext, Task>? AtDiscovery { get; set; }

    /// <summary>Bends the discovery document.</summary>
    public Action<JsonObject> Document { get; set; } = _ => { };

    /// <summary>The <c>iss</c> parameter of the answer (RFC 9207); null: none.</summary>
    public string? AnswersAs { get; set; }

    /// <summary>The person says no.</summary>
    public bool Declines { get; set; }

    /// <summary>The ways in which it takes the client's secret, as its document says; null: the document does not, which means <c>client_secret_basic</c>.</summary>
    public string[]? TakesSecretBy { get; set; }

    /// <summary>How often anything of it was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>How often the token endpoint was asked.</summary>
    public int TokenCalls { get; private set; }

    /// <summary>The bytes that everyone knows: an attacker's favourite HMAC key.</summary>
    public static byte[] PublicKey => Encoding.ASCII.GetBytes(Keys[0].ExportSubjectPublicKeyInfoPem());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<IdentityProvider> Start(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var provider = new IdentityProvider(server, time);
        server.Use((http, next) =>
        {
            provider.Asked++;
            return next(http);
        });
        server.MapGet("/.well-known/openid-configuration", provider.Discover);
        server.MapGet("/keys", provider.PublishKeys);
        server.MapGet("/authorize", provider.Authorize);
        server.MapPost("/token", provider.Token);
        await server.StartAsync(Ct);
        provider.Issuer = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>Signs with a new key from now on, and publishes it or not.</summary>
    public void RollKey(bool publish) => (_signing, _published) = (1, publish ? 1 : _published);

    /// <summary>A token signed by a key that is not the published one, under its name.</summary>
    public static string SignWithOtherKey(string payload) => Create(payload, new RsaSecurityKey(Keys[1]) { KeyId = "key-0" }, SecurityAlgorithms.RsaSha256);

    /// <summary>Signs by another algorithm than the usual one, with the published key that belongs to it.</summary>
    public static Func<string, string> SignBy(string algorithm) => payload => Create(payload, algorithm == SecurityAlgorithms.EcdsaSha256 ? CurveKey(0) : new RsaSecurityKey(Keys[0]) { KeyId = "key-0" }, algorithm);

    /// <summary>By a curve's key that is not the published one, under its name.</summary>
    public static string SignWithOtherCurve(string payload) => Create(payload, CurveKey(1), SecurityAlgorithms.EcdsaSha256);

    public static string SignWithPublicKey(string payload) => Create(payload, new SymmetricSecurityKey(PublicKey) { KeyId = "key-0" }, SecurityAlgorithms.HmacSha256);

    public static string SignWithNothing(string payload) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(payload);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static ECDsaSecurityKey CurveKey(int which) => new(Curves[which]) { KeyId = "curve-0" };

    private static string Create(string payload, SecurityKey key, string algorithm) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(payload, new SigningCredentials(key, algorithm));

    private async Task Discover(HttpContext http)
    {
        if (AtDiscovery is { } instead)
        {
            await instead(http);
            return;
        }
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
        };
        if (TakesSecretBy is { } ways) document["token_endpoint_auth_methods_supported"] = new JsonArray([.. ways.Select(w => JsonValue.Create(w))]);
        Document(document);
        await http.Response.WriteAsync(document.ToJsonString(), Ct);
    }

    private Task PublishKeys(HttpContext http)
    {
        var (key, curve) = (Keys[_published].ExportParameters(false), Curves[0].ExportParameters(false).Q);
        return http.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "EC", use = "sig", kid = "curve-0", crv = "P-256", x = Base64Url.EncodeToString(curve.X), y = Base64Url.EncodeToString(curve.Y) },
                new { kty = "RSA", use = "sig", kid = $"key-{_published}", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) },
            },
        }), Ct);
    }

    private IResult Authorize(HttpContext http)
    {
        var query = http.Request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || !query["scope"].ToString().Contains("openid", StringComparison.Ordinal))
            return Results.BadRequest();
        var redirect = query["redirect_uri"].ToString();
        var code = $"code-{Interlocked.Increment(ref _issued)}";
        _codes[code] = new(query["nonce"].ToString(), query["code_challenge"].ToString(), redirect);
        var answer = new Dictionary<string, string?> { ["state"] = query["state"] };
        if (Declines) answer["error"] = "access_denied";
        else answer["code"] = code;
        if (AnswersAs is { } issuer) answer["iss"] = issuer;
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
    }

    private async Task Token(HttpContext http)
    {
        TokenCalls++;
        if (AtToken is { } instead)
        {
            await instead(http);
            return;
        }
        var form = await http.Request.ReadFormAsync(Ct);
        if (!ShowsSecret(http.Request.Headers.Authorization.ToString(), form))
        {
            await Results.Json(new { error = "invalid_client" }, statusCode: 401).ExecuteAsync(http);
            return;
        }
        if (!_codes.TryRemove(form["code"].ToString(), out var code) || code.RedirectTo != form["redirect_uri"]
            || code.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
        {
            await Results.Json(new { error = "invalid_grant" }, statusCode: 400).ExecuteAsync(http);
            return;
        }
        await Results.Json(new { token_type = "Bearer", access_token = "none of ours", id_token = IdToken(code.Nonce) }).ExecuteAsync(http);
    }

    /// <summary>Whether the client has shown its secret, in one way and in one that is taken.</summary>
    private bool ShowsSecret(string header, IFormCollection form)
    {
        var ways = TakesSecretBy ?? ["client_secret_basic"];
        if (header.Length == 0) return ways.Contains("client_secret_post") && (form["client_id"], form["client_secret"]) == (ClientId, Secret);
        return ways.Contains("client_secret_basic") && !form.ContainsKey("client_secret")
            && Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':').Select(WebUtility.UrlDecode).ToArray() is [ClientId, Secret];
    }

    private string IdToken(string nonce)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = Issuer, ["aud"] = ClientId, ["nonce"] = nonce, ["iat"] = now, ["exp"] = now + 300 };
        foreach (var (name, value) in Person) claims[name] = value?.DeepClone();
        Claims(claims);
        var payload = claims.ToJsonString();
        return Sign is { } sign ? sign(payload) : Create(payload, new RsaSecurityKey(Keys[_signing]) { KeyId = $"key-{_signing}" }, SecurityAlgorithms.RsaSha256);
    }

    private sealed record Code(string Nonce, string Challenge, string RedirectTo);
}
