using Chalkline.Platform;
using Chalkline.Roadmap.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap;

/// <summary>A use case by its name, as a row of a query.</summary>
public sealed class NamedUseCase
{
    public UseCaseId Id { get; init; }
    public required string Name { get; init; }
    public required string NameFolded { get; init; }
    public GoalId Goal { get; init; }
}

/// <summary>Use cases as others name them: the tools that serve one.</summary>
public static class RoadmapUseCases
{
    public static IQueryable<NamedUseCase> Named(DistrictDb db) =>
        db.Set<UseCase>().AsNoTracking().Select(u => new NamedUseCase { Id = u.Id, Name = u.Name, NameFolded = u.NameFolded, Goal = u.Goal });
}
