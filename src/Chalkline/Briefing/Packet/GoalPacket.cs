using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Briefing.Packet;

/// <summary>Goals and whether their pace is enough, for the board.</summary>
internal sealed class GoalPacket : IPacketSection
{
    public string Slot => "goals";

    public string Says(Language language) => PacketText.Say(language, nameof(PacketWords.SlotGoals));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => PacketText.Say(asked.Language, key, values);
        var goals = await RoadmapGoals.Standings(asked.Db, asked.Office, asked.Today, ct);
        if (goals.Count == 0) return [PacketBlock.Line(Say(nameof(PacketWords.NoGoals)))];
        var blocks = new List<PacketBlock>();
        var known = goals.Where(g => g.Share is not null).ToList();
        if (known.Count > 0)
        {
            blocks.Add(new PacketBlock.Bars(Say(nameof(PacketWords.GoalsChart)), Say(nameof(PacketWords.GoalsChartSays), known.Count(g => g.Verdict == PaceVerdict.Ahead), known.Count), Say(nameof(PacketWords.GoalsAxis)), 100,
                [.. known.Select(g => new PacketBar(g.Name, (double)Math.Clamp(g.Share!.Value * 100, 0, 100), Percent(g.Share.Value)))]));
        }
        blocks.Add(new PacketBlock.Table(Say(nameof(PacketWords.Goals)), [Say(nameof(PacketWords.Goal)), Say(nameof(PacketWords.FromTo)), Say(nameof(PacketWords.ByWhen)), Say(nameof(PacketWords.Pace))], [.. goals.Select(Row)]));
        return blocks;

        IReadOnlyList<string> Row(GoalStanding goal) =>
            [goal.Name, Say(nameof(PacketWords.FromToSays), Number(goal.Baseline), Number(goal.Target), goal.Unit), DayText.Of(asked.Language, goal.TargetDay), $"{goal.Word(asked.Language)}. {goal.Sentence(asked.Language)}"];
    }

    private static string Percent(decimal share) => Number(decimal.Round(share * 100)) + " %";

    private static string Number(decimal value) => value.ToString("#,0.##", Language.Numbers).Replace('-', '−');
}
