using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Governance.TaskForce;

/// <summary>The seats that a task force should have.</summary>
internal sealed class SeatPacks : IPackKind
{
    public const string KindName = "task-force-seats";

    public string Name => KindName;

    public string Description => "Seats that a task force on AI should have, each with whom it speaks for.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("name", "Whom the seat speaks for, in a few words."),
        PackKey.Text("description", "What the task force misses without it."),
    ];

    public IReadOnlyList<string> Frameworks { get; } = [];

    public Type View => typeof(SeatPackView);

    public string Says(Language language) => TaskForceText.Say(language, nameof(TaskForceWords.KindSeats));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items.Where(i => i.Fields.Text("name")!.All.Any(n => n.Length > SeatRules.LongestName)))
            faults.Add(item, "name", $"is longer than {SeatRules.LongestName} characters");
        if (pack.Items.Count > SeatRules.MostSeats) faults.Add(pack.Items[SeatRules.MostSeats], "name", $"is more than {SeatRules.MostSeats} seats");
    }

    /// <summary>What seats are called, by the item that they were made from, and what they are for.</summary>
    public static async Task<IReadOnlyDictionary<string, PackItem>> Items(DistrictDb db, DistrictPacks packs, CancellationToken ct)
    {
        var items = new Dictionary<string, PackItem>(StringComparer.Ordinal);
        foreach (var item in (await packs.InUse(db, KindName, ct)).SelectMany(p => p.Items)) items.TryAdd(item.Id, item);
        return items;
    }
}
