using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>Takes the name of somebody from outside out for good, so that no restore of a backup from before brings it back. That somebody sat there stays.</summary>
internal static class RemoveOutsideName
{
    /// <exception cref="HeldException">A legal hold covers the seat; then nothing was removed.</exception>
    public static async Task<GovernanceResult> Run(DistrictDb db, DistrictDeletions deletions, Person by, SeatTermId id, CancellationToken ct)
    {
        if (await db.Set<SeatTerm>().SingleOrDefaultAsync(t => t.Id == id && t.Account == null && t.OutsideName != SeatRules.NoName, ct) is not { } term) return new GovernanceResult.NotFound();
        term.OutsideName = SeatRules.NoName;
        await deletions.Commit(db, EraseOutsideName.KindName, id.Value, new(by.Actor, "seat.name-removed", new("seat", term.Seat.Value), AuditEntry.Fields(("term", null, id.ToString()))), null, ct);
        return new GovernanceResult.Done(id.Value);
    }
}

/// <summary>Removes a name again that a backup from before still had.</summary>
internal sealed class EraseOutsideName : IEraser
{
    public const string KindName = "seat-term";

    public string Kind => KindName;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new SeatTermId(subject);
        if (await db.Set<SeatTerm>().SingleOrDefaultAsync(t => t.Id == id && t.Account == null, ct) is { } term) term.OutsideName = SeatRules.NoName;
    }
}
