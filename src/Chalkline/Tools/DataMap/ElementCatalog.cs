using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Tools.DataMap;

/// <summary>A kind of data about students, as a pack has it.</summary>
/// <param name="Code">Of the pack's item.</param>
/// <param name="Sensitivity">"low", "moderate", "high" or "restricted".</param>
/// <param name="Pack">As in addresses.</param>
public sealed record DataElement(string Code, string Group, LocalText GroupTitle, LocalText Name, string Sensitivity, IReadOnlyDictionary<string, IReadOnlyList<string>> MapsTo, string Pack)
{
    /// <summary>The group of the element that says that there is none.</summary>
    public const string NoData = "none";

    /// <summary>What a standard calls it: "oneroster", "ed-fi", "ceds".</summary>
    public IReadOnlyList<string> In(string standard) => MapsTo.GetValueOrDefault(standard, []);
}

/// <summary>The kinds of data that the packs of a district name, in the order of the packs.</summary>
public sealed class ElementCatalog
{
    private const int MostChosen = 200;

    private readonly Dictionary<string, DataElement> _byCode;

    internal ElementCatalog(IEnumerable<Pack> packs)
    {
        All = [.. packs.SelectMany(Of).DistinctBy(e => e.Code)];
        _byCode = All.ToDictionary(e => e.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<DataElement> All { get; }

    public DataElement? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>What people call it; its code where no pack has it any more.</summary>
    public string Name(Language language, string code) => Find(code)?.Name.In(language) ?? code;

    /// <summary>It says that a tool gets nothing about students.</summary>
    public bool IsNone(string code) => Find(code)?.Group == DataElement.NoData;

    /// <summary>The codes that a form chose, each of them known.</summary>
    internal IReadOnlyList<string> Chosen(FormReading reading, string[]? typed, string field)
    {
        var codes = (typed ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (codes.Count == 0) reading.Refuse(field, nameof(AimWords.FaultMissing));
        else if (codes.Count > MostChosen || codes.Exists(c => Find(c) is null)) reading.Refuse(field, nameof(AimWords.FaultChoice));
        return codes;
    }

    private static IEnumerable<DataElement> Of(Pack pack)
    {
        var groups = pack.Groups.ToDictionary(g => g.Id, g => g.Title, StringComparer.Ordinal);
        return pack.Items.Select(i => new DataElement(i.Id, i.Group ?? "", i.Group is { } group ? groups[group] : pack.Title, i.Fields.Text("name")!, i.Fields.Word("sensitivity")!, i.MapsTo, pack.Id.Slug));
    }
}

/// <summary>Reads the catalog of a district.</summary>
internal sealed class ReadElements(DistrictPacks packs)
{
    public const string PackKind = "data-elements";

    public async Task<ElementCatalog> Of(DistrictDb db, CancellationToken ct) => new(await packs.InUse(db, PackKind, ct));
}
