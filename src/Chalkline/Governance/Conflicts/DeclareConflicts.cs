using Chalkline.Governance.Board;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Conflicts;

/// <summary>A declaration as it is typed.</summary>
public sealed record ConflictForm
{
    /// <summary>"yes": there are some; "no": there are none.</summary>
    public string? Any { get; init; }
    public string? What { get; init; }
}

/// <summary>Declares one's own interests for the school year, and abstains from a matter. Nobody does either for somebody else.</summary>
internal static class DeclareConflicts
{
    public static async Task<GovernanceResult> Run(DistrictDb db, TimeProvider time, Person by, ConflictForm form, CancellationToken ct)
    {
        var fields = new FormReading();
        if (form.Any is not ("yes" or "no")) fields.Refuse(nameof(form.Any), nameof(AimWords.FaultChoice));
        var what = fields.Block(form.What, nameof(form.What), DecisionRules.LongestText, required: form.Any == "yes");
        if (form.Any == "no" && what.Length > 0) fields.Refuse(nameof(form.What), nameof(GovernanceFaultWords.NoneWithWhat));
        if (!fields.IsGood) return fields.Refused();
        var declaration = new ConflictDeclaration { Id = time.NewId<ConflictDeclarationId>(), Account = by.Id, SchoolYear = await YearOf(db, await DistrictDay.Today(db, time, ct), ct), What = what, At = time.Now() };
        db.Add(declaration);
        await db.Commit(new(by.Actor, "conflicts.declared", new("account", by.Id.Value), AuditEntry.Fields(("school_year", null, declaration.SchoolYear), ("any", null, what.Length > 0))), ct);
        return new GovernanceResult.Done(declaration.Id.Value);
    }

    public static async Task<GovernanceResult> Abstain(DistrictDb db, TimeProvider time, Person by, ProposalId id, string? why, CancellationToken ct)
    {
        if (!await db.Set<Proposal>().AnyAsync(p => p.Id == id && p.State == ProposalState.Open, ct)) return new GovernanceResult.NotFound();
        if (await db.Set<Abstention>().AnyAsync(a => a.Proposal == id && a.Account == by.Id, ct)) return new GovernanceResult.Done(id.Value);
        var fields = new FormReading();
        var said = fields.Block(why, "Why", BoardRules.LongestNote);
        if (!fields.IsGood) return fields.Refused();
        db.Add(new Abstention { Proposal = id, Account = by.Id, Why = said, At = time.Now() });
        await db.Commit(new(by.Actor, "decision.abstained", new("proposal", id.Value), AuditEntry.Fields(("account", null, by.Id.ToString()))), ct);
        return new GovernanceResult.Done(id.Value);
    }

    /// <summary>What somebody declared last for the school year of a day; null: nothing yet.</summary>
    public static async Task<ConflictDeclaration?> Of(DistrictDb db, AccountId account, DateOnly day, CancellationToken ct)
    {
        var year = await YearOf(db, day, ct);
        return await db.Set<ConflictDeclaration>().AsNoTracking().Where(d => d.Account == account && d.SchoolYear == year).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).FirstOrDefaultAsync(ct);
    }

    public static async Task<int> YearOf(DistrictDb db, DateOnly day, CancellationToken ct) => (await SchoolCalendars.Load(db, ct)).YearOf(day).FirstYear;
}
