using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Work;

/// <summary>How work that was handed over stands in a district's store.</summary>
internal static class WorkMapping
{
    public const int LongestKey = 200;

    public static void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<DelegationId>();

    public static void Map(ModelBuilder model) => model.Entity<Delegation>(delegation =>
    {
        delegation.Property(d => d.Item).HasMaxLength(LongestKey);
        delegation.HasOne<Account>().WithMany().HasForeignKey(d => d.Giver).OnDelete(DeleteBehavior.Restrict);
        delegation.HasOne<Account>().WithMany().HasForeignKey(d => d.Recipient).OnDelete(DeleteBehavior.Restrict);
    });
}
