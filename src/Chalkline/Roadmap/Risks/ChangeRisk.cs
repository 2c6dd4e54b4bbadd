using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Plan;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Risks;

/// <summary>A risk, or the answer to one that was found, as it is typed.</summary>
public sealed record RiskForm
{
    /// <summary>Of a found one: its key; it has no title of its own.</summary>
    public string? Source { get; init; }
    public string? Title { get; init; }
    public string? Likelihood { get; init; }
    public string? Impact { get; init; }
    public string? Response { get; init; }
    public string? Owner { get; init; }
    public string? Version { get; init; }

    public static RiskForm Of(RoadmapRisk risk) => new()
    {
        Source = risk.Source,
        Title = risk.Title,
        Likelihood = Codes.Of(risk.Likelihood),
        Impact = Codes.Of(risk.Impact),
        Response = risk.Response,
        Owner = risk.Owner?.ToString(),
        Version = risk.Version.ToString(Language.Numbers),
    };
}

internal abstract record ChangeRiskResult
{
    private ChangeRiskResult()
    {
    }

    public sealed record Done : ChangeRiskResult;

    public sealed record NoSuchRisk : ChangeRiskResult;

    public sealed record Refused(IReadOnlyList<PlanFault> Faults) : ChangeRiskResult;
}

/// <summary>Writes a risk down, changes and closes it; of a risk that was found it keeps the answer alone.</summary>
internal sealed class ChangeRisk(DistrictDb db, TimeProvider time)
{
    /// <param name="found">The keys of what is found now: only such can be answered.</param>
    public async Task<ChangeRiskResult> Save(Person by, RiskId? id, RiskForm form, IReadOnlySet<string> found, CancellationToken ct)
    {
        var source = string.IsNullOrWhiteSpace(form.Source) ? null : form.Source;
        if (source is not null && !found.Contains(source)) return new ChangeRiskResult.NoSuchRisk();
        var risk = id is { } known ? await db.Set<RoadmapRisk>().SingleOrDefaultAsync(r => r.Id == known && r.ClosedAt == null && r.Source == null, ct)
            : source is null ? null : await db.Set<RoadmapRisk>().SingleOrDefaultAsync(r => r.Source == source, ct);
        if (id is not null && risk is null) return new ChangeRiskResult.NoSuchRisk();
        var faults = new List<PlanFault>();
        var title = MilestoneRules.Text(form.Title, nameof(form.Title), MilestoneRules.LongestName, faults);
        if (title is null && source is null) faults.Add(new(nameof(form.Title), nameof(PlanWords.FaultRiskTitle)));
        var response = MilestoneRules.Text(form.Response, nameof(form.Response), MilestoneRules.LongestText, faults);
        if (response is null && source is not null) faults.Add(new(nameof(form.Response), nameof(PlanWords.FaultResponse)));
        if (Codes.Find<RiskLevel>(form.Likelihood) is not { } likelihood) faults.Add(new(nameof(form.Likelihood), nameof(PlanWords.FaultChoice)));
        else if (Codes.Find<RiskLevel>(form.Impact) is not { } impact) faults.Add(new(nameof(form.Impact), nameof(PlanWords.FaultChoice)));
        else if (await Owner(form, faults, ct) is var owner && faults.Count == 0)
        {
            await Write(by, risk, source, new(source is null ? title : null, likelihood, impact, response, owner), form.Version, ct);
            return new ChangeRiskResult.Done();
        }
        return new ChangeRiskResult.Refused(faults);
    }

    public async Task<ChangeRiskResult> Close(Person by, RiskId id, string? version, CancellationToken ct)
    {
        if (await db.Set<RoadmapRisk>().SingleOrDefaultAsync(r => r.Id == id && r.ClosedAt == null && r.Source == null, ct) is not { } risk) return new ChangeRiskResult.NoSuchRisk();
        db.Expect(risk, PlanStore.VersionOf(version));
        risk.ClosedAt = time.Now();
        await db.Commit(new(by.Actor, "roadmap-risk.closed", new("roadmap-risk", id.Value), AuditEntry.Fields(("title", risk.Title, null))), ct);
        return new ChangeRiskResult.Done();
    }

    private async Task<AccountId?> Owner(RiskForm form, List<PlanFault> faults, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(form.Owner)) return null;
        if (Guid.TryParse(form.Owner, out var id) && await StaffNames.Could(db, new(id), PlanRights.Own, null, ct)) return new(id);
        faults.Add(new(nameof(form.Owner), nameof(PlanWords.FaultChoice)));
        return null;
    }

    private async Task Write(Person by, RoadmapRisk? risk, string? source, Facts facts, string? version, CancellationToken ct)
    {
        var (action, before) = (source is not null ? "roadmap-risk.answered" : risk is null ? "roadmap-risk.added" : "roadmap-risk.changed", risk is null ? null : Described(risk));
        if (risk is null)
        {
            risk = new() { Id = time.NewId<RiskId>(), Source = source, CreatedAt = time.Now() };
            db.Add(risk);
        }
        else
        {
            db.Expect(risk, PlanStore.VersionOf(version));
            db.Raise(risk);
        }
        (risk.Title, risk.Likelihood, risk.Impact, risk.Response, risk.Owner) = (facts.Title, facts.Likelihood, facts.Impact, facts.Response, facts.Owner);
        var after = Described(risk);
        await db.Commit(new(by.Actor, action, new("roadmap-risk", risk.Id.Value), AuditEntry.Fields([.. after.Select(f => (f.Key, before?[f.Key], f.Value))])), ct);
    }

    private static JsonObject Described(RoadmapRisk risk) => new()
    {
        ["source"] = risk.Source,
        ["title"] = risk.Title,
        ["likelihood"] = Codes.Of(risk.Likelihood),
        ["impact"] = Codes.Of(risk.Impact),
        ["response"] = risk.Response,
        ["owner"] = risk.Owner?.ToString(),
    };

    private sealed record Facts(string? Title, RiskLevel Likelihood, RiskLevel Impact, string? Response, AccountId? Owner);
}
