using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Chalkline.Platform.Auditing;
using NpgsqlTypes;

namespace Chalkline.Platform.Storage;

/// <summary>Values by the kind of their column: as each database has them, and as a backup writes them, which is the same for both.</summary>
internal static class ColumnValues
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>The kind that a type of .NET stands for by itself; null for one that no column of ours has.</summary>
    public static ColumnKind? KindOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Guid) => ColumnKind.Uuid,
        var t when t == typeof(string) => ColumnKind.Text,
        var t when t == typeof(int) => ColumnKind.Whole,
        var t when t == typeof(long) => ColumnKind.Counter,
        var t when t == typeof(bool) => ColumnKind.Flag,
        var t when t == typeof(decimal) => ColumnKind.Money,
        var t when t == typeof(double) => ColumnKind.Real,
        var t when t == typeof(DateTimeOffset) => ColumnKind.Instant,
        var t when t == typeof(DateOnly) => ColumnKind.Day,
        var t when t == typeof(byte[]) => ColumnKind.Bytes,
        { IsEnum: true } => ColumnKind.Whole,
        _ => null,
    };

    public static NpgsqlDbType PostgreSqlType(ColumnKind kind) => kind switch
    {
        ColumnKind.Uuid => NpgsqlDbType.Uuid,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Whole => NpgsqlDbType.Integer,
        ColumnKind.Counter => NpgsqlDbType.Bigint,
        ColumnKind.Flag => NpgsqlDbType.Boolean,
        ColumnKind.Money => NpgsqlDbType.Numeric,
        ColumnKind.Real => NpgsqlDbType.Double,
        ColumnKind.Instant => NpgsqlDbType.TimestampTz,
        ColumnKind.Day => NpgsqlDbType.Date,
        ColumnKind.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Jsonb,
    };

    /// <summary>As Entity Framework writes the value on SQLite, so that both ways of writing can be read alike.</summary>
    public static object ForSqlite(ColumnKind kind, object value) => kind switch
    {
        ColumnKind.Uuid => ((Guid)value).ToString().ToUpperInvariant(),
        ColumnKind.Money => ((decimal)value).ToString(CultureInfo.InvariantCulture),
        ColumnKind.Instant => ((DateTimeOffset)value).UtcTicks,
        ColumnKind.Day => ((DateOnly)value).ToString(DayForm, CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>As a parameter of plain SQL.</summary>
    public static object Stored(object value, ColumnKind kind, bool postgreSql) => postgreSql ? value : ForSqlite(kind, value);

    /// <summary>The value in a row of the store, as its kind's type.</summary>
    public static object Read(DbDataReader row, int at, ColumnKind kind, bool postgreSql) => kind switch
    {
        ColumnKind.Uuid => postgreSql ? row.GetGuid(at) : Guid.Parse(row.GetString(at)),
        ColumnKind.Whole => row.GetInt32(at),
        ColumnKind.Counter => row.GetInt64(at),
        ColumnKind.Flag => row.GetBoolean(at),
        ColumnKind.Money => postgreSql ? row.GetDecimal(at) : decimal.Parse(row.GetString(at), CultureInfo.InvariantCulture),
        ColumnKind.Real => row.GetDouble(at),
        ColumnKind.Instant => postgreSql ? row.GetFieldValue<DateTimeOffset>(at) : new DateTimeOffset(row.GetInt64(at), TimeSpan.Zero),
        ColumnKind.Day => postgreSql ? row.GetFieldValue<DateOnly>(at) : DateOnly.ParseExact(row.GetString(at), DayForm, CultureInfo.InvariantCulture),
        ColumnKind.Bytes => row.GetFieldValue<byte[]>(at),
        _ => row.GetString(at),
    };

    /// <summary>As a backup has it.</summary>
    public static void Write(Utf8JsonWriter to, ColumnKind kind, object value)
    {
        switch (kind)
        {
            case ColumnKind.Uuid: to.WriteStringValue(((Guid)value).ToString()); break;
            case ColumnKind.Whole: to.WriteNumberValue((int)value); break;
            case ColumnKind.Counter: to.WriteNumberValue((long)value); break;
            case ColumnKind.Flag: to.WriteBooleanValue((bool)value); break;
            case ColumnKind.Money: to.WriteStringValue(((decimal)value).ToString(CultureInfo.InvariantCulture)); break;
            case ColumnKind.Real: to.WriteStringValue(((double)value).ToString("R", CultureInfo.InvariantCulture)); break;
            case ColumnKind.Instant: to.WriteStringValue(AuditRecord.Instant((DateTimeOffset)value)); break;
            case ColumnKind.Day: to.WriteStringValue(((DateOnly)value).ToString(DayForm, CultureInfo.InvariantCulture)); break;
            case ColumnKind.Bytes: to.WriteBase64StringValue((byte[])value); break;
            case ColumnKind.Json: to.WriteStringValue(SortedJson((string)value)); break;
            default: to.WriteStringValue((string)value); break;
        }
    }

    /// <summary>Out of a backup again.</summary>
    /// <exception cref="FormatException">It is no value of the kind.</exception>
    public static object Parse(JsonElement value, ColumnKind kind)
    {
        try
        {
            return kind switch
            {
                ColumnKind.Uuid => Guid.ParseExact(Text(value), "D"),
                ColumnKind.Whole => value.GetInt32(),
                ColumnKind.Counter => value.GetInt64(),
                ColumnKind.Flag => value.GetBoolean(),
                ColumnKind.Money => decimal.Parse(Text(value), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
                ColumnKind.Real => double.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture),
                ColumnKind.Instant => DateTimeOffset.ParseExact(Text(value), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                ColumnKind.Day => DateOnly.ParseExact(Text(value), DayForm, CultureInfo.InvariantCulture),
                ColumnKind.Bytes => value.GetBytesFromBase64(),
                _ => Text(value),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or OverflowException)
        {
            throw new FormatException($"no value of the kind {kind}", e);
        }
    }

    /// <summary>PostgreSQL keeps no order of members and no white space: without them two stores' JSON can be compared.</summary>
    private static string SortedJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        var buffer = new ArrayBufferWriter<byte>();
        using (var to = new Utf8JsonWriter(buffer)) Sorted(document.RootElement, to);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Sorted(JsonElement value, Utf8JsonWriter to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    to.WritePropertyName(member.Name);
                    Sorted(member.Value, to);
                }
                to.WriteEndObject();
                break;
            case JsonValueKind.Array:
                to.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Sorted(item, to);
                to.WriteEndArray();
                break;
            default:
                value.WriteTo(to);
                break;
        }
    }

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("null where a value belongs");
}
