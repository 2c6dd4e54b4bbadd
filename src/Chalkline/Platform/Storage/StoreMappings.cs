using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Chalkline.Platform.Storage;

/// <summary>The mappings of an installation's capabilities, taken together.</summary>
internal sealed class StoreMappings
{
    public StoreMappings(IEnumerable<IStoreMapping> all)
    {
        All = [.. all];
        Search = [.. PlatformMapping.Search, .. All.SelectMany(m => m.Search)];
        Key = string.Join(' ', All.Select(m => m.GetType().AssemblyQualifiedName));
    }

    public IReadOnlyList<IStoreMapping> All { get; }

    /// <summary>What can be searched for, of all capabilities.</summary>
    public IReadOnlyList<ISearchEntries> Search { get; }

    /// <summary>The same for the same capabilities.</summary>
    public string Key { get; }
}

/// <summary>One model for each set of capabilities: two installations in one process may have different ones.</summary>
internal sealed class MappedModel : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as DistrictDb)?.Mappings.Key, designTime);
}
