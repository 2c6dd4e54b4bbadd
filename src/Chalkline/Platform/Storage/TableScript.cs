using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Chalkline.Platform;

/// <summary>
/// A table as a migration makes it, on both databases: each column is one line, lengths become check constraints, names follow the house's
/// (<c>pk_</c>, <c>ux_</c>, <c>ix_</c>, <c>fk_</c>, <c>ck_</c>). A test compares what comes out with what the model would make.
/// </summary>
public sealed class TableScript
{
    /// <summary>A backup reads a store of any version: what its columns hold stands in the migrations that made them.</summary>
    internal const string KindMark = "Chalkline:Kind";

    private readonly CreateTableOperation _table;
    private readonly bool _sqlite;

    private TableScript(string name, bool sqlite) => (_table, _sqlite) = (new CreateTableOperation { Name = name }, sqlite);

    /// <summary>Adds the table to the migration.</summary>
    public static void Create(MigrationBuilder migration, string name, Action<TableScript> columns)
    {
        var script = new TableScript(name, migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal));
        columns(script);
        migration.Operations.Add(script._table);
        foreach (var index in script._indexes) migration.Operations.Add(index);
    }

    private readonly List<CreateIndexOperation> _indexes = [];

    public TableScript Uuid(string name, bool optional = false) => Column<Guid>(name, ColumnKind.Uuid, _sqlite ? "TEXT" : "uuid", optional);

    public TableScript Text(string name, int? most = null, bool optional = false)
    {
        var column = Add<string>(name, ColumnKind.Text, _sqlite ? "TEXT" : "text", optional);
        if (!_sqlite) column.Collation = "C";
        return most is { } length ? Check($"{name}_length", $"length({name}) <= {length}") : this;
    }

    public TableScript Whole(string name, bool optional = false) => Column<int>(name, ColumnKind.Whole, _sqlite ? "INTEGER" : "integer", optional);

    public TableScript Counter(string name, bool optional = false) => Column<long>(name, ColumnKind.Counter, _sqlite ? "INTEGER" : "bigint", optional);

    public TableScript Flag(string name, bool optional = false) => Column<bool>(name, ColumnKind.Flag, _sqlite ? "INTEGER" : "boolean", optional);

    public TableScript Money(string name, bool optional = false) =>
        _sqlite ? Column<string>(name, ColumnKind.Money, "TEXT", optional) : Column<decimal>(name, ColumnKind.Money, "numeric", optional);

    public TableScript Real(string name, bool optional = false) => Column<double>(name, ColumnKind.Real, _sqlite ? "REAL" : "double precision", optional);

    /// <summary>An instant.</summary>
    public TableScript Instant(string name, bool optional = false) =>
        _sqlite ? Column<long>(name, ColumnKind.Instant, "INTEGER", optional) : Column<DateTimeOffset>(name, ColumnKind.Instant, "timestamp with time zone", optional);

    /// <summary>A day of the calendar.</summary>
    public TableScript Day(string name, bool optional = false) => Column<DateOnly>(name, ColumnKind.Day, _sqlite ? "TEXT" : "date", optional);

    public TableScript Bytes(string name, bool optional = false) => Column<byte[]>(name, ColumnKind.Bytes, _sqlite ? "BLOB" : "bytea", optional);

    public TableScript Json(string name, bool optional = false) => Column<string>(name, ColumnKind.Json, _sqlite ? "TEXT" : "jsonb", optional);

    /// <summary>The counter of changes that stale writes are told by.</summary>
    public TableScript Version() => Whole("version");

    public TableScript Key(params string[] columns)
    {
        _table.PrimaryKey = new() { Table = _table.Name, Name = $"pk_{_table.Name}", Columns = columns };
        return this;
    }

    public TableScript Unique(params string[] columns) => Index("ux", columns, unique: true);

    public TableScript Index(params string[] columns) => Index("ix", columns, unique: false);

    public TableScript Foreign(string column, string principal, string principalColumn = "id", ReferentialAction onDelete = ReferentialAction.Restrict)
    {
        _table.ForeignKeys.Add(new()
        {
            Table = _table.Name,
            Name = $"fk_{_table.Name}_{column}",
            Columns = [column],
            PrincipalTable = principal,
            PrincipalColumns = [principalColumn],
            OnDelete = onDelete,
        });
        return this;
    }

    /// <summary>A check constraint, <c>ck_TABLE_name</c>.</summary>
    public TableScript Check(string name, string sql)
    {
        _table.CheckConstraints.Add(new() { Table = _table.Name, Name = $"ck_{_table.Name}_{name}", Sql = sql });
        return this;
    }

    private TableScript Index(string prefix, string[] columns, bool unique)
    {
        _indexes.Add(new() { Table = _table.Name, Name = $"{prefix}_{_table.Name}_{string.Join('_', columns)}", Columns = columns, IsUnique = unique });
        return this;
    }

    private TableScript Column<T>(string name, ColumnKind kind, string type, bool optional)
    {
        Add<T>(name, kind, type, optional);
        return this;
    }

    private AddColumnOperation Add<T>(string name, ColumnKind kind, string type, bool optional)
    {
        var column = new AddColumnOperation { Table = _table.Name, Name = name, ClrType = typeof(T), ColumnType = type, IsNullable = optional };
        column.AddAnnotation(KindMark, kind);
        _table.Columns.Add(column);
        return column;
    }
}
