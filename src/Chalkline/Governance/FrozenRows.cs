using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance;

/// <summary>
/// Rows that never change, held by triggers on both databases: what was adopted, read or published stays what it was even where somebody writes SQL. Rows are
/// put in by a restore as they are; nothing else touches them.
/// </summary>
internal static class FrozenRows
{
    /// <summary>Where the condition holds before a change, these columns keep their values and the row stays.</summary>
    /// <param name="when">Of the row as it was, in SQL that both databases know; its columns without a prefix.</param>
    public static void Hold(MigrationBuilder migration, string table, string when, params IReadOnlyList<string> columns)
    {
        Refuse(migration, table, "frozen", "UPDATE", Of(when), string.Join(" OR ", columns.Select(c => Differs(migration, c))));
        Refuse(migration, table, "kept", "DELETE", Of(when), "1 = 1");
    }

    /// <summary>A column that keeps its first value.</summary>
    public static void HoldOnceSet(MigrationBuilder migration, string table, string column) =>
        Refuse(migration, table, column + "_frozen", "UPDATE", $"OLD.{column} IS NOT NULL", Differs(migration, column));

    /// <summary>No row of the table changes or goes.</summary>
    public static void HoldAll(MigrationBuilder migration, string table)
    {
        Refuse(migration, table, "frozen", "UPDATE", "1 = 1", "1 = 1");
        Refuse(migration, table, "kept", "DELETE", "1 = 1", "1 = 1");
    }

    /// <summary>Nor are all of its rows emptied at once, where the database has a statement for that which no row hears of.</summary>
    public static void HoldTable(MigrationBuilder migration, string table)
    {
        if (IsSqlite(migration)) return;
        var trigger = $"tr_{table}_emptied";
        migration.Sql($"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table}: rows that are frozen were to be emptied'; END $$");
        migration.Sql($"CREATE TRIGGER {trigger} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {trigger}()");
    }

    private static string Of(string condition) => "OLD." + condition;

    private static string Differs(MigrationBuilder migration, string column) =>
        IsSqlite(migration) ? $"NEW.{column} IS NOT OLD.{column}" : $"NEW.{column} IS DISTINCT FROM OLD.{column}";

    private static void Refuse(MigrationBuilder migration, string table, string name, string statement, string when, string and)
    {
        var (trigger, text) = ($"tr_{table}_{name}", $"{table}: a row that is frozen was to be changed");
        if (IsSqlite(migration))
        {
            migration.Sql($"CREATE TRIGGER {trigger} BEFORE {statement} ON {table} WHEN ({when}) AND ({and}) BEGIN SELECT RAISE(ABORT, '{text}'); END");
            return;
        }
        migration.Sql($"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{text}'; END $$");
        migration.Sql($"CREATE TRIGGER {trigger} BEFORE {statement} ON {table} FOR EACH ROW WHEN (({when}) AND ({and})) EXECUTE FUNCTION {trigger}()");
    }

    private static bool IsSqlite(MigrationBuilder migration) => migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal);
}
