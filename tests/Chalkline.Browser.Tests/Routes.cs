using System.Text.RegularExpressions;

namespace Chalkline.Browser.Tests;

/// <summary>The program's endpoints as the access matrix has them, which a test of the program holds against its code.</summary>
internal sealed partial class Routes
{
    private readonly List<(string Template, Regex Address)> _gets = [];
    private readonly List<(string Template, Regex Address, List<bool> May)> _posts = [];

    public Routes()
    {
        foreach (var line in File.ReadLines(Path.Combine(Root(), "docs", "access-matrix.md")))
        {
            if (Row().Match(line) is not { Success: true } row) continue;
            var (template, may) = (row.Groups[2].Value, line.Split('|')[3..^1].Select(c => c.Trim().Length > 0).ToList());
            var address = new Regex($"^{Parameter().Replace(Regex.Escape(template), "[^/]+")}$");
            if (row.Groups[1].Value == "GET") _gets.Add((template, address));
            else _posts.Add((template, address, may));
        }
    }

    /// <summary>Of all endpoints that can be opened.</summary>
    public IEnumerable<string> Templates => _gets.Select(g => g.Template);

    public bool IsForm(string template) => _posts.Exists(p => p.Template == template);

    /// <summary>The endpoint of a path within the district; the one with fewest parameters, if several fit; null: none.</summary>
    public string? Of(string path) => _gets.Where(g => g.Address.IsMatch(path)).OrderBy(g => g.Template.Count(c => c == '{')).Select(g => g.Template).FirstOrDefault();

    /// <summary>Whether a role (by its place among the matrix's columns) may send a form to a path.</summary>
    public bool MaySend(string path, int role) => _posts.Where(p => p.Address.IsMatch(path)).OrderBy(p => p.Template.Count(c => c == '{')).Select(p => p.May[role]).FirstOrDefault();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chalkline.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(GET|POST) (\S+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\\\{[^}]*\}")]
    private static partial Regex Parameter();
}
