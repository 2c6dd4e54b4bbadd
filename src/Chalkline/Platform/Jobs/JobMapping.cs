using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Jobs;

/// <summary>How jobs stand in a district's store.</summary>
internal static class JobMapping
{
    /// <summary>Also in the migration that made the table.</summary>
    private const string StateCheck = "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')";

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Id<JobId>();
        conventions.Code<JobState>();
        conventions.Code<JobFailure>();
    }

    public static void Map(ModelBuilder model) => model.Entity<Job>(job =>
    {
        job.Ignore(j => j.IsOpen);
        job.Property(j => j.Kind).HasMaxLength(40);
        job.Property(j => j.FailureDetail).HasMaxLength(1000);
        job.HasIndex(j => new { j.State, j.DueAt });
        job.HasIndex(j => j.RequestedBy);
        job.ToTable(t => t.HasCheckConstraint("ck_job_state", StateCheck));
    });
}
