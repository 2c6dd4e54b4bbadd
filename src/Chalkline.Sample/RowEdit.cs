namespace Chalkline.Sample;

/// <summary>
/// What one fault does to the rows of one file, in order. It sees each clean row and the fields as the faults before it left them;
/// lines count from 1, the header.
/// </summary>
internal abstract class RowEdit
{
    /// <summary>The line of the clean file that alone was touched; null where many were, or none yet.</summary>
    public long? Touched { get; protected set; }

    /// <returns>Whether the row stays in the file.</returns>
    public abstract bool Keep(long line, string[] clean, List<string> fields);
}

internal sealed class EveryRow(Action<long, List<string>> edit) : RowEdit
{
    public override bool Keep(long line, string[] clean, List<string> fields)
    {
        edit(line, fields);
        return true;
    }
}

internal sealed class KeptRows(Predicate<string[]> kept) : RowEdit
{
    public override bool Keep(long line, string[] clean, List<string> fields) => line == 1 || kept(clean);
}

internal sealed class NoLines : RowEdit
{
    public override bool Keep(long line, string[] clean, List<string> fields) => false;
}

/// <summary>Touches the first row of the comparison group at or after a line whose row before is in the same class.</summary>
internal sealed class OneControlRow(long from, Action<List<string>, string[]> edit) : RowEdit
{
    private string[]? _before;

    public override bool Keep(long line, string[] clean, List<string> fields)
    {
        if (Touched is null && line >= from && clean[Column.Arm] == SampleArm.Control.Value && _before?[Column.Class] == clean[Column.Class])
        {
            edit(fields, _before);
            Touched = line;
        }
        _before = clean;
        return true;
    }
}

/// <summary>Gives every row of a school an arm of the school's own: one after the other over the schools.</summary>
internal sealed class ArmOfTheSchool : RowEdit
{
    private string? _school;
    private int _schools = -1;

    public override bool Keep(long line, string[] clean, List<string> fields)
    {
        if (line == 1)
            return true;
        if (clean[Column.School] != _school)
        {
            _school = clean[Column.School];
            _schools++;
        }
        fields[Column.Arm] = SampleArm.All[_schools % SampleArm.All.Count].Value;
        return true;
    }
}
