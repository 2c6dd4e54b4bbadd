using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Risks;

namespace Chalkline.Roadmap.Plan;

/// <summary>Where the roadmap stands, what is late, and the risks to it, on the superintendent's page: one reading of the plan for all three.</summary>
internal sealed class PlanBriefing(Checks checks, DistrictPacks packs, TimeProvider time) : IBriefingSection
{
    private const int NextShown = 3, RisksShown = 4;

    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.Reach(PlanRights.Read).IsDistrict) return [];
        var view = await new ReadPlan(asked.Db, checks, time).Now(asked.Language, ct);
        var parts = new List<BriefingPart> { Phase(view, asked.Language) };
        if (view.Lines.Count > 0) parts.Add(await Late(view, asked, ct));
        if (asked.Person.May(PlanRights.RisksRead)) parts.Add(Risks(await new ReadRisks(asked.Db, packs).Of(view, asked.Language, ct), asked.Language));
        return parts;
    }

    private static BriefingPart Phase(PlanView view, Language language)
    {
        string Say(string key, params object[] values) => PlanText.Say(language, key, values);
        if (PlanRules.PhaseOf(view.Items) is not { } phase) return new(BriefingPlace.Phase, Say(nameof(PlanWords.Phase)), Say(nameof(PlanWords.BriefingNoPlan)), [], "/roadmap");
        var lead = Say(nameof(PlanWords.BriefingPhase), (int)phase + 1, PlanText.Phase(language, phase), view.Lines.Count(l => l.State is MilestoneState.Done), view.Lines.Count);
        var next = view.Lines.Where(l => l.Item.School is null && l.State is MilestoneState.Open or MilestoneState.NotStarted or MilestoneState.Waits).Take(NextShown);
        return new(BriefingPlace.Phase, Say(nameof(PlanWords.Phase)), lead, [.. next.Select(Line)], "/roadmap");

        BriefingLine Line(PlanLine line)
        {
            var (kind, word, _) = PlanText.Status(language, line.State);
            return new(line.Item.Name, PathOf(line), DayText.Of(language, line.Item.DueOn)) { Kind = kind, Status = word };
        }
    }

    /// <summary>What pushes most stands first.</summary>
    private static async Task<BriefingPart> Late(PlanView view, BriefingQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => PlanText.Say(asked.Language, key, values);
        var late = view.Lines.Where(l => l.State is MilestoneState.Late).Select(l => (Line: l, Pushes: view.PushedBy(l.Item)))
            .OrderByDescending(l => l.Pushes.Count).ThenBy(l => l.Line.Item.DueOn).ToList();
        if (late.Count == 0) return new(BriefingPlace.Late, Say(nameof(PlanWords.StateLate)), Say(nameof(PlanWords.BriefingNoneLate)), [], "/roadmap");
        var shown = late.Take(IBriefingSection.Most - 1).ToList();
        var names = await StaffNames.Of(asked.Db, shown.Select(l => l.Line.Owner), asked.Language, ct);
        return new(BriefingPlace.Late, Say(nameof(PlanWords.StateLate)), Say(late.Count == 1 ? nameof(PlanWords.BriefingLateOne) : nameof(PlanWords.BriefingLate), late.Count),
            [.. shown.Select(Line)], "/roadmap?state=late");

        BriefingLine Line((PlanLine Line, IReadOnlyList<PushedMilestone> Pushes) late)
        {
            var (kind, word, since) = PlanText.Status(asked.Language, late.Line.State);
            var why = late.Line.Item.Checks.FirstOrDefault(c => !c.IsMet) is { } open ? $"{open.What}: {open.Reason}" : Say(nameof(PlanWords.NoChecksWhy));
            var who = late.Line.Owner is { } owner ? names.GetValueOrDefault(owner, "–") : Say(nameof(PlanWords.NoOwner));
            return new(late.Line.Item.Name, PathOf(late.Line), $"{since}. {why} {(late.Pushes.Count > 0 ? PlanText.Pushes(asked.Language, late.Pushes) + ". " : "")}({who})") { Kind = kind, Status = word };
        }
    }

    private static BriefingPart Risks(IReadOnlyList<RiskView> risks, Language language)
    {
        var lead = risks.Count == 0 ? PlanText.Say(language, nameof(PlanWords.RisksNone)) : PlanText.Say(language, nameof(PlanWords.BriefingRisks), risks.Count, risks.Count(r => r.Response is null));
        return new(BriefingPlace.Risks, PlanText.Say(language, nameof(PlanWords.Risks)), lead, [.. risks.Take(RisksShown).Select(r =>
            new BriefingLine(r.Title, r.Source is null ? "/roadmap/risks" : r.Path, r.Response ?? PlanText.Say(language, nameof(PlanWords.NoResponse))))], "/roadmap/risks");
    }

    private static string PathOf(PlanLine line) => $"/roadmap/milestones/{line.Item.Id}";
}
