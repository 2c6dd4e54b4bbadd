using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Chalkline.Platform.Providers;

/// <summary>Client secrets at rest: under the installation's keys, for one provider of one district alone.</summary>
internal sealed class ProviderSecrets(IDataProtectionProvider protection)
{
    public string Protect(DistrictSlug district, ProviderId provider, string secret) => For(district, provider).Protect(secret);

    /// <summary>The secret; null where there is none, or the keys that it was protected by are gone.</summary>
    public string? Open(DistrictSlug district, SignInProvider provider)
    {
        if (provider.ProtectedSecret is not { } text) return null;
        try
        {
            return For(district, provider.Id).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(DistrictSlug district, ProviderId provider) =>
        protection.CreateProtector("sign-in-provider.secret", district.Text, provider.ToString());
}
