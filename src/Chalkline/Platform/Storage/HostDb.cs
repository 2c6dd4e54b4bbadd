using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Storage;

/// <summary>What belongs to the installation and to no district: which districts there are, keys, links for setting up, what was deleted.</summary>
internal sealed class HostDb(DbContextOptions<HostDb> options) : DbContext(options)
{
    /// <summary>Its migrations, in order; a test holds them against those that Entity Framework finds.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
        [.. new[] { typeof(HostMigrations.Host), typeof(HostMigrations.JobHints) }.Select(m => m.GetCustomAttribute<MigrationAttribute>()!.Id)];

    public DbSet<DistrictEntry> Districts => Set<DistrictEntry>();
    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<Deletion> Deletions => Set<Deletion>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite()) SqliteValues.Conventions(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DistrictEntry>(d =>
        {
            d.HasKey(e => e.Slug);
            d.Property(e => e.Slug).HasMaxLength(40);
            d.HasIndex(e => e.Id).IsUnique();
        });
        modelBuilder.Entity<SetupLink>(l =>
        {
            l.HasKey(e => e.TokenHash);
            l.Property(e => e.TokenHash).HasMaxLength(64);
            l.Property(e => e.Slug).HasMaxLength(40);
        });
        modelBuilder.Entity<ProtectionKey>(k =>
        {
            k.HasKey(e => e.Name);
            k.Property(e => e.Name).HasMaxLength(200);
        });
        modelBuilder.Entity<Deletion>(d =>
        {
            d.HasKey(e => new { e.District, e.Kind, e.Subject });
            d.Property(e => e.Kind).HasMaxLength(40);
        });
        modelBuilder.Entity<JobHint>(h =>
        {
            h.HasKey(e => e.Slug);
            h.Property(e => e.Slug).HasMaxLength(40);
            h.HasIndex(e => e.DueAt);
        });
        SnakeCase.Apply(modelBuilder, Database.IsNpgsql());
    }
}

/// <summary>A district of the installation.</summary>
internal sealed class DistrictEntry
{
    public required string Slug { get; init; }

    /// <summary>Stays the same when a backup is restored under another slug.</summary>
    public Guid Id { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Being made or restored: not served before this is set.</summary>
    public DateTimeOffset? OpenedAt { get; set; }
}

/// <summary>The one-time link that makes a district's first administrator, and the district where <see cref="Slug"/> is null.</summary>
internal sealed class SetupLink
{
    public required string TokenHash { get; init; }
    public string? Slug { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A key of ASP.NET's data protection, as its XML.</summary>
internal sealed class ProtectionKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}

/// <summary>Something of a district that was deleted for good: replayed by every restore of an older backup before it opens.</summary>
internal sealed class Deletion
{
    public Guid District { get; init; }

    /// <summary>Which eraser knows how: "account".</summary>
    public required string Kind { get; init; }
    public Guid Subject { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A district that has, or is about to have, jobs: where a node that was not told looks.</summary>
internal sealed class JobHint
{
    public required string Slug { get; init; }

    /// <summary>When the next of them should be taken.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When somebody last said that there is one.</summary>
    public DateTimeOffset TouchedAt { get; init; }
}
