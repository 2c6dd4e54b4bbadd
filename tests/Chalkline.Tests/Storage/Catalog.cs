using System.Globalization;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tests.Storage;

/// <summary>What a store's own catalog says of its tables, as lines that can be compared.</summary>
internal static class Catalog
{
    private const string PostgreSql = """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
               || coalesce(' collate ' || (SELECT collname FROM pg_collation WHERE oid = a.attcollation AND collname <> 'default'), '')
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT 'constraint ' || c.relname || ' ' || k.conname || ' ' || replace(pg_get_constraintdef(k.oid), current_schema() || '.', '')
          FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()
        UNION ALL
        SELECT 'index ' || replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema()
        """;

    private const string Sqlite = """
        SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" THEN ' not null' ELSE '' END || ' key ' || c.pk
          FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        UNION ALL
        SELECT 'foreign ' || m.name || '.' || f."from" || ' ' || f."table" || '.' || f."to" || ' ' || f.on_delete
          FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        UNION ALL
        SELECT 'index ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
        UNION ALL
        SELECT 'checks ' || name || ' ' || sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK%'
        """;

    public static async Task<List<string>> Of(DbContext db, CancellationToken ct)
    {
        var lines = await db.Database.SqlQueryRaw<string>(db.Database.IsNpgsql() ? PostgreSql : Sqlite).ToListAsync(ct);
        // Of a SQLite table's text only the checks are compared: the order of columns is not part of what it promises.
        return lines.SelectMany(l => l.StartsWith("checks ", StringComparison.Ordinal) ? Checks(l) : [l])
            .Where(l => !l.Contains("migration_history", StringComparison.Ordinal) && !l.Contains("__EFMigrationsLock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
    }

    private static IEnumerable<string> Checks(string line)
    {
        var table = line.Split(' ')[1];
        return line.Split('\n').Select(l => l.Trim().TrimEnd(',')).Where(l => l.Contains("CHECK", StringComparison.Ordinal))
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"check {table} {l}"));
    }

    /// <summary>The tables of a district's store, in order.</summary>
    public static IReadOnlyList<string> Tables(DistrictDb db) =>
        [.. db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
