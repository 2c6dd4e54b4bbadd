using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>How reminders stand in a district's store. What was chosen is in backups; how mail stands belongs to the installation.</summary>
internal static class ReminderMapping
{
    /// <summary>Also in the migration that made the tables.</summary>
    public const string FrequencyCheck = "frequency IN ('off', 'daily', 'weekly')";

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Code<ReminderFrequency>();
        conventions.Code<MailFault>();
    }

    public static void Map(ModelBuilder model)
    {
        model.Entity<ReminderDefaults>(defaults =>
        {
            defaults.Property(d => d.Id).ValueGeneratedNever();
            defaults.Ignore(d => d.Plan).Ignore(d => d.Quiet);
            defaults.ToTable(t => t.HasCheckConstraint("ck_reminder_defaults_frequency", FrequencyCheck));
        });
        model.Entity<ReminderChoice>(choice =>
        {
            choice.HasKey(c => c.Account);
            choice.Ignore(c => c.Plan);
            choice.HasOne<Account>().WithMany().HasForeignKey(c => c.Account).OnDelete(DeleteBehavior.Restrict);
            choice.ToTable(t => t.HasCheckConstraint("ck_reminder_choice_frequency", FrequencyCheck));
        });
        model.Entity<MailDigest>(digest =>
        {
            digest.NotInBackups();
            digest.HasKey(d => d.Account);
            digest.HasOne<Account>().WithMany().HasForeignKey(d => d.Account).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MailState>(state =>
        {
            state.NotInBackups();
            state.Property(s => s.Id).ValueGeneratedNever();
        });
    }
}
