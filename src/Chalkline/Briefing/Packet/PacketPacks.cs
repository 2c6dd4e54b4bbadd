using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Briefing.Packet;

/// <summary>Templates of board packets that come with the program or that a district adds.</summary>
internal sealed class PacketPacks : IPackKind
{
    public const string KindName = "board-packet";

    public string Name => KindName;

    public string Description => "Templates of packets for a board: Markdown with slots in braces, which the program fills.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("name", "What the packet is for, in a few words."),
        PackKey.Text("body", "Markdown; a slot such as {actions} stands alone on its line, {district}, {meeting} and {today} stand anywhere."),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(PacketPackView);

    public string Says(Language language) => PacketText.Say(language, nameof(PacketWords.KindPacket));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items.Where(i => i.Fields.Text("name")!.All.Any(n => n.Length > TemplateText.LongestName)))
            faults.Add(item, "name", $"is longer than {TemplateText.LongestName} characters");
    }
}

/// <summary>A template to choose.</summary>
/// <param name="Key">In the address: an item's id, or the id of one of the district's own.</param>
/// <param name="Own">Null: it comes with a pack.</param>
public sealed record PacketChoice(string Key, string Name, string Body, PacketTemplateId? Own, int Version);

/// <summary>Reads the templates of a district: its own first.</summary>
internal static class ReadTemplates
{
    public static async Task<IReadOnlyList<PacketChoice>> All(DistrictDb db, DistrictPacks packs, Language language, CancellationToken ct)
    {
        var own = await db.Set<PacketTemplate>().AsNoTracking().Where(t => t.RemovedAt == null).OrderBy(t => t.Id).ToListAsync(ct);
        var shipped = (await packs.InUse(db, PacketPacks.KindName, ct)).SelectMany(p => p.Items);
        return [.. own.Select(t => new PacketChoice(t.Id.ToString(), t.Name, t.Body, t.Id, t.Version)),
            .. shipped.Select(i => new PacketChoice(i.Id, i.Fields.Text("name")!.In(language), i.Fields.Text("body")!.In(language), null, 0))];
    }
}
