using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Platform.Storage;

/// <summary>The migrations of a store: those of the program, and those that stand beside a capability's mapping, wherever it was compiled.</summary>
internal sealed class StoreMigrations(ICurrentDbContext current) : IMigrationsAssembly
{
    private readonly Lazy<IReadOnlyDictionary<string, TypeInfo>> _migrations = new(() => Find(current.Context));

    public IReadOnlyDictionary<string, TypeInfo> Migrations => _migrations.Value;

    /// <summary>There is none: a test compares stores instead.</summary>
    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly { get; } = current.Context.GetType().Assembly;

    public string? FindMigrationId(string nameOrId) => Migrations.Keys.FirstOrDefault(id => id == nameOrId || id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..] == nameOrId);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass)!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static SortedList<string, TypeInfo> Find(DbContext context)
    {
        var found = new SortedList<string, TypeInfo>(StringComparer.Ordinal);
        var mappings = (context as DistrictDb)?.Mappings.All ?? [];
        foreach (var assembly in mappings.Select(m => m.GetType().Assembly).Prepend(context.GetType().Assembly).Distinct())
            foreach (var type in assembly.DefinedTypes.Where(t => t.IsSubclassOf(typeof(Migration)) && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == context.GetType()))
                found.Add(type.GetCustomAttribute<MigrationAttribute>()!.Id, type);
        return found;
    }
}
