using System.Globalization;

namespace Chalkline.Platform;

/// <summary>
/// Something wrong in a YAML file that people write (a study, a pack): the line (from 1; 0 where the file as a whole is meant), the path of the key
/// (empty where there is none), and a sentence.
/// </summary>
public sealed record YamlFault(int Line, string Key, string Text)
{
    /// <summary>One line: <c>design.arm: required, and not given (line 7)</c>.</summary>
    public override string ToString()
    {
        var text = Key.Length == 0 ? Text : Key + ": " + Text;
        return Line == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} (line {Line})");
    }
}
