using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>What reading a study file gathers, with the places where columns of the data are named.</summary>
internal sealed class StudyNotes() : YamlNotes(StudyKeys.Top, StudyKeys.Design, StudyKeys.Criteria)
{
    public List<ColumnMention> Mentions { get; } = [];

    /// <summary>The name of a column of the data file; null where the key is absent.</summary>
    public string? Column(YamlSection? section, string key) => section?.Node(key) is { } node ? ColumnOf(node) : null;

    public string? ColumnOf(YamlValue node)
    {
        var column = YamlSection.TextOf(node, this);
        if (column is not null) Mentions.Add(new(column, node.Path, node.Line));
        return column;
    }
}
