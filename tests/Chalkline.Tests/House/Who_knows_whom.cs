using Xunit;

namespace Chalkline.Tests.House;

/// <summary>The directions of docs/architecture.md, read from the compiled code.</summary>
public class Who_knows_whom
{
    /// <summary>The product's folders: each uses those before it, never those behind.</summary>
    private static readonly string[] Folders =
    [
        "Design", "Platform", "Records", "Surveys", "Roadmap", "Governance", "Tools", "Pilots", "Rollouts", "Rosters", "Briefing", "PublicPage",
        "Commands",
    ];

    [Theory]
    [InlineData("Chalkline.Evidence", "")]
    [InlineData("Chalkline.Exchange", "")]
    [InlineData("Chalkline.Sample", "Chalkline.Exchange")]
    [InlineData("chalkline", "Chalkline.Evidence Chalkline.Exchange Chalkline.Sample")]
    public void A_project_refers_to_no_other_than(string project, string others)
    {
        using var code = new CompiledCode(project);
        Assert.NotEmpty(code.References);
        var ours = code.References.Where(r => r.StartsWith("chalkline", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(ours.Except(others.Split(' ')));
    }

    [Fact]
    public void A_folder_uses_those_above_it_alone()
    {
        using var code = new CompiledCode("chalkline");
        var between = code.Uses().Select(u => (u.From, u.To, FromFolder: FolderOf(u.From), ToFolder: FolderOf(u.To)))
            .Where(u => u.FromFolder is not null && u.ToFolder is not null && u.FromFolder != u.ToFolder).ToList();
        Assert.Contains(between, u => (u.FromFolder, u.ToFolder) == ("Commands", "Pilots"));
        Assert.Contains(between, u => (u.FromFolder, u.ToFolder) == ("Pilots", "Design"));
        Assert.Empty(between.Where(u => Array.IndexOf(Folders, u.FromFolder) < Array.IndexOf(Folders, u.ToFolder))
            .Select(u => $"{u.From} uses {u.To}, which stands below it"));
        Assert.Empty(between.Where(u => u.To.Split('.').Length > 3).Select(u => $"{u.From} uses {u.To}, which is {u.ToFolder}'s own"));
    }

    [Fact]
    public void Each_type_of_the_product_stands_in_one_of_its_folders()
    {
        using var code = new CompiledCode("chalkline");
        var homeless = code.Uses().Select(u => u.From).Distinct()
            .Where(t => t.StartsWith("Chalkline.", StringComparison.Ordinal) && !t.EndsWith("._Imports", StringComparison.Ordinal))
            .Where(t => FolderOf(t) is not { } folder || !Folders.Contains(folder));
        Assert.Empty(homeless);
    }

    private static string? FolderOf(string type)
    {
        var parts = type.Split('.');
        return parts.Length > 2 && parts[0] == "Chalkline" ? parts[1] : null;
    }
}
