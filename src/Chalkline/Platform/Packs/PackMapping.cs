using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Packs;

/// <summary>How packs stand in a district's store.</summary>
internal static class PackMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<PackRelease>(release =>
        {
            release.HasKey(r => new { r.Pack, r.Release });
            release.Property(r => r.Pack).HasMaxLength(100);
            release.Property(r => r.Release).HasMaxLength(20);
            release.Property(r => r.Kind).HasMaxLength(40);
            release.Property(r => r.Hash).HasMaxLength(64);
            release.Property(r => r.Origin).HasMaxLength(20);
        });
        model.Entity<PackUse>(use =>
        {
            use.HasKey(u => new { u.Pack, u.Ordinal });
            use.Property(u => u.Pack).HasMaxLength(100);
            use.Property(u => u.Release).HasMaxLength(20);
        });
    }
}
