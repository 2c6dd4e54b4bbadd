using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>A seat as it stands on a day.</summary>
/// <param name="About">What the task force misses without it; "": a seat of the district's own.</param>
/// <param name="Holder">Null: nobody sits on it.</param>
/// <param name="Next">Who follows; null: nobody yet.</param>
public sealed record SeatLine(SeatId Id, string Kind, string Name, string About, SeatHolder? Holder, SeatHolder? Next, bool EndsSoon);

/// <summary>Somebody on a seat.</summary>
public sealed record SeatHolder(SeatTermId Term, AccountId? Account, string Name, DateOnly From, DateOnly Until, int Version);

/// <summary>Reads who sits on the task force.</summary>
internal static class ReadTaskForce
{
    public static async Task<IReadOnlyList<SeatLine>> Seats(DistrictDb db, DistrictPacks packs, Language language, DateOnly day, CancellationToken ct)
    {
        var seats = await db.Set<Seat>().AsNoTracking().Where(s => s.RemovedAt == null).OrderBy(s => s.Place).ThenBy(s => s.Id).ToListAsync(ct);
        if (seats.Count == 0) return [];
        var terms = (await db.Set<SeatTerm>().AsNoTracking().Where(t => t.UntilDay >= day).ToListAsync(ct)).ToLookup(t => t.Seat);
        var names = await StaffNames.Of(db, terms.SelectMany(t => t).Select(t => t.Account), language, ct);
        var items = await SeatPacks.Items(db, packs, ct);
        return [.. seats.Select(Line)];

        SeatLine Line(Seat seat)
        {
            var own = terms[seat.Id].ToList();
            var now = SeatRules.On(own, day);
            var item = items.GetValueOrDefault(seat.Kind);
            return new(seat.Id, seat.Kind, item?.Fields.Text("name")!.In(language) ?? seat.Name, item?.Fields.Text("description")!.In(language) ?? "", Holder(now),
                Holder(own.Where(t => t.FromDay > day).MinBy(t => t.FromDay)), SeatRules.EndsSoon(own, day));
        }

        SeatHolder? Holder(SeatTerm? term) => term is null ? null
            : new(term.Id, term.Account, term.Account is { } account ? names.GetValueOrDefault(account, "–") : term.IsNameless ? TaskForceText.Say(language, nameof(TaskForceWords.Nameless)) : term.OutsideName, term.FromDay, term.UntilDay, term.Version);
    }

    /// <summary>What of the packs' seats the district has not: none, where it has made its own choice.</summary>
    public static async Task<int> Missing(DistrictDb db, DistrictPacks packs, CancellationToken ct)
    {
        var there = await db.Set<Seat>().AsNoTracking().Where(s => s.RemovedAt == null).Select(s => s.Kind).ToListAsync(ct);
        return (await SeatPacks.Items(db, packs, ct)).Keys.Except(there).Count();
    }
}
