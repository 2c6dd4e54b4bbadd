using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chalkline.Platform;

/// <summary>
/// What a capability's mapping says of backups. Nothing said: a table is in them, with all its columns that are no secrets
/// (<see cref="StoreSecrets"/>).
/// </summary>
public static class BackupMarks
{
    private const string OutMark = "Chalkline:NotInBackups";

    /// <summary>Rows that mean nothing in another place or at another time (sessions, links that were sent, keys of forms).</summary>
    public static EntityTypeBuilder<T> NotInBackups<T>(this EntityTypeBuilder<T> entity) where T : class => entity.HasAnnotation(OutMark, true);

    internal static bool IsOut(IReadOnlyAnnotatable entity) => entity.FindAnnotation(OutMark) is not null;
}
