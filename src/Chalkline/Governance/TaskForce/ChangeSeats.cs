using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>A seat of the district's own as it is typed.</summary>
public sealed record SeatForm
{
    public string? Name { get; init; }
}

/// <summary>Who sits on a seat, as it is typed.</summary>
public sealed record SeatTermForm
{
    /// <summary>An account's id; "": somebody from outside.</summary>
    public string? Account { get; init; }
    public string? OutsideName { get; init; }
    public string? From { get; init; }
    public string? Until { get; init; }
}

/// <summary>Makes and gives up seats, and says who sits on them until when.</summary>
internal static class ChangeSeats
{
    /// <summary>Makes the seats of the packs that are not there yet.</summary>
    public static async Task<GovernanceResult> FromPacks(DistrictDb db, DistrictPacks packs, TimeProvider time, Person by, Language language, CancellationToken ct)
    {
        var there = await db.Set<Seat>().AsNoTracking().Where(s => s.RemovedAt == null).Select(s => new { s.Kind, s.Place }).ToListAsync(ct);
        var place = there.Select(s => s.Place).DefaultIfEmpty(0).Max();
        var added = new List<Seat>();
        foreach (var item in (await packs.InUse(db, SeatPacks.KindName, ct)).SelectMany(p => p.Items).Where(i => there.TrueForAll(s => s.Kind != i.Id)).Take(SeatRules.MostSeats - there.Count))
            added.Add(new() { Id = time.NewId<SeatId>(), Kind = item.Id, Name = item.Fields.Text("name")!.In(language), Place = ++place, CreatedAt = time.Now() });
        if (added.Count == 0) return new GovernanceResult.Done(Guid.Empty);
        db.AddRange(added);
        await db.Commit(new(by.Actor, "task-force.set-up", new("task-force", Guid.Empty), AuditEntry.Fields(("seats", null, string.Join(' ', added.Select(s => s.Kind))))), ct);
        return new GovernanceResult.Done(Guid.Empty);
    }

    public static async Task<GovernanceResult> Add(DistrictDb db, TimeProvider time, Person by, SeatForm form, CancellationToken ct)
    {
        var fields = new FormReading();
        var name = fields.Line(form.Name, nameof(form.Name), SeatRules.LongestName);
        var places = await db.Set<Seat>().AsNoTracking().Where(s => s.RemovedAt == null).Select(s => s.Place).ToListAsync(ct);
        if (places.Count >= SeatRules.MostSeats) fields.Refuse("", nameof(GovernanceFaultWords.TooMany), SeatRules.MostSeats);
        if (!fields.IsGood) return fields.Refused();
        var seat = new Seat { Id = time.NewId<SeatId>(), Kind = "", Name = name, Place = places.DefaultIfEmpty(0).Max() + 1, CreatedAt = time.Now() };
        db.Add(seat);
        await db.Commit(new(by.Actor, "seat.added", new("seat", seat.Id.Value), AuditEntry.Fields(("name", null, name))), ct);
        return new GovernanceResult.Done(seat.Id.Value);
    }

    /// <summary>Gives a seat up that nobody sits on.</summary>
    public static async Task<GovernanceResult> Remove(DistrictDb db, TimeProvider time, Person by, SeatId id, CancellationToken ct)
    {
        if (await db.Set<Seat>().SingleOrDefaultAsync(s => s.Id == id && s.RemovedAt == null, ct) is not { } seat) return new GovernanceResult.NotFound();
        var today = await DistrictDay.Today(db, time, ct);
        if (await db.Set<SeatTerm>().AnyAsync(t => t.Seat == id && t.UntilDay >= today, ct)) return GovernanceResult.Because("", nameof(GovernanceFaultWords.SeatIsHeld));
        seat.RemovedAt = time.Now();
        await db.Commit(new(by.Actor, "seat.removed", new("seat", id.Value), AuditEntry.Fields(("name", seat.Name, null))), ct);
        return new GovernanceResult.Done(id.Value);
    }

    /// <summary>Seats somebody: a person who works in the district, or a named member from outside. Two terms of a seat never overlap.</summary>
    public static async Task<GovernanceResult> Fill(DistrictDb db, TimeProvider time, Person by, SeatId id, SeatTermForm form, CancellationToken ct)
    {
        if (await db.Set<Seat>().SingleOrDefaultAsync(s => s.Id == id && s.RemovedAt == null, ct) is not { } seat) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var account = await Account(db, form, fields, ct);
        var outside = fields.Line(form.OutsideName, nameof(form.OutsideName), SeatRules.LongestName, required: account is null && fields.IsGood);
        if (account is not null && outside.Length > 0) fields.Refuse(nameof(form.OutsideName), nameof(GovernanceFaultWords.OneOfBoth));
        var (from, until) = (fields.Day(form.From, nameof(form.From)), fields.Day(form.Until, nameof(form.Until)));
        if (fields.IsGood) SeatRules.Check(from!.Value, until!.Value, await db.Set<SeatTerm>().AsNoTracking().Where(t => t.Seat == id).ToListAsync(ct), fields);
        if (!fields.IsGood) return fields.Refused();
        var term = new SeatTerm { Id = time.NewId<SeatTermId>(), Seat = id, Account = account, OutsideName = outside, FromDay = from!.Value, UntilDay = until!.Value, CreatedAt = time.Now() };
        db.Add(term);
        // Two people who fill the same seat at once must not slip past each other.
        db.Raise(seat);
        await db.Commit(new(by.Actor, "seat.filled", new("seat", id.Value), AuditEntry.Fields(("term", null, term.Id.ToString()), ("account", null, account?.ToString()),
            ("from", null, DayText.Field(from)), ("until", null, DayText.Field(until)))), ct);
        return new GovernanceResult.Done(term.Id.Value);
    }

    /// <summary>Ends a term early: today is its last day. One that has not begun is taken back.</summary>
    public static async Task<GovernanceResult> End(DistrictDb db, TimeProvider time, Person by, SeatTermId id, string? version, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        if (await db.Set<SeatTerm>().SingleOrDefaultAsync(t => t.Id == id && t.UntilDay > today, ct) is not { } term) return new GovernanceResult.NotFound();
        var before = term.UntilDay;
        db.Expect(term, FormReading.Version(version));
        if (term.FromDay > today) db.Remove(term);
        else term.UntilDay = today;
        await db.Commit(new(by.Actor, "seat.vacated", new("seat", term.Seat.Value), AuditEntry.Fields(("term", id.ToString(), id.ToString()), ("until", DayText.Field(before), DayText.Field(today)))), ct);
        return new GovernanceResult.Done(term.Seat.Value);
    }

    private static async Task<AccountId?> Account(DistrictDb db, SeatTermForm form, FormReading fields, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(form.Account)) return null;
        if (Guid.TryParse(form.Account, out var id) && await StaffNames.Could(db, new(id), TaskForceRights.Sit, null, ct)) return new(id);
        fields.Refuse(nameof(form.Account), nameof(AimWords.FaultChoice));
        return null;
    }
}
