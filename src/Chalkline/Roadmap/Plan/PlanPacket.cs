using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Risks;

namespace Chalkline.Roadmap.Plan;

/// <summary>Where the roadmap stands: how far each phase is, and the district's milestones that are late or come next.</summary>
internal sealed class PlanPacket(Checks checks, TimeProvider time) : IPacketSection
{
    public string Slot => "roadmap";

    public string Says(Language language) => PlanText.Say(language, nameof(PlanWords.PacketRoadmap));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        var view = await new ReadPlan(asked.Db, checks, time).Now(asked.Language, ct);
        string Say(string key, params object[] values) => PlanText.Say(asked.Language, key, values);
        if (PlanRules.PhaseOf(view.Items) is not { } phase) return [PacketBlock.Line(Say(nameof(PlanWords.BriefingNoPlan)))];
        var done = view.Lines.Count(l => l.State is MilestoneState.Done);
        var phases = Enum.GetValues<RoadmapPhase>().Select(p => (Phase: p, All: view.Lines.Where(l => l.Item.Phase == p).ToList())).Where(p => p.All.Count > 0).ToList();
        var bars = phases.Select(p => (p.Phase, Done: p.All.Count(l => l.State is MilestoneState.Done), p.All.Count))
            .Select(p => new PacketBar(PlanText.Phase(asked.Language, p.Phase), 100.0 * p.Done / p.Count, Say(nameof(PlanWords.PacketOf), p.Done, p.Count))).ToList();
        var blocks = new List<PacketBlock>
        {
            PacketBlock.Line(Say(nameof(PlanWords.BriefingPhase), (int)phase + 1, PlanText.Phase(asked.Language, phase), done, view.Lines.Count)),
            new PacketBlock.Bars(Say(nameof(PlanWords.PacketPhases)), Say(nameof(PlanWords.PacketPhasesSay), done, view.Lines.Count), Say(nameof(PlanWords.PacketShare)), 100, bars),
        };
        var open = view.Lines.Where(l => l.State is not MilestoneState.Done).ToList();
        if (open.Count > 0) blocks.Add(new PacketBlock.Table(Say(nameof(PlanWords.PacketOpen)), [Say(nameof(PlanWords.Milestone)), Say(nameof(PlanWords.Phase)), Say(nameof(PlanWords.PacketDue)), Say(nameof(PlanWords.PacketState))], [.. open.Select(Row)]));
        return blocks;

        IReadOnlyList<string> Row(PlanLine line)
        {
            var (_, word, since) = PlanText.Status(asked.Language, line.State);
            return [line.Item.Name, PlanText.Phase(asked.Language, line.Item.Phase), DayText.Of(asked.Language, line.Item.DueOn), since is null ? word : $"{word} {since}"];
        }
    }
}

/// <summary>The risks to the roadmap and what is done about them, the heaviest first.</summary>
internal sealed class RiskPacket(Checks checks, DistrictPacks packs, TimeProvider time) : IPacketSection
{
    private const int Most = 20;

    public string Slot => "risks";

    public string Says(Language language) => PlanText.Say(language, nameof(PlanWords.PacketRisks));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => PlanText.Say(asked.Language, key, values);
        var risks = await new ReadRisks(asked.Db, packs).Of(await new ReadPlan(asked.Db, checks, time).Now(asked.Language, ct), asked.Language, ct);
        if (risks.Count == 0) return [PacketBlock.Line(Say(nameof(PlanWords.RisksNone)))];
        return
        [
            PacketBlock.Line(Say(nameof(PlanWords.BriefingRisks), risks.Count, risks.Count(r => r.Response is null))),
            new PacketBlock.Table(Say(nameof(PlanWords.Risks)), [Say(nameof(PlanWords.Risk)), Say(nameof(PlanWords.Likelihood)), Say(nameof(PlanWords.Impact)), Say(nameof(PlanWords.Response))],
                [.. risks.Take(Most).Select(r => (IReadOnlyList<string>)[r.Title, Say("Level" + r.Likelihood), Say("Level" + r.Impact), r.Response ?? Say(nameof(PlanWords.NoResponse))])]),
        ];
    }
}
