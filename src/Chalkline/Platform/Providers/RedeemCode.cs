using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Chalkline.Platform.Providers;

/// <summary>What came of redeeming a code.</summary>
internal abstract record RedeemCodeResult
{
    private RedeemCodeResult()
    {
    }

    public sealed record Token(string IdToken) : RedeemCodeResult;

    public sealed record Refused(SignInFault Fault) : RedeemCodeResult;
}

/// <summary>Exchanges the code that the browser brought for the id token, from server to server (RFC 6749, 4.1.3).</summary>
internal sealed class RedeemCode(IHttpClientFactory clients)
{
    public async Task<RedeemCodeResult> Run(OpenIdConnectConfiguration at, string clientId, string secret, string code, string verifier, string redirectTo, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(Discovery.Client);
            using var request = Request(at, clientId, secret, code, verifier, redirectTo);
            using var response = await client.SendAsync(request, ct);
            return Read(response.StatusCode, await response.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (e is HttpRequestException || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new RedeemCodeResult.Refused(SignInFault.Unreachable);
        }
    }

    private static HttpRequestMessage Request(OpenIdConnectConfiguration at, string clientId, string secret, string code, string verifier, string redirectTo)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectTo,
            ["code_verifier"] = verifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, at.TokenEndpoint);
        // In the body where the provider takes it there: about the encoding in the header (RFC 6749, 2.3.1) implementations disagree.
        if (at.TokenEndpointAuthMethodsSupported.Contains("client_secret_post"))
            (form["client_id"], form["client_secret"]) = (clientId, secret);
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(clientId)}:{WebUtility.UrlEncode(secret)}")));
        request.Headers.Accept.Add(new("application/json"));
        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    private static RedeemCodeResult Read(HttpStatusCode status, string body)
    {
        var (token, error) = (Member(body, "id_token"), Member(body, "error"));
        return status switch
        {
            HttpStatusCode.OK when token is not null => new RedeemCodeResult.Token(token),
            HttpStatusCode.OK => new RedeemCodeResult.Refused(SignInFault.NoToken),
            HttpStatusCode.Unauthorized => new RedeemCodeResult.Refused(SignInFault.ClientRefused),
            HttpStatusCode.BadRequest when error is "invalid_client" or "unauthorized_client" => new RedeemCodeResult.Refused(SignInFault.ClientRefused),
            HttpStatusCode.BadRequest => new RedeemCodeResult.Refused(SignInFault.CodeRefused),
            // A redirect is not followed: it would carry the secret to wherever it points.
            _ => new RedeemCodeResult.Refused(SignInFault.Unreachable),
        };
    }

    private static string? Member(string body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
