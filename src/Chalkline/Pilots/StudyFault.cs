using Chalkline.Platform;

namespace Chalkline.Pilots;

/// <summary>A study file that cannot be used. All its faults are here, in the order of the lines; the message has a line for each.</summary>
public sealed class StudyFileException : Exception
{
    public StudyFileException(string path, IReadOnlyList<YamlFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(f => path + ": " + f)))
    {
        if (faults.Count == 0) throw new ArgumentException("A study file is refused for a reason.", nameof(faults));
        Path = path;
        Faults = faults;
    }

    public string Path { get; }
    public IReadOnlyList<YamlFault> Faults { get; }

    /// <summary>The line of the first fault.</summary>
    public int Line => Faults[0].Line;
}
