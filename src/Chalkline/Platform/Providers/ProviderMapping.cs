using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Providers;

/// <summary>The tables of sign-in providers.</summary>
internal static class ProviderMapping
{
    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<ProviderId>();
        conventions.Id<GroupRoleId>();
    }

    public static void Map(ModelBuilder model)
    {
        model.Entity<SignInProvider>(provider =>
        {
            provider.Property(p => p.Name).HasMaxLength(ProviderLimits.Name);
            provider.Property(p => p.Issuer).HasMaxLength(ProviderLimits.Issuer);
            provider.Property(p => p.ClientId).HasMaxLength(ProviderLimits.ClientId);
            provider.Property(p => p.ProtectedSecret).IsSecret();
            provider.Property(p => p.Scopes).HasMaxLength(ProviderLimits.Scopes);
            provider.Property(p => p.EmailClaim).HasMaxLength(ProviderLimits.Claim);
            provider.Property(p => p.NameClaim).HasMaxLength(ProviderLimits.Claim);
            provider.Property(p => p.GroupsClaim).HasMaxLength(ProviderLimits.Claim);
            provider.Property(p => p.HostedDomain).HasMaxLength(ProviderLimits.Domain);
            provider.Ignore(p => p.Source);
        });
        model.Entity<GroupRole>(group =>
        {
            group.Property(g => g.GroupValue).HasMaxLength(ProviderLimits.Group);
            group.Property(g => g.ReviewArea).HasMaxLength(40);
            group.Ignore(g => g.Given);
            group.HasOne<SignInProvider>().WithMany().HasForeignKey(g => g.Provider).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

/// <summary>The most characters of each text.</summary>
internal static class ProviderLimits
{
    public const int Name = 60, ClientId = 200, Secret = 400, Scopes = 200, Claim = 100, Domain = 253, Group = 200;

    /// <summary>As an external login's column has it.</summary>
    public const int Issuer = 128;
}
