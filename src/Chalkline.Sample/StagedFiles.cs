namespace Chalkline.Sample;

/// <summary>
/// Files written under temporary names and moved into place together. Disposed before that, it leaves the directory as it was, and takes it
/// away if it was not there before.
/// </summary>
internal sealed class StagedFiles : IDisposable
{
    private readonly string _directory;
    private readonly string? _made;
    private readonly List<(string Temporary, string Final)> _files = [];

    public StagedFiles(string directory)
    {
        _directory = directory;
        _made = FirstMissing(Path.GetFullPath(directory));
        Directory.CreateDirectory(directory);
    }

    /// <summary>The path to write a file to until it is moved to its name.</summary>
    public string Stage(string name)
    {
        var temporary = Path.Combine(_directory, $".{name}.part");
        _files.Add((temporary, Path.Combine(_directory, name)));
        return temporary;
    }

    public void MoveIntoPlace()
    {
        foreach (var (temporary, final) in _files)
            File.Move(temporary, final, overwrite: true);
        _files.Clear();
    }

    public void Dispose()
    {
        if (_files.Count == 0)
            return;
        foreach (var (temporary, _) in _files)
            File.Delete(temporary);
        if (_made is not null && !Directory.EnumerateFiles(_made, "*", SearchOption.AllDirectories).Any())
            Directory.Delete(_made, recursive: true);
    }

    /// <summary>The topmost directory of a path that is not there yet.</summary>
    private static string? FirstMissing(string path)
    {
        string? missing = null;
        for (string? at = path; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing = at;
        return missing;
    }
}
