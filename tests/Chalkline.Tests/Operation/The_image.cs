using System.Text.RegularExpressions;
using Chalkline.Tests.House;
using Xunit;

namespace Chalkline.Tests.Operation;

/// <summary>The image of a container is built where there is Docker; that nothing the build needs is left out of it is held here.</summary>
public sealed partial class The_image
{
    private static readonly string[] Settings = ["global.json", "BannedSymbols.txt", ".editorconfig"];

    [Fact]
    public void Is_built_of_all_that_the_program_is_built_of()
    {
        var copied = SourceTree.Lines("deploy/Dockerfile").Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from=", StringComparison.Ordinal)).SelectMany(l => l.Split(' ')[1..^1]).ToHashSet();
        var let = SourceTree.Lines(".dockerignore").Where(l => l.StartsWith('!')).Select(l => l[1..]).ToHashSet();
        var projects = SourceTree.Files(".csproj").Where(f => f.StartsWith("src/", StringComparison.Ordinal)).ToList();
        // What the build reads at the root, and what projects take from beside src.
        var needed = SourceTree.Files().Where(f => !f.Contains('/') && (f.StartsWith("Directory.", StringComparison.Ordinal) || Settings.Contains(f)))
            .Concat(projects.SelectMany(p => Beside().Matches(SourceTree.Text(p)).Select(m => m.Groups[1].Value))).Append("src").Distinct().ToList();
        Assert.Contains("packs", needed);
        Assert.DoesNotContain(needed, n => !copied.Contains(n) || !let.Contains(n));
        Assert.DoesNotContain(projects, p => !copied.Contains(p) || !copied.Contains(Path.GetDirectoryName(p)!.Replace('\\', '/') + "/packages.lock.json"));
    }

    [GeneratedRegex(@"""\.\.[\\/]\.\.[\\/](\w+)[\\/]")]
    private static partial Regex Beside();
}
