namespace Chalkline.Design;

/// <summary>What a notice is about.</summary>
public enum AlertTone
{
    Information,

    /// <summary>What was just done; told to a screen reader as it appears.</summary>
    Done,
    Warning,
    Fault,
}
