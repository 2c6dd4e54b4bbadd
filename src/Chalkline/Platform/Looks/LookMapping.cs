using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Looks;

/// <summary>How looks stand in a district's store.</summary>
internal static class LookMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<DistrictStyle>(look =>
        {
            look.Property(l => l.Id).ValueGeneratedNever();
            look.Property(l => l.Colour).HasMaxLength(7);
            look.Property(l => l.LogoType).HasMaxLength(40);
            look.Property(l => l.LogoHash).HasMaxLength(16);
        });
        model.Entity<AccountStyle>(look =>
        {
            look.HasKey(l => l.Account);
            look.Property(l => l.Theme).HasMaxLength(8);
            look.HasOne<Account>().WithMany().HasForeignKey(l => l.Account).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
