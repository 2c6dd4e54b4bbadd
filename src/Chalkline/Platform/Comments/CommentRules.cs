using System.Text;

namespace Chalkline.Platform.Comments;

/// <summary>Rules of comments.</summary>
internal static class CommentRules
{
    public const int MostCharacters = 4000;

    /// <summary>As it is kept: one kind of line ends, no controls, nothing before and after.</summary>
    public static string Clean(string? typed)
    {
        var clean = new StringBuilder();
        foreach (var c in (typed ?? "").ReplaceLineEndings("\n"))
            if (!char.IsControl(c) || c is '\n' or '\t') clean.Append(c);
        return clean.ToString().Trim();
    }

    /// <summary>The text's paragraphs, each of its lines: empty lines divide them.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Paragraphs(string text)
    {
        var paragraphs = new List<IReadOnlyList<string>>();
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                paragraphs.Add(lines);
                lines = [];
            }
        }
        return paragraphs;
    }

    /// <summary>Who may delete a comment: whoever wrote it, as long as they may write at the record, or may delete anybody's.</summary>
    public static bool MayRemove(Person person, RecordPlace place, AccountId author) =>
        place.MayWrite && author == person.Id || person.May(PlatformRights.AttachmentsModerate);
}
