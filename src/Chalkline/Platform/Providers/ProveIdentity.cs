namespace Chalkline.Platform.Providers;

/// <summary>From the code that a browser brought back to a checked identity: endpoints, exchange, token; new keys are fetched once.</summary>
internal sealed class ProveIdentity(Discovery discovery, RedeemCode redeem, ProviderSecrets secrets, TimeProvider time)
{
    /// <returns>An identity or a fault: an unknown key is a false signature in the end.</returns>
    public async Task<ReadIdTokenResult> Run(DistrictSlug district, SignInProvider provider, Challenge challenge, string code, string redirectTo, CancellationToken ct)
    {
        if (secrets.Open(district, provider) is not { } secret) return new ReadIdTokenResult.Refused(SignInFault.NotOffered);
        if (await discovery.Of(provider.Issuer, ct) is not DiscoveryResult.Found found) return new ReadIdTokenResult.Refused(SignInFault.Unreachable);
        var redeemed = await redeem.Run(found.Configuration, provider.ClientId, secret, code, challenge.Verifier, redirectTo, ct);
        if (redeemed is not RedeemCodeResult.Token token) return new ReadIdTokenResult.Refused(((RedeemCodeResult.Refused)redeemed).Fault);
        var read = await ReadIdToken.Run(token.IdToken, provider, found.Configuration, challenge.Nonce, time.Now());
        if (read is not ReadIdTokenResult.UnknownKey) return read;
        if (await discovery.Fetch(provider.Issuer, ct) is not DiscoveryResult.Found renewed) return new ReadIdTokenResult.Refused(SignInFault.Unreachable);
        read = await ReadIdToken.Run(token.IdToken, provider, renewed.Configuration, challenge.Nonce, time.Now());
        return read is ReadIdTokenResult.UnknownKey ? new ReadIdTokenResult.Refused(SignInFault.TokenSignature) : read;
    }
}
