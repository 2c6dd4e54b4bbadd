namespace Chalkline.Pilots;

/// <summary>
/// A place in the study file's YAML: the path of its key and a line, which is that of the key where there is one. Numbers stay text here: what
/// a value means depends on its key, so that <c>control: no</c> and <c>control: 01</c> are the values "no" and "01".
/// </summary>
internal abstract record StudyNode(string Path, int Line);

/// <param name="Plain">Without quotes: only then can it be a number, or null.</param>
internal sealed record StudyScalar(string Path, int Line, string Text, bool Plain) : StudyNode(Path, Line)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record StudySequence(string Path, int Line, IReadOnlyList<StudyNode> Items) : StudyNode(Path, Line);

internal sealed record StudyMapping(string Path, int Line, IReadOnlyList<StudyEntry> Entries) : StudyNode(Path, Line);

/// <summary>A class and no tuple: ahead-of-time code for lists of tuples is not kept, and compiling it at the start costs more than the reading.</summary>
internal sealed record StudyEntry(string Key, StudyNode Value);

/// <summary>Something that has been complained of already.</summary>
internal sealed record StudyUnreadable(string Path, int Line) : StudyNode(Path, Line);
