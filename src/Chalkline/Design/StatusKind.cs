namespace Chalkline.Design;

/// <summary>What a word of status means for whoever reads it.</summary>
public enum StatusKind
{
    Good,

    /// <summary>Somebody has to do something.</summary>
    Waits,
    Stopped,

    /// <summary>There is not enough information to say.</summary>
    Unknown,

    /// <summary>Closed, ended, left: of the past.</summary>
    Past,
}
