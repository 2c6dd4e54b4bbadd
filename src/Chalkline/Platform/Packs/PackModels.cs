using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>A pack of the list.</summary>
/// <param name="Newer">The newest version that could be taken into use; null where that is the one in use.</param>
public sealed record PackRow(Pack Pack, IPackKind Kind, DateTimeOffset Since, PackVersion? Newer);

public sealed record PackListModel(PageOf<PackRow> Packs, bool Manages);

/// <summary>A version that was in use.</summary>
/// <param name="By">The person's name for those who manage packs, where a person did it.</param>
public sealed record PackUseRow(string Release, DateTimeOffset Since, DateTimeOffset? UndoneAt, string? By);

/// <param name="Items">Those that the filter lets through.</param>
/// <param name="InUse">The version in use; null where the district uses none.</param>
/// <param name="CanUndo">There is a version before.</param>
public sealed record PackModel(
    Pack Pack, IPackKind Kind, PackFilter Filter, IReadOnlyList<PackItem> Items, PackVersion? InUse, PackVersion? Newer, bool CanUndo, bool Manages, IReadOnlyList<PackUseRow> Uses);

/// <param name="FileName">Of the file that has them.</param>
public sealed record UploadPackModel(IReadOnlyList<YamlFault> Faults, string? FileName)
{
    public bool NoFile { get; init; }
}

/// <param name="Ordinal">Of the use in force, with its version: what the form was made on.</param>
public sealed record ChangePackModel(PackUpgrade Upgrade, int Ordinal, int Version, bool IsUndo);

/// <summary>Which items of a pack are wanted; what is no filter lets all through.</summary>
public sealed record PackFilter
{
    private const int MostLetters = 100;

    public PackFilter(string? group, string? text)
    {
        Group = string.IsNullOrWhiteSpace(group) ? null : group;
        var trimmed = (text ?? "").Trim();
        Text = trimmed[..Math.Min(trimmed.Length, MostLetters)];
    }

    public string? Group { get; }

    /// <summary>Words that an item's id or texts have, in whichever language they are read.</summary>
    public string Text { get; }

    public List<PackItem> Of(Pack pack, Language language)
    {
        var group = pack.Groups.Any(g => g.Id == Group) ? Group : null;
        var wanted = StoreConventions.Fold(Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. pack.Items.Where(i => (group is null || i.Group == group) && wanted.All(w => Holds(i, w)))];

        bool Holds(PackItem item, string word) => item.Id.Contains(word, StringComparison.Ordinal)
            || item.Fields.AllTexts.Any(t => StoreConventions.Fold(t.In(language)).Contains(word, StringComparison.Ordinal));
    }
}
