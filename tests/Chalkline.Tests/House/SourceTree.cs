using Chalkline.Tests.Answers;

namespace Chalkline.Tests.House;

/// <summary>The files of the repository, but for what builds and tools leave behind.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> LeftBehind =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "TestResults", "node_modules", "BenchmarkDotNet.Artifacts"];

    public static string Root => Repository.Root;

    /// <summary>Paths from the root, with forward slashes, of files whose name ends in one of the endings (none given: of all).</summary>
    public static IEnumerable<string> Files(params string[] endings) =>
        In(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != ".git")
            .Concat(Directory.EnumerateDirectories(folder).Where(d => !LeftBehind.Contains(Path.GetFileName(d))).SelectMany(In));
}
