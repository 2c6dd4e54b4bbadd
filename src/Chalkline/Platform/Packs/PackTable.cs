using System.Globalization;
using Chalkline.Design;

namespace Chalkline.Platform.Packs;

/// <summary>The items of a pack as rows for a spreadsheet, under the keys that the file has.</summary>
internal sealed class PackTable(IPackKind kind)
{
    public IReadOnlyList<string> Header { get; } =
        ["id", "group", .. kind.Keys.Select(k => k.Name), .. kind.Frameworks.Select(f => "maps_to." + f), "builds_on", "source", "source_url", "source_as_of", "license"];

    public IReadOnlyList<string?> Row(PackItem item, Language language) =>
    [
        item.Id, item.Group, .. kind.Keys.Select(k => Cell(item.Fields, k, language)), .. kind.Frameworks.Select(f => Joined(item.MapsTo.GetValueOrDefault(f, []))),
        Joined(item.BuildsOn), item.Source.Title, item.Source.Url.ToString(), Day(item.Source.AsOf), item.License,
    ];

    private static string? Cell(PackFields fields, PackKey key, Language language) => key.Shape switch
    {
        PackShape.Text => fields.Text(key.Name)?.In(language),
        PackShape.Texts => Joined(fields.Texts(key.Name).Select(t => t.In(language))),
        PackShape.Word => fields.Word(key.Name),
        PackShape.Words => Joined(fields.Words(key.Name)),
        PackShape.Day => fields.Day(key.Name) is { } day ? Day(day) : null,
        PackShape.Whole => fields.Whole(key.Name)?.ToString(CultureInfo.InvariantCulture),
        _ => Joined(fields.Rows(key.Name).Select(row => string.Join(", ", key.Keys.Select(k => Cell(row, k, language)).Where(c => c is not null)))),
    };

    private static string Joined(IEnumerable<string> texts) => string.Join("; ", texts);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
