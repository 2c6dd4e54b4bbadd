using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chalkline.Platform;

/// <summary>What a capability's mapping says of backups. Nothing said: a table is in them with all its columns.</summary>
public static class BackupMarks
{
    private const string SecretMark = "Chalkline:Secret", OutMark = "Chalkline:NotInBackups";

    /// <summary>A secret (a client's secret, a token): not in backups, entered again after a restore. The column is optional, or empty then.</summary>
    public static PropertyBuilder<T> Secret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(SecretMark, true);

    /// <summary>Rows that mean nothing in another place or at another time (sessions, links that were sent, keys of forms).</summary>
    public static EntityTypeBuilder<T> NotInBackups<T>(this EntityTypeBuilder<T> entity) where T : class => entity.HasAnnotation(OutMark, true);

    internal static bool IsSecret(IReadOnlyAnnotatable property) => property.FindAnnotation(SecretMark) is not null;

    internal static bool IsOut(IReadOnlyAnnotatable entity) => entity.FindAnnotation(OutMark) is not null;
}
