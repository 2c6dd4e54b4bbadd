using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Governance.TaskForce;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Board;

/// <summary>What is asked of the board at a meeting: each matter with its background, fiscal effect and recommended motion.</summary>
internal sealed class ActionPacket : IPacketSection
{
    public string Slot => "actions";

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.SlotActions));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => DecisionText.Say(asked.Language, key, values);
        var day = asked.Meeting;
        var items = await (from item in asked.Db.Set<BoardItem>().AsNoTracking()
                           where item.TakenOffAt == null
                           join meeting in asked.Db.Set<BoardMeeting>() on item.Meeting equals meeting.Id
                           where meeting.Day == day
                           join proposal in asked.Db.Set<Proposal>() on item.Proposal equals proposal.Id
                           orderby item.Place, item.Id
                           select new { item.Reading, Proposal = proposal }).ToListAsync(ct);
        if (items.Count == 0) return [PacketBlock.Line(Say(nameof(DecisionWords.PacketNoActions)))];
        var blocks = new List<PacketBlock>
        {
            new PacketBlock.Table(Say(nameof(DecisionWords.PacketActions)), [Say(nameof(DecisionWords.Matter)), Say(nameof(DecisionWords.Reading)), Say(nameof(DecisionWords.Amount))],
                [.. items.Select(i => (IReadOnlyList<string>)[i.Proposal.Title, DecisionText.Of(asked.Language, i.Reading), DecisionText.Money(i.Proposal.Amount)])]),
        };
        foreach (var item in items) blocks.AddRange(Matter(asked.Language, item.Proposal));
        return blocks;
    }

    private static IEnumerable<PacketBlock> Matter(Language language, Proposal proposal)
    {
        string Say(string key) => DecisionText.Say(language, key);
        yield return new PacketBlock.Heading(1, proposal.Title);
        yield return new PacketBlock.Heading(2, Say(nameof(DecisionWords.Background)));
        foreach (var line in Lines(proposal.Background)) yield return line;
        yield return new PacketBlock.Heading(2, Say(nameof(DecisionWords.FiscalEffect)));
        foreach (var line in Lines(proposal.FiscalEffect.Length > 0 ? proposal.FiscalEffect : Say(nameof(DecisionWords.PacketNoCost)))) yield return line;
        yield return new PacketBlock.Heading(2, Say(nameof(DecisionWords.Motion)));
        yield return new PacketBlock.Paragraph([new PacketRun(proposal.Motion, Bold: true)]);
    }

    private static IEnumerable<PacketBlock> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(PacketBlock.Line);
}

/// <summary>What was decided since the board met last, by whom.</summary>
internal sealed class DecisionPacket : IPacketSection
{
    /// <summary>Longer than boards let pass between two meetings.</summary>
    private const int DaysBack = 92, Most = 50;

    public string Slot => "decisions";

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.SlotDecisions));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => DecisionText.Say(asked.Language, key, values);
        var since = asked.Today.AddDays(-DaysBack);
        var made = await (from decision in asked.Db.Set<Decision>().AsNoTracking()
                          where decision.DecidedOn >= since
                          join proposal in asked.Db.Set<Proposal>() on decision.Proposal equals proposal.Id
                          orderby decision.DecidedOn descending, decision.Id
                          select new { proposal.Title, proposal.Amount, decision.Body, decision.Approved, decision.DecidedOn }).Take(Most).ToListAsync(ct);
        return made.Count == 0 ? [PacketBlock.Line(Say(nameof(DecisionWords.PacketNoDecisions)))]
            : [new PacketBlock.Table(Say(nameof(DecisionWords.PacketDecisions)), [Say(nameof(DecisionWords.Matter)), Say(nameof(DecisionWords.Who)), Say(nameof(DecisionWords.Standing)), Say(nameof(DecisionWords.Amount))],
                [.. made.Select(m => (IReadOnlyList<string>)[m.Title, DecisionText.Of(asked.Language, m.Body),
                    $"{Say(m.Approved ? nameof(DecisionWords.DecidedYes) : nameof(DecisionWords.DecidedNo))}, {DayText.Of(asked.Language, m.DecidedOn)}", DecisionText.Money(m.Amount)])])];
    }
}

/// <summary>Who speaks for whom on the task force, and which seats are empty. Names stay out: a packet is published.</summary>
internal sealed class SeatPacket(DistrictPacks packs) : IPacketSection
{
    public string Slot => "task_force";

    public string Says(Language language) => DecisionText.Say(language, nameof(DecisionWords.SlotTaskForce));

    public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct)
    {
        string Say(string key, params object[] values) => TaskForceText.Say(asked.Language, key, values);
        var seats = await ReadTaskForce.Seats(asked.Db, packs, asked.Language, asked.Today, ct);
        if (seats.Count == 0) return [PacketBlock.Line(Say(nameof(TaskForceWords.SeatsNone)))];
        var vacant = seats.Count(s => s.Holder is null);
        return
        [
            PacketBlock.Line(vacant == 0 ? Say(nameof(TaskForceWords.LeadFull), seats.Count) : Say(nameof(TaskForceWords.LeadVacant), seats.Count, vacant)),
            new PacketBlock.Table(Say(nameof(TaskForceWords.Seats)), [Say(nameof(TaskForceWords.Seat)), Say(nameof(TaskForceWords.Until))],
                [.. seats.Select(s => (IReadOnlyList<string>)[s.Name, s.Holder is { } holder ? DayText.Of(asked.Language, holder.Until) : Say(nameof(TaskForceWords.Vacant))])]),
        ];
    }
}
