namespace Chalkline.Tests.House;

/// <summary>
/// How many lines the bodies of types' members have, between their braces. It goes by the layout that <c>dotnet format</c> keeps: a body's
/// braces stand alone on their lines, at the indentation of the name.
/// </summary>
internal static class Members
{
    public static List<(string Header, int Lines)> In(string[] lines)
    {
        var members = new List<(string, int)>();
        var open = new Stack<(int Brace, int Header, bool IsType)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].Trim();
            if (text == "{")
            {
                var header = HeaderOf(lines, i);
                open.Push((i, header, IsType(lines[header])));
            }
            else if (text.StartsWith('}') && open.Count > 0 && Indent(lines[open.Peek().Brace]) == Indent(lines[i]))
            {
                var block = open.Pop();
                if (!block.IsType && open.Count > 0 && open.Peek().IsType) members.Add((lines[block.Header].Trim(), i - block.Brace - 1));
            }
        }
        return members;
    }

    /// <summary>The line on which the name of what the brace opens begins.</summary>
    private static int HeaderOf(string[] lines, int brace)
    {
        var at = brace - 1;
        while (at > 0 && Indent(lines[at]) > Indent(lines[brace])) at--;
        return Math.Max(0, at);
    }

    private static bool IsType(string header)
    {
        var words = header.Split([' ', '('], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(w => w is "class" or "struct" or "record" or "interface" or "enum" or "namespace") && !words.Contains("=");
    }

    private static int Indent(string line) => line.Trim().Length == 0 ? int.MaxValue : line.Length - line.TrimStart().Length;
}
