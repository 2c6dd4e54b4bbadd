using Chalkline.Platform;
using Chalkline.Records.Calendar;
using Chalkline.Records.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chalkline.Records;

/// <summary>How schools and the calendar stand in a district's store.</summary>
internal sealed class RecordsMapping : IStoreMapping
{
    /// <summary>The kinds of entries that a store takes; also in the migration that made the table.</summary>
    private const string KindCheck = "kind IN ('school-year', 'term', 'testing-window', 'pd-day', 'holiday', 'board-meeting', 'fiscal-year')";

    public IReadOnlyList<ISearchEntries> Search { get; } = [new SchoolSearch()];

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<ImportId>();
        conventions.Id<CalendarEntryId>();
        conventions.Properties<CalendarKind>().HaveConversion<KindText>();
    }

    public void Map(ModelBuilder model)
    {
        MapSchools(model);
        MapCalendar(model);
    }

    private static void MapSchools(ModelBuilder model)
    {
        model.Entity<School>(school =>
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
        model.Entity<StagedImport>(import =>
        {
            import.NotInBackups();
            import.Property(i => i.FileName).HasMaxLength(200);
            import.Property(i => i.ContentHash).HasMaxLength(64);
            import.HasIndex(i => i.ExpiresAt);
        });
    }

    private static void MapCalendar(ModelBuilder model)
    {
        model.Entity<CalendarEntry>(entry =>
        {
            entry.Ignore(e => e.Dates);
            entry.Property(e => e.Name).HasMaxLength(100);
            entry.HasIndex(e => e.FirstDay);
            entry.HasMany(e => e.Schools).WithOne().HasForeignKey(s => s.Entry).OnDelete(DeleteBehavior.Restrict);
            entry.ToTable(t => t.HasCheckConstraint("ck_calendar_entry_kind", KindCheck));
            entry.ToTable(t => t.HasCheckConstraint("ck_calendar_entry_days", "last_day >= first_day"));
        });
        model.Entity<CalendarEntrySchool>(school =>
        {
            school.HasKey(s => new { s.Entry, s.School });
            school.HasOne<School>().WithMany().HasForeignKey(s => s.School).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CalendarState>(state => state.Property(s => s.Id).ValueGeneratedNever());
    }

    private sealed class KindText() : ValueConverter<CalendarKind, string>(kind => CalendarKinds.Code(kind), text => CalendarKinds.Find(text)!.Value);
}
