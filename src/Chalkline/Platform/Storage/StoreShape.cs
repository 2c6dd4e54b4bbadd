using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Chalkline.Platform.Storage;

/// <summary>A column of a store of some version.</summary>
internal sealed record StoreColumn(string Name, ColumnKind Kind, bool Optional);

/// <summary>A table of a store of some version.</summary>
/// <param name="Principals">The tables that its foreign keys point to.</param>
internal sealed record StoreTable(string Name, IReadOnlyList<StoreColumn> Columns, IReadOnlyList<string> Key, IReadOnlyCollection<string> Principals);

/// <summary>
/// The tables that a store has at a migration, replayed from the migrations: the model knows the newest shape alone, and a store that is
/// backed up before its upgrade, or restored, is of an older one.
/// </summary>
internal sealed class StoreShape
{
    private readonly Dictionary<string, CreateTableOperation> _tables = new(StringComparer.Ordinal);

    private StoreShape()
    {
    }

    /// <summary>In an order in which every foreign key points to a table before it; where that leaves a choice, by name.</summary>
    public IReadOnlyList<StoreTable> Tables
    {
        get
        {
            var left = _tables.Values.Select(Table).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
            var ordered = new List<StoreTable>();
            while (left.Count > 0)
            {
                var next = left.Find(t => !left.Any(o => o != t && t.Principals.Contains(o.Name)))
                    ?? throw new InvalidOperationException($"The foreign keys of {left[0].Name} go round in a circle.");
                left.Remove(next);
                ordered.Add(next);
            }
            return ordered;
        }
    }

    /// <summary>The shape that these migrations make; those that this program does not have are an error of the caller's.</summary>
    public static StoreShape After(DbContext db, IReadOnlyCollection<string> migrations)
    {
        var assembly = db.GetService<IMigrationsAssembly>();
        var shape = new StoreShape();
        foreach (var id in migrations.Order(StringComparer.Ordinal))
            foreach (var operation in assembly.CreateMigration(assembly.Migrations[id], db.Database.ProviderName!).UpOperations) shape.Apply(operation);
        return shape;
    }

    private void Apply(MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateTableOperation table: _tables.Add(table.Name, Copy(table)); break;
            case DropTableOperation table: _tables.Remove(table.Name); break;
            case RenameTableOperation { NewName: { } name } table:
                _tables.Remove(table.Name, out var renamed);
                renamed!.Name = name;
                _tables.Add(name, renamed);
                break;
            case AddColumnOperation column: _tables[column.Table].Columns.Add(column); break;
            case DropColumnOperation column: _tables[column.Table].Columns.RemoveAll(c => c.Name == column.Name); break;
            case RenameColumnOperation column:
                var columns = _tables[column.Table].Columns;
                var at = columns.FindIndex(c => c.Name == column.Name);
                var (old, kind) = (columns[at], KindOf(columns[at]));
                columns[at] = new() { Table = column.Table, Name = column.NewName, ClrType = old.ClrType, IsNullable = old.IsNullable };
                columns[at].AddAnnotation(TableScript.KindMark, kind);
                break;
            case AddForeignKeyOperation key: _tables[key.Table].ForeignKeys.Add(key); break;
            default: break;
        }
    }

    private static CreateTableOperation Copy(CreateTableOperation table)
    {
        var copy = new CreateTableOperation { Name = table.Name, PrimaryKey = table.PrimaryKey };
        copy.Columns.AddRange(table.Columns);
        copy.ForeignKeys.AddRange(table.ForeignKeys);
        return copy;
    }

    private static StoreTable Table(CreateTableOperation table) => new(
        table.Name,
        [.. table.Columns.Select(c => new StoreColumn(c.Name, KindOf(c), c.IsNullable))],
        table.PrimaryKey?.Columns ?? throw new InvalidOperationException($"{table.Name} has no primary key."),
        [.. table.ForeignKeys.Select(f => f.PrincipalTable)]);

    private static ColumnKind KindOf(AddColumnOperation column) => (ColumnKind?)column[TableScript.KindMark] ?? ColumnValues.KindOf(column.ClrType)
        ?? throw new InvalidOperationException($"No backup knows how to keep {column.Table}.{column.Name}, a {column.ClrType.Name}.");
}
