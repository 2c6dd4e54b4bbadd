using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Files;

/// <summary>How files stand in a district's store.</summary>
internal static class FileMapping
{
    public static void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<FileId>();

    public static void Map(ModelBuilder model)
    {
        model.Entity<FileContent>(content =>
        {
            content.HasKey(c => c.Sha256);
            content.Property(c => c.Sha256).HasMaxLength(64);
        });
        model.Entity<FileChunk>(chunk =>
        {
            chunk.HasKey(c => new { c.Sha256, c.Number });
            chunk.Property(c => c.Sha256).HasMaxLength(64);
            chunk.HasOne<FileContent>().WithMany().HasForeignKey(c => c.Sha256).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AttachedFile>(file =>
        {
            file.Property(f => f.RecordKind).HasMaxLength(40);
            file.Property(f => f.Name).HasMaxLength(200);
            file.Property(f => f.NameFolded).HasMaxLength(400);
            file.Property(f => f.Sha256).HasMaxLength(64);
            file.Property(f => f.Type).HasMaxLength(10);
            file.HasIndex(f => new { f.RecordKind, f.RecordId, f.NameFolded, f.Number }).IsUnique();
            file.HasIndex(f => f.Sha256);
            file.HasIndex(f => f.ExpiresAt);
            file.HasOne<FileContent>().WithMany().HasForeignKey(f => f.Sha256).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
