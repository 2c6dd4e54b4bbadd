using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chalkline.Platform.Storage;

/// <summary>
/// The last word on the model: names in snake case (read well in psql, need no quotes), lengths as check constraints (SQLite does not
/// enforce them otherwise), and ordinal comparison of text on PostgreSQL, as SQLite has it.
/// </summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model, bool postgreSql)
    {
        foreach (var owned in model.Model.GetEntityTypes().Where(e => e.IsMappedToJson() && e.GetContainerColumnName() is not null))
            owned.SetContainerColumnName(Of(owned.GetContainerColumnName()!));
        foreach (var entity in model.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            var table = Of(entity.ClrType.Name.StartsWith("Identity", StringComparison.Ordinal) ? IdentityName(entity) : entity.ClrType.Name);
            entity.SetTableName(table);
            foreach (var property in entity.GetProperties()) Name(entity, property, table, postgreSql);
            foreach (var key in entity.GetKeys()) key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{table}_{Columns(index.Properties)}");
            foreach (var foreign in entity.GetForeignKeys()) foreign.SetConstraintName($"fk_{table}_{Columns(foreign.Properties)}");
        }
    }

    public static string Of(string name)
    {
        var snake = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    private static void Name(IMutableEntityType entity, IMutableProperty property, string table, bool postgreSql)
    {
        var column = Of(property.Name);
        property.SetColumnName(column);
        var stored = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
        if (stored != typeof(string)) return;
        if (property.GetMaxLength() is { } most)
        {
            entity.AddCheckConstraint($"ck_{table}_{column}_length", $"length({column}) <= {most}");
            property.SetMaxLength(null);
        }
        if (postgreSql) property.SetCollation("C");
    }

    private static string IdentityName(IMutableEntityType entity) => entity.ClrType.Name switch
    {
        var n when n.StartsWith("IdentityUserPasskey", StringComparison.Ordinal) => "Passkey",
        var n when n.StartsWith("IdentityUserLogin", StringComparison.Ordinal) => "ExternalLogin",
        var n => throw new InvalidOperationException($"{n} has no table here."),
    };

    private static string Columns(IEnumerable<IMutableProperty> properties) => string.Join('_', properties.Select(p => Of(p.Name)));
}
