using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chalkline.Platform;

/// <summary>
/// Columns that hold a secret of the installation (protected by its keys): they are left out of backups and entered again after a restore,
/// so they are optional.
/// </summary>
public static class StoreSecrets
{
    private const string Annotation = "Chalkline:Secret";

    /// <summary>Marks a column in its mapping.</summary>
    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Annotation, true);

    /// <summary>Whether the column is one.</summary>
    public static bool IsSecret(this IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;
}
