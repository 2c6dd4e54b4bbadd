using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Records;

/// <summary>How schools and the calendar stand in a district's store.</summary>
internal sealed class RecordsMapping : IStoreMapping
{
    public void Conventions(ModelConfigurationBuilder conventions)
    {
    }

    public void Map(ModelBuilder model) => model.Entity<School>(school =>
    {
        school.Ignore(s => s.Grades);
        school.Property(s => s.Slug).HasMaxLength(60);
        school.Property(s => s.Name).HasMaxLength(200);
        school.Property(s => s.NameFolded).HasMaxLength(400);
        school.Property(s => s.NcesId).HasMaxLength(12);
        school.Property(s => s.GradeCodes).HasMaxLength(60);
        school.Property(s => s.Address).HasMaxLength(300);
        school.HasIndex(s => s.Slug).IsUnique();
        school.HasIndex(s => s.NameFolded).IsUnique();
        school.HasIndex(s => s.NcesId).IsUnique();
        school.ToTable(t => t.HasCheckConstraint("ck_school_enrollment", "enrollment >= 0"));
    });
}
