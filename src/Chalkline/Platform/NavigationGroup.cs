namespace Chalkline.Platform;

/// <summary>The few entries of the bar at the head, below which the places of all capabilities stand; one with a single place is that place itself.</summary>
public enum NavigationGroup
{
    /// <summary>What the whole is for: challenges, goals, use cases, phases, decisions.</summary>
    Roadmap,

    /// <summary>The register, requests, vetting, agreements, rosters.</summary>
    Tools,

    /// <summary>Pilots, surveys, results, rollouts.</summary>
    Evidence,

    /// <summary>Schools, the calendar, people, the district itself.</summary>
    District,

    /// <summary>What keeps the site running.</summary>
    Administration,
}
