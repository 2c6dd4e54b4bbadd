using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Comments;

/// <summary>How comments stand in a district's store.</summary>
internal static class CommentMapping
{
    public static void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<CommentId>();

    public static void Map(ModelBuilder model) => model.Entity<Comment>(comment =>
    {
        comment.Property(c => c.RecordKind).HasMaxLength(40);
        comment.Property(c => c.Text).HasMaxLength(CommentRules.MostCharacters);
        comment.HasIndex(c => new { c.RecordKind, c.RecordId, c.Id });
    });
}
