namespace Chalkline.Tools;

/// <summary>Who asks or reports, as they say themselves. Words: <c>Asker_…</c>.</summary>
public enum Asker
{
    Student,
    Family,
    Teacher,
    Staff,
    Other,
}
