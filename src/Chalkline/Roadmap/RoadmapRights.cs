using Chalkline.Platform;

namespace Chalkline.Roadmap;

/// <summary>Rights over challenges, measures, goals and use cases.</summary>
public static class RoadmapRights
{
    /// <summary>Say what should be better, and read what the district has taken up.</summary>
    public static Right ChallengesRead { get; } = Right.Of("challenges.read", Roles.All);

    /// <summary>Read what people said before the district has taken it up.</summary>
    public static Right ChallengesReview { get; } = Right.Of("challenges.review", Role.SystemAdministrator, Role.AiLead, Role.Superintendent, Role.Auditor);

    /// <summary>Rank, group, answer, publish and hide.</summary>
    public static Right ChallengesManage { get; } = Right.Of("challenges.manage", Role.SystemAdministrator, Role.AiLead);

    public static Right MeasuresRead { get; } = Right.Of("measures.read", Roles.All);

    /// <summary>See values about fewer students than <see cref="SmallCells.Fewest"/>.</summary>
    public static Right MeasuresSmallCells { get; } = Right.Of("measures.small-cells", Role.AiLead, Role.Assessment);

    /// <summary>Which measures there are, and their values.</summary>
    public static Right MeasuresManage { get; } = Right.Of("measures.manage", Role.SystemAdministrator, Role.AiLead, Role.Assessment);

    public static Right GoalsRead { get; } = Right.Of("goals.read", Roles.All);

    public static Right GoalsManage { get; } = Right.Of("goals.manage", Role.SystemAdministrator, Role.AiLead, Role.Superintendent);

    public static Right UseCasesRead { get; } = Right.Of("use-cases.read", Roles.All);

    public static Right UseCasesManage { get; } = Right.Of("use-cases.manage", Role.SystemAdministrator, Role.AiLead);
}
