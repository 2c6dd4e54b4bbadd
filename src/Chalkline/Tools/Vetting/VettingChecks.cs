using System.Runtime.CompilerServices;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>One reading of reviews for all the checks of one question: a gate asks six of them.</summary>
internal sealed class VettingReadings(ReadVetting read)
{
    private readonly ConditionalWeakTable<CheckQuestion, Dictionary<ToolId, ToolVetting>> _read = [];

    public async Task<IReadOnlyDictionary<ToolId, ToolVetting>> Of(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var known = _read.GetOrCreateValue(asked);
        var missing = tools.Where(t => !known.ContainsKey(t)).ToList();
        if (missing.Count == 0) return known;
        var found = await asked.Db.Set<Tool>().AsNoTracking().Where(t => missing.Contains(t.Id)).ToListAsync(ct);
        foreach (var (id, vetting) in await read.Of(asked.Db, found, asked.Language, asked.Today, ct)) known[id] = vetting;
        return known;
    }
}

/// <summary>A check that is answered by the reviews of a tool.</summary>
/// <param name="name">As in packs; its words are <c>Check_…</c>.</param>
internal abstract class VettingCheck(string name, VettingReadings readings) : IToolCheck
{
    public string Name => name;

    public string Says(Language language) => VettingText.Say(language, "Check_" + name.Replace('-', '_'));

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<ToolId> tools, CancellationToken ct)
    {
        var known = await readings.Of(asked, tools, ct);
        var results = new List<CheckResult>();
        foreach (var id in tools)
        {
            var (state, reason) = known.TryGetValue(id, out var vetting) ? await Judge(asked, vetting, ct) : (CheckState.InsufficientInformation, ToolText.Say(asked.Language, nameof(ToolWords.CheckGone)));
            results.Add(new(state, Says(asked.Language), reason) { Path = $"/tools/{id}/vetting{Part}", Needs = ToolRights.VettingRead });
        }
        return results;
    }

    /// <summary>Of the page that mends it, behind that of the reviews.</summary>
    protected virtual string Part => "";

    protected abstract Task<(CheckState State, string Reason)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct);

    protected static (CheckState, string) Met(CheckQuestion asked, string word, params object[] values) => (CheckState.Met, VettingText.Say(asked.Language, word, values));

    protected static (CheckState, string) NotMet(CheckQuestion asked, string word, params object[] values) => (CheckState.NotMet, VettingText.Say(asked.Language, word, values));

    protected static (CheckState, string) Unknown(CheckQuestion asked, string word, params object[] values) => (CheckState.InsufficientInformation, VettingText.Say(asked.Language, word, values));
}

/// <summary>Every area that is asked has somebody's signature, and none is to be looked at again.</summary>
internal sealed class ReviewsAreComplete(VettingReadings readings) : VettingCheck("reviews-complete", readings)
{
    protected override Task<(CheckState, string)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct) => Task.FromResult(vetting.Path is null ? Unknown(asked, nameof(VettingWords.CheckNoTier))
        : vetting.NotYet.Select(a => $"{VettingText.Area(asked.Language, a.Area)} ({VettingText.Of(asked.Language, a.State)})").ToList() is { Count: > 0 } open
            ? NotMet(asked, nameof(VettingWords.CheckAreasOpen), vetting.Areas.Count - open.Count, vetting.Areas.Count, string.Join(", ", open))
            : Met(asked, nameof(VettingWords.CheckAreasDone), vetting.Areas.Count));
}

/// <summary>No answer blocks, no review came to a no, and nothing that could block is without an answer.</summary>
internal sealed class NothingBlocks(VettingReadings readings) : VettingCheck("no-blocker", readings)
{
    protected override Task<(CheckState, string)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct)
    {
        var blockers = vetting.Areas.SelectMany(a => a.Blockers).Select(l => l.Question.Title(asked.Language)).Concat(
            vetting.Areas.Where(a => a.Review?.Verdict == AreaVerdict.Against).Select(a => VettingText.Say(asked.Language, nameof(VettingWords.CheckAgainst), VettingText.Area(asked.Language, a.Area)))).ToList();
        var open = vetting.Areas.Where(a => a.Review?.Source is null).SelectMany(a => a.Lines).Count(l => l.Question.Blocks && l.IsOpen(asked.Today));
        return Task.FromResult(blockers.Count > 0 ? NotMet(asked, nameof(VettingWords.CheckBlockers), string.Join("; ", blockers))
            : vetting.Path is null ? Unknown(asked, nameof(VettingWords.CheckNoTier))
            : open > 0 ? Unknown(asked, nameof(VettingWords.CheckBlockersOpen), open) : Met(asked, nameof(VettingWords.CheckNoBlocker)));
    }
}

