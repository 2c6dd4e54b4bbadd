using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Delegation;

/// <summary>A table as it is typed: a row is the same place in each list.</summary>
public sealed record DelegationForm
{
    public string? Name { get; init; }

    /// <summary>A code; "": every kind.</summary>
    public string?[]? Kind { get; init; }

    /// <summary>A code; "": every tier.</summary>
    public string?[]? Tier { get; init; }

    /// <summary>A code; "": the row is not used.</summary>
    public string?[]? Body { get; init; }

    /// <summary>Dollars; "": any amount.</summary>
    public string?[]? UpTo { get; init; }
}

/// <summary>Drafts a table and asks for the board's decision on it, as one.</summary>
internal static class DraftDelegation
{
    public static async Task<GovernanceResult> Run(DistrictDb db, TimeProvider time, Person by, DelegationForm form, Language language, CancellationToken ct)
    {
        var fields = new FormReading();
        var id = time.NewId<DelegationTableId>();
        var table = new DelegationTable { Id = id, Name = fields.Line(form.Name, nameof(form.Name), DelegationRules.LongestName), DraftedBy = by.Id, CreatedAt = time.Now() };
        for (var row = 0; row < Math.Min(form.Body?.Length ?? 0, DelegationRules.MostLines); row++)
            if (Line(time, id, table.Lines.Count + 1, form, row, fields) is { } line) table.Lines.Add(line);
        if (table.Lines.Count == 0) fields.Refuse("Body-1", nameof(GovernanceFaultWords.NoLines));
        if (!fields.IsGood) return fields.Refused();
        db.Add(table);
        var proposal = new Proposal
        {
            Id = time.NewId<ProposalId>(),
            Title = Cut(DecisionText.Say(language, nameof(DecisionWords.DelegationMatter), table.Name)),
            Kind = DecisionKind.Delegation,
            Background = DecisionText.Say(language, nameof(DecisionWords.DelegationBackground)),
            Motion = DecisionText.Say(language, nameof(DecisionWords.DelegationMotion), table.Name),
            SubjectKind = DelegationIsDecided.KindName,
            SubjectId = id.Value,
            AskedBy = by.Id,
            AskedAt = time.Now(),
        };
        db.Add(proposal);
        await db.Commit(new(by.Actor, "delegation.drafted", new("proposal", proposal.Id.Value), AuditEntry.Fields(("table", null, DelegationIsDecided.Described(table)))), ct);
        return new GovernanceResult.Done(proposal.Id.Value);
    }

    private static DelegationLine? Line(TimeProvider time, DelegationTableId table, int place, DelegationForm form, int row, FormReading fields)
    {
        string? At(string?[]? list) => list is not null && row < list.Length ? list[row] : null;
        if (string.IsNullOrWhiteSpace(At(form.Body))) return null;
        var number = row + 1;
        var body = fields.Choice<DecidingBody>(At(form.Body), $"Body-{number}");
        if (body == DecidingBody.Board) fields.Refuse($"Body-{number}", nameof(GovernanceFaultWords.BoardLine));
        var kind = string.IsNullOrWhiteSpace(At(form.Kind)) ? (DecisionKind?)null : fields.Choice<DecisionKind>(At(form.Kind), $"Kind-{number}");
        if (kind == DecisionKind.Delegation) fields.Refuse($"Kind-{number}", nameof(GovernanceFaultWords.DelegationLine));
        if (kind == DecisionKind.Policy && body == DecidingBody.Director) fields.Refuse($"Body-{number}", nameof(GovernanceFaultWords.PolicyLine));
        var tier = string.IsNullOrWhiteSpace(At(form.Tier)) ? (RiskTier?)null : fields.Choice<RiskTier>(At(form.Tier), $"Tier-{number}");
        return new() { Id = time.NewId<DelegationLineId>(), Delegation = table, Place = place, Kind = kind, Tier = tier, Body = body, UpTo = fields.Money(At(form.UpTo), $"UpTo-{number}") };
    }

    private static string Cut(string title) => title.Length <= DecisionRules.LongestTitle ? title : title[..(DecisionRules.LongestTitle - 1)] + "…";
}
