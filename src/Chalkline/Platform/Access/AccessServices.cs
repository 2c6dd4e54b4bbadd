using Chalkline.Platform.People;
using Microsoft.AspNetCore.Identity;

namespace Chalkline.Platform.Access;

/// <summary>How people are known: ASP.NET's Identity for passwords and passkeys, without its cookies and its sign-in manager; sessions are ours.</summary>
internal static class AccessServices
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512, as OWASP's password storage cheat sheet asks for; a hash with fewer is made anew at the next sign-in.</summary>
    private const int HashRounds = 210_000;

    public static void Add(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(o =>
        {
            o.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            o.User.RequireUniqueEmail = true;
            // Length counts, mixtures of signs do not (NIST SP 800-63B); what else is refused stands in PasswordRule.
            o.Password.RequiredLength = PasswordRule.Shortest;
            o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        }).AddUserStore<AccountStore>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashRounds);
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // A passkey stands for the person without a name being typed, and for the person, not just the device.
            o.ResidentKeyRequirement = "required";
            o.UserVerificationRequirement = "required";
        });
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped<AccountStore>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<PasskeyCeremony>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<StartSession>();
        services.AddSingleton<Setup>();
        services.AddScoped<SetUpDistrict>();
        services.AddScoped<MakeSignInLink>();
        services.AddScoped<UseSignInLink>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<PasskeySignIn>();
        services.AddScoped<AccountPasskeys>();
        services.AddSingleton<RequestLimits>();
    }
}
