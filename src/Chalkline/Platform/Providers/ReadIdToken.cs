using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Chalkline.Platform.Providers;

/// <summary>Whom a provider says that the person is.</summary>
/// <param name="Email">Null where the token has none.</param>
/// <param name="Groups">Null where there are too many for a token, so that it names none of them (Entra, above 200).</param>
internal sealed record ProvenIdentity(string Issuer, string Subject, string? Email, bool EmailVerified, string? Name, IReadOnlyList<string>? Groups);

/// <summary>What an id token is worth.</summary>
internal abstract record ReadIdTokenResult
{
    private ReadIdTokenResult()
    {
    }

    public sealed record Proven(ProvenIdentity Identity) : ReadIdTokenResult;

    /// <summary>Signed by a key that is not among those known: the provider may have a new one.</summary>
    public sealed record UnknownKey : ReadIdTokenResult;

    public sealed record Refused(SignInFault Fault) : ReadIdTokenResult;
}

/// <summary>Checks an id token as OpenID Connect Core 1.0, 3.1.3.7, asks, and reads who it is about.</summary>
internal static class ReadIdToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // Asymmetric ones alone: with HS256 the public key could pass for the secret, with none nothing is proven.
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <param name="nonce">Of the challenge that the code answered.</param>
    public static async Task<ReadIdTokenResult> Run(string text, SignInProvider provider, OpenIdConnectConfiguration found, string nonce, DateTimeOffset now)
    {
        if (Parse(text) is not { } token) return Refused(SignInFault.TokenUnreadable);
        if (!Algorithms.Contains(token.Alg)) return Refused(SignInFault.TokenAlgorithm);
        if (token.Kid is { Length: > 0 } kid && found.SigningKeys.All(k => k.KeyId != kid)) return new ReadIdTokenResult.UnknownKey();
        var result = await Handler.ValidateTokenAsync(token, Parameters(provider, found, now));
        if (!result.IsValid) return Refused(Meaning(result.Exception));
        if (Claim(token, "nonce") is not { } answered || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(answered), Encoding.UTF8.GetBytes(nonce)))
            return Refused(SignInFault.TokenNonce);
        if (Claim(token, "azp") is var party && (party is not null || token.Audiences.Count() > 1) && party != provider.ClientId) return Refused(SignInFault.TokenAudience);
        if (token.Subject is not { Length: > 0 and <= 255 }) return Refused(SignInFault.TokenUnreadable);
        if (provider.HostedDomain is { } domain && !domain.Equals(Claim(token, "hd"), StringComparison.OrdinalIgnoreCase)) return Refused(SignInFault.OtherDomain);
        return new ReadIdTokenResult.Proven(Identity(token, provider));
    }

    private static TokenValidationParameters Parameters(SignInProvider provider, OpenIdConnectConfiguration found, DateTimeOffset now) => new()
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = provider.ClientId,
        IssuerSigningKeys = found.SigningKeys,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        // By our clock: the default asks the machine's.
        LifetimeValidator = (notBefore, expires, _, _) => expires is { } end && now.UtcDateTime < end + Skew && (notBefore is not { } begin || now.UtcDateTime > begin - Skew),
    };

    private static SignInFault Meaning(Exception? why) => why switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException or SecurityTokenNotYetValidException => SignInFault.TokenExpired,
        SecurityTokenInvalidIssuerException => SignInFault.TokenIssuer,
        SecurityTokenInvalidAudienceException => SignInFault.TokenAudience,
        _ => SignInFault.TokenSignature,
    };

    private static ProvenIdentity Identity(JsonWebToken token, SignInProvider provider)
    {
        var email = Claim(token, provider.EmailClaim)?.Trim() is { Length: > 0 and <= 256 } text && text.Contains('@') ? text : null;
        // Entra's own word for a verified address is xms_edov.
        var verified = provider.TrustsEmail || IsTrue(Claim(token, "email_verified")) || IsTrue(Claim(token, "xms_edov"));
        return new(provider.Issuer, token.Subject, email, verified, NameOf(token, provider), Groups(token, provider));
    }

    private static string? NameOf(JsonWebToken token, SignInProvider provider)
    {
        var name = (Claim(token, provider.NameClaim) ?? $"{Claim(token, "given_name")} {Claim(token, "family_name")}").Trim();
        return name.Length == 0 ? null : name[..Math.Min(name.Length, 200)];
    }

    private static List<string>? Groups(JsonWebToken token, SignInProvider provider)
    {
        if (provider.GroupsClaim is not { } claim) return [];
        var groups = token.Claims.Where(c => c.Type == claim).Select(c => c.Value).ToList();
        var elsewhere = groups.Count == 0 && token.TryGetPayloadValue<Dictionary<string, object>>("_claim_names", out var names) && names.ContainsKey(claim);
        return elsewhere || IsTrue(Claim(token, "hasgroups")) ? null : groups;
    }

    private static JsonWebToken? Parse(string text)
    {
        try
        {
            return Handler.CanReadToken(text) ? Handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static string? Claim(JsonWebToken token, string name) => token.Claims.Where(c => c.Type == name).Select(c => c.Value).FirstOrDefault();

    private static bool IsTrue(string? value) => value is "1" || "true".Equals(value, StringComparison.OrdinalIgnoreCase);

    private static ReadIdTokenResult.Refused Refused(SignInFault fault) => new(fault);
}
