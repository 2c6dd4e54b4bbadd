namespace Chalkline.Platform;

/// <summary>
/// Takes the personal data of one record out for good: when it is asked for, and again when a backup from before is restored. Contributed by the
/// capability that keeps such records.
/// </summary>
public interface IEraser
{
    /// <summary>As in the host's list of deletions: "account".</summary>
    string Kind { get; }

    /// <summary>
    /// Erases the record in the store's change tracker; the caller's <see cref="DistrictDb.Commit(AuditEntry, CancellationToken)"/> saves it. A record that
    /// is not there, or is erased already, is left as it is.
    /// </summary>
    Task Erase(DistrictDb db, Guid subject, CancellationToken ct);
}
