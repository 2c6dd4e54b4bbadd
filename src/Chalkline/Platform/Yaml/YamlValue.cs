namespace Chalkline.Platform;

/// <summary>
/// A place in a YAML file that people write: the path of its key and a line, which is that of the key where there is one. Numbers stay text here: what
/// a value means depends on its key, so that <c>control: no</c> and <c>control: 01</c> are the values "no" and "01".
/// </summary>
internal abstract record YamlValue(string Path, int Line);

/// <param name="Plain">Without quotes: only then can it be a number, or null.</param>
internal sealed record YamlScalar(string Path, int Line, string Text, bool Plain) : YamlValue(Path, Line)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlSequence(string Path, int Line, IReadOnlyList<YamlValue> Items) : YamlValue(Path, Line);

internal sealed record YamlMapping(string Path, int Line, IReadOnlyList<YamlEntry> Entries) : YamlValue(Path, Line);

/// <summary>A class and no tuple: ahead-of-time code for lists of tuples is not kept, and compiling it at the start costs more than the reading.</summary>
internal sealed record YamlEntry(string Key, YamlValue Value);

/// <summary>Something that has been complained of already.</summary>
internal sealed record YamlUnreadable(string Path, int Line) : YamlValue(Path, Line);
