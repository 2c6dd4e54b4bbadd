using Chalkline.Design;
using Chalkline.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Work;

/// <summary>Something that the reader did.</summary>
/// <param name="Text">As the audit log says it.</param>
public sealed record DoneLine(long Sequence, DateTimeOffset At, string Text);

/// <summary>What a person did last, from the audit log; coming and going is not worth telling.</summary>
internal static class DoneLately
{
    private const int Shown = 10;
    private static readonly List<string> NotTold = ["session.started", "session.ended", "sessions.ended", "account.locked"];

    public static async Task<IReadOnlyList<DoneLine>> Of(DistrictDb db, Person person, AuditLabels labels, Language language, CancellationToken ct)
    {
        var rows = await db.Set<AuditRecord>().AsNoTracking().Where(r => r.ActorId == person.Id.Value && !NotTold.Contains(r.Action))
            .OrderByDescending(r => r.Sequence).Take(Shown).Select(r => new { r.Sequence, r.At, r.Action }).ToListAsync(ct);
        return [.. rows.Select(r => new DoneLine(r.Sequence, r.At, labels.Action(r.Action, language)))];
    }
}
