using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Signs that a person reviews what a tool says about students, or what an audit of it found.</summary>
internal static class SignStatement
{
    public static async Task<AimResult<Tool>> Run(DistrictDb db, TimeProvider time, Person by, ToolId id, StatementKind kind, StatementForm form, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var (read, faults) = await Read(db, time, tool, kind, form, ct);
        if (faults.Count > 0) return new AimResult<Tool>.Refused(tool, faults);
        var statement = await db.Set<VettingStatement>().SingleOrDefaultAsync(s => s.Tool == id && s.Kind == kind, ct);
        if (statement is null) db.Add(statement = new() { Tool = id, Kind = kind, Text = "" });
        (statement.Account, statement.Who, statement.Text, statement.Day, statement.Finding, statement.Evidence) = (read.Account, read.Who, read.Text, read.Day, read.Finding, read.Evidence);
        (statement.SignedBy, statement.SignedAt) = (by.Id, time.Now());
        db.Expect(tool, FormReading.Version(form.Version));
        db.Raise(tool);
        await db.Commit(new(by.Actor, kind == StatementKind.Audit ? "vetting.audit-signed" : "vetting.human-review-signed", new("tool", id.Value), Described(statement)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    private static async Task<(VettingStatement Read, IReadOnlyList<AimFault> Faults)> Read(DistrictDb db, TimeProvider time, Tool tool, StatementKind kind, StatementForm form, CancellationToken ct)
    {
        var (reading, audit) = (new FormReading(), kind == StatementKind.Audit);
        var who = reading.Line(form.Who, nameof(form.Who), VettingStatement.LongestWho);
        var read = new VettingStatement
        {
            Account = audit ? null : await Account(db, who, reading, ct),
            Who = audit ? who : "",
            Text = reading.Block(form.Text, nameof(form.Text), VettingStatement.LongestText),
            Day = audit ? reading.Day(form.Day, nameof(form.Day)) : null,
            Finding = audit ? reading.Choice<AuditFinding>(form.Finding, nameof(form.Finding)) : null,
            Evidence = audit ? reading.Id<EvidenceId>(form.Evidence, nameof(form.Evidence)) : null,
        };
        if (read.Day > await DistrictDay.Today(db, time, ct)) reading.Refuse(nameof(form.Day), nameof(VettingWords.FaultFuture));
        if (read.Evidence is { } chosen && !await KeepEvidence.For(db, tool).AnyAsync(e => e.Id == chosen, ct)) reading.Refuse(nameof(form.Evidence), nameof(AimWords.FaultChoice));
        if (form.Confirmed is null) reading.Refuse(nameof(form.Confirmed), nameof(VettingWords.FaultSigned));
        return (read, reading.Faults);
    }

    private static async Task<AccountId?> Account(DistrictDb db, string email, FormReading reading, CancellationToken ct)
    {
        if (email.Length == 0) return null;
        var folded = email.Normalize().ToUpperInvariant();
        var found = await StaffRoles.OpenAccounts(db).Where(a => a.NormalizedEmail == folded).Select(a => (AccountId?)a.Id).SingleOrDefaultAsync(ct);
        if (found is null) reading.Refuse(nameof(StatementForm.Who), nameof(ToolWords.FaultNobody));
        return found;
    }

    private static JsonObject Described(VettingStatement statement) => new()
    {
        ["account"] = statement.Account?.ToString(),
        ["day"] = DayText.Field(statement.Day),
        ["evidence"] = statement.Evidence?.ToString(),
        ["finding"] = statement.Finding is { } finding ? Codes.Of(finding) : null,
        ["text"] = statement.Text,
    };
}
