using System.Text.RegularExpressions;
using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>Kinds of student and staff data, as agreements, the data map and the roster service name them.</summary>
internal sealed partial class DataElements : IPackKind
{
    public string Name => "data-elements";

    public string Description => "Kinds of data about students and staff, each with how sensitive it is and what the field's standards call it.";

    public IReadOnlyList<PackKey> Keys { get; } =
    [
        PackKey.Text("name", "What people call the element."),
        PackKey.Text("description", "What it is, in plain words."),
        PackKey.Word("sensitivity", "How much harm it can do in the wrong hands.", "low", "moderate", "high", "restricted"),
        PackKey.Text("reason", "Why it is as sensitive as that."),
    ];

    public IReadOnlyList<string> Frameworks { get; } = ["oneroster", "ed-fi", "ceds"];

    public Type View => typeof(DataElementsView);

    public string Says(Language language) => Wording.Say(PackWords.ResourceManager, language, nameof(PackWords.KindDataElements));

    public void Check(Pack pack, PackFaults faults)
    {
        foreach (var item in pack.Items)
            foreach (var field in item.MapsTo.GetValueOrDefault("oneroster", []).Where(f => !Field().IsMatch(f)))
                faults.Add(item, "maps_to", $"\"{field}\" is no field of OneRoster; it looks like users.givenName: the file, a point, the column");
    }

    [GeneratedRegex(@"\A[a-z][A-Za-z]*\.[A-Za-z][A-Za-z.]*\z")]
    private static partial Regex Field();
}
