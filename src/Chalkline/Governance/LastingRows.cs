using Microsoft.EntityFrameworkCore.Migrations;

namespace Chalkline.Governance;

/// <summary>Tables whose rows never change and are never deleted: the database itself refuses, whoever asks and by whatever way.</summary>
internal static class LastingRows
{
    /// <summary>For a migration, after the table was made.</summary>
    public static void Guard(MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
                migration.Sql($"CREATE TRIGGER {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} never change'); END");
            return;
        }
        migration.Sql("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME; END $$");
        migration.Sql($"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()");
        migration.Sql($"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
    }
}
