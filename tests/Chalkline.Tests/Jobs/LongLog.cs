using Chalkline.Platform;
using Chalkline.Platform.Auditing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chalkline.Tests.Jobs;

/// <summary>An audit log that takes a while to check.</summary>
internal static class LongLog
{
    private static readonly BulkColumn[] Columns =
    [
        new("sequence", ColumnKind.Counter), new("at", ColumnKind.Instant), new("actor_kind", ColumnKind.Text), new("actor_id", ColumnKind.Uuid), new("action", ColumnKind.Text),
        new("subject_kind", ColumnKind.Text), new("subject_id", ColumnKind.Uuid), new("body", ColumnKind.Text), new("hash", ColumnKind.Text),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Appends entries as commits would have.</summary>
    public static async Task Fill(DistrictDb db, int entries, TimeProvider time)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(Ct);
        var (entry, now) = (new AuditEntry(Actor.System, "thing.added", new("thing", Guid.Empty), []), time.Now());
        await db.Commit(entry, async scope =>
        {
            await using (var writer = await BulkWriter.Into(scope, "audit_record", Columns, Ct))
            {
                for (var i = 0; i < entries; i++)
                {
                    var row = AuditRecord.After(head, entry, now);
                    await writer.Write([row.Sequence, row.At, row.ActorKind, row.ActorId, row.Action, row.SubjectKind, row.SubjectId, row.Body, row.Hash], Ct);
                    head = new() { Sequence = row.Sequence, Hash = row.Hash };
                }
                await writer.Complete(Ct);
            }
            await db.Set<AuditHead>().ExecuteUpdateAsync(h => h.SetProperty(x => x.Sequence, head.Sequence).SetProperty(x => x.Hash, head.Hash), Ct);
        }, Ct);
    }
}
