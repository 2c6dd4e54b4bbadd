namespace Chalkline.Platform;

/// <summary>In which order the parts of the demonstration are made.</summary>
public enum DemonstrationStage
{
    /// <summary>What people's roles are of: schools, the calendar.</summary>
    Ground,
    People,

    /// <summary>What people have done and what waits for them.</summary>
    Work,
}

/// <summary>
/// A capability's part of the demonstration: it fills the invented district through the capability's own operations, as people would have done it. Every name in it says that it is invented.
/// </summary>
public interface IDemonstration
{
    DemonstrationStage Stage { get; }

    Task Fill(DemonstrationScene scene, CancellationToken ct);
}