/// <summary>What answers rest on has not run out.</summary>
internal sealed class EvidenceIsCurrent(VettingReadings readings) : VettingCheck("evidence-current", readings)
{
    protected override string Part => "/evidence";

    protected override Task<(CheckState, string)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct)
    {
        var gone = vetting.Evidence.Where(e => !e.IsCurrent(asked.Today)).Select(e => e.Evidence.Name).ToList();
        return Task.FromResult(gone.Count > 0 ? NotMet(asked, nameof(VettingWords.CheckEvidenceGone), string.Join("; ", gone))
            : vetting.Areas.All(a => a.Review?.Source is null && a.Lines.All(l => l.Answer is null)) ? Unknown(asked, nameof(VettingWords.CheckNothingYet))
            : Met(asked, nameof(VettingWords.CheckEvidenceHolds), vetting.Evidence.Count()));
    }
}

/// <summary>Every rule of law that applies has an answer, and none is broken.</summary>
internal sealed class LawIsAnswered(VettingReadings readings) : VettingCheck("rules-answered", readings)
{
    protected override string Part => "/" + VettingRules.Law;

    protected override Task<(CheckState, string)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct)
    {
        var laws = vetting.Laws.Where(l => l.IsAsked).ToList();
        var broken = laws.Where(l => l.Line.IsWrong).Select(l => l.Line.Question.Title(asked.Language)).ToList();
        var open = laws.Count(l => l.Line.Answer is null);
        return Task.FromResult(broken.Count > 0 ? NotMet(asked, nameof(VettingWords.CheckLawBroken), string.Join("; ", broken))
            : laws.Count == 0 ? Unknown(asked, nameof(VettingWords.CheckLawNone))
            : open > 0 ? Unknown(asked, nameof(VettingWords.CheckLawOpen), open, laws.Count)
            : vetting.LawReview is { FinishedAt: not null, IsSigned: false } ? NotMet(asked, nameof(VettingWords.CheckLawUnsigned)) : Met(asked, nameof(VettingWords.CheckLawAnswered), laws.Count));
    }
}

/// <summary>A person who can still sign in reviews what the tool says.</summary>
internal sealed class HumanReviewIsArranged(VettingReadings readings) : VettingCheck("human-review-arranged", readings)
{
    protected override string Part => "/human-review";

    protected override async Task<(CheckState, string)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct) =>
        vetting.Statements.GetValueOrDefault(StatementKind.HumanReview) is not { } signed ? NotMet(asked, nameof(VettingWords.CheckHumanNobody))
        : (await StaffNames.Gone(asked.Db, [signed.Account], ct)).Count > 0 ? NotMet(asked, nameof(VettingWords.CheckHumanGone)) : Met(asked, nameof(VettingWords.CheckHumanYes));
}

/// <summary>Somebody other than the vendor looked at groups of students apart, and what was found is no reason to stop.</summary>
internal sealed class AuditIsDone(VettingReadings readings) : VettingCheck("audit-done", readings)
{
    protected override string Part => "/audit";

    protected override Task<(CheckState, string)> Judge(CheckQuestion asked, ToolVetting vetting, CancellationToken ct) => Task.FromResult(vetting.Statements.GetValueOrDefault(StatementKind.Audit) switch
    {
        null => Unknown(asked, nameof(VettingWords.CheckAuditNone)),
        { Finding: AuditFinding.Differences } => NotMet(asked, nameof(VettingWords.CheckAuditDifferences)),
        var audit => Met(asked, nameof(VettingWords.CheckAuditDone), DayText.Of(asked.Language, audit.Day!.Value)),
    });
}
