using System.Globalization;

namespace Chalkline.Pilots;

/// <summary>
/// Something wrong in a study file: the line (from 1; 0 where the file as a whole is meant), the path of the key (empty where there is none),
/// and a sentence.
/// </summary>
public sealed record StudyFault(int Line, string Key, string Text)
{
    /// <summary>One line: <c>design.arm: required, and not given (line 7)</c>.</summary>
    public override string ToString()
    {
        var text = Key.Length == 0 ? Text : Key + ": " + Text;
        return Line == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} (line {Line})");
    }
}

/// <summary>A study file that cannot be used. All its faults are here, in the order of the lines; the message has a line for each.</summary>
public sealed class StudyFileException : Exception
{
    public StudyFileException(string path, IReadOnlyList<StudyFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(f => path + ": " + f)))
    {
        if (faults.Count == 0) throw new ArgumentException("A study file is refused for a reason.", nameof(faults));
        Path = path;
        Faults = faults;
    }

    public string Path { get; }
    public IReadOnlyList<StudyFault> Faults { get; }

    /// <summary>The line of the first fault.</summary>
    public int Line => Faults[0].Line;
}
