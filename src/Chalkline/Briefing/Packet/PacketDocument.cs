using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Briefing.Packet;

/// <summary>A packet that was put together: what the page and the Word document show.</summary>
/// <param name="Blocks">Headings are of the whole document: 1 is a chapter.</param>
internal sealed record PacketDocument(string Title, string District, Language Language, DateOnly Meeting, IReadOnlyList<PacketBlock> Blocks);

/// <summary>Puts a packet together: what the template says, and where it has a slot, what the section says now.</summary>
internal sealed class ComposePacket(DistrictDb db, IEnumerable<IPacketSection> sections, TimeProvider time)
{
    /// <summary>The slots that templates may have, with what they put there.</summary>
    public IReadOnlyList<IPacketSection> Sections { get; } = [.. sections.OrderBy(s => s.Slot, StringComparer.Ordinal)];

    public async Task<PacketDocument> Run(string body, DateOnly meeting, Language language, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().AsNoTracking().Select(p => new { p.Name, p.TimeZone }).SingleOrDefaultAsync(ct);
        var now = time.Now();
        var asked = new PacketQuestion(db, language, now, DistrictTime.Day(now, profile?.TimeZone ?? "UTC"), meeting);
        var words = new Dictionary<string, string> { ["district"] = profile?.Name ?? "", ["meeting"] = DayText.Of(language, meeting), ["today"] = DayText.Of(language, asked.Today) };
        var blocks = new List<PacketBlock>();
        var level = 0;
        foreach (var part in TemplateText.Read(body, words))
        {
            if (part is TemplatePart.Block { Content: var block })
            {
                if (block is PacketBlock.Heading heading) level = heading.Level;
                blocks.Add(block);
            }
            else if (part is TemplatePart.Slot slot && Sections.FirstOrDefault(s => s.Slot == slot.Name) is { } section)
            {
                blocks.AddRange((await section.Of(asked, ct)).Select(b => b is PacketBlock.Heading h ? h with { Level = h.Level + level } : b));
            }
        }
        return new(PacketText.Say(language, nameof(PacketWords.DocumentTitle), DayText.Of(language, meeting)), profile?.Name ?? "", language, meeting, blocks);
    }
}
