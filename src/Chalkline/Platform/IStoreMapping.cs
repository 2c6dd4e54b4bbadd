using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>How a capability's records stand in a district's store. Tables and columns get their names in snake case by themselves.</summary>
public interface IStoreMapping
{
    void Map(ModelBuilder model);

    /// <summary>The kinds of ids it uses, each by <see cref="StoreConventions.Id{TId}"/>.</summary>
    void Conventions(ModelConfigurationBuilder conventions);

    /// <summary>What of them can be searched for.</summary>
    IReadOnlyList<ISearchEntries> Search => [];
}

/// <summary>A record that two people may change at once: a stale write is a conflict. Counted up by every commit that changes it.</summary>
public interface IVersioned
{
    int Version { get; set; }
}
