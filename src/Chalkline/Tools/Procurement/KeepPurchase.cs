using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Procurement;

/// <summary>Keeps how a tool is bought, and what was offered for it. Who decides on the money is the delegation table's matter: here it is recorded.</summary>
internal static class KeepPurchase
{
    public static async Task<AimResult<Purchase>> Run(DistrictDb db, TimeProvider time, Person by, ToolId id, PurchaseForm form, CancellationToken ct)
    {
        if (!await db.Set<Tool>().AnyAsync(t => t.Id == id, ct)) return new AimResult<Purchase>.NoSuch();
        var known = await db.Set<Purchase>().SingleOrDefaultAsync(p => p.Tool == id, ct);
        var purchase = known ?? new Purchase { Tool = id, CreatedAt = time.Now() };
        var before = (purchase.Way, purchase.OrderNumber, purchase.Ordered, purchase.NotToExceed, purchase.ApprovedBy, Total: PurchaseRules.Costs(purchase).Sum(c => c.Total));
        if (PurchaseRules.Fill(purchase, form) is { Count: > 0 } faults)
        {
            db.ChangeTracker.Clear();
            return new AimResult<Purchase>.Refused(known, faults);
        }
        if (known is null)
        {
            db.Add(purchase);
        }
        else
        {
            db.Expect(purchase, FormReading.Version(form.Version));
            db.Raise(purchase);
        }
        await db.Commit(new(by.Actor, "purchase.kept", Subject(id), AuditEntry.Fields(("way", known is null ? null : Codes.Of(before.Way), Codes.Of(purchase.Way)), ("order", before.OrderNumber, purchase.OrderNumber),
            ("ordered", before.Ordered, purchase.Ordered), ("notToExceed", before.NotToExceed, purchase.NotToExceed), ("approvedBy", before.ApprovedBy, purchase.ApprovedBy),
            ("wholeCost", before.Total, PurchaseRules.Costs(purchase).Sum(c => c.Total)))), ct);
        return new AimResult<Purchase>.Done(purchase);
    }

    public static async Task<AimResult<Tool>> Add(DistrictDb db, TimeProvider time, Person by, ToolId id, QuoteForm form, CancellationToken ct)
    {
        if (await db.Set<Tool>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        if (PurchaseRules.Read(reading, form, time.NewId<QuoteId>(), id, time.Now()) is not { } quote) return new AimResult<Tool>.Refused(tool, reading.Faults);
        db.Add(quote);
        await db.Commit(new(by.Actor, "purchase.quote-added", Subject(id), new() { ["amount"] = quote.Amount, ["day"] = DayText.Field(quote.Day), ["quote"] = quote.Id.ToString(), ["seller"] = quote.Seller }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Takes out a quote that was written by mistake. The log keeps what it said.</summary>
    /// <exception cref="HeldException">A legal hold covers the purchase or the tool; then nothing was taken out.</exception>
    public static async Task<AimResult<Tool>> Remove(DistrictDb db, Person by, ToolId id, QuoteId quote, CancellationToken ct)
    {
        if (await db.Set<Tool>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool || await db.Set<Quote>().SingleOrDefaultAsync(q => q.Id == quote && q.Tool == id, ct) is not { } known) return new AimResult<Tool>.NoSuch();
        if (await LegalHolds.Cover(db, [Subject(id), new("tool", id.Value)], ct)) throw new HeldException();
        db.Remove(known);
        await db.Commit(new(by.Actor, "purchase.quote-removed", Subject(id), new() { ["amount"] = known.Amount, ["day"] = DayText.Field(known.Day), ["note"] = known.Note, ["quote"] = known.Id.ToString(), ["seller"] = known.Seller, ["validUntil"] = DayText.Field(known.ValidUntil) }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    private static Subject Subject(ToolId id) => new(PurchaseRecord.KindName, id.Value);
}
