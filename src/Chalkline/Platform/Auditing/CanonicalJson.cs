using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chalkline.Platform.Auditing;

/// <summary>
/// JSON with one spelling for one value, after RFC 8785: no white space, members in ordinal order of their names, text escaped as little as
/// JSON allows. Of numbers it takes whole ones (64 bits) and decimals; binary fractions have too many spellings and are refused.
/// </summary>
internal static class CanonicalJson
{
    public static byte[] Bytes(JsonNode? value) => Encoding.UTF8.GetBytes(Text(value));

    public static string Text(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder to)
    {
        switch (node)
        {
            case null: to.Append("null"); break;
            case JsonObject members:
                WriteObject(members, to);
                break;
            case JsonArray items:
                to.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) to.Append(',');
                    Write(items[i], to);
                }
                to.Append(']');
                break;
            case JsonValue value:
                WriteValue(value, to);
                break;
        }
    }

    private static void WriteObject(JsonObject members, StringBuilder to)
    {
        to.Append('{');
        var first = true;
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (!first) to.Append(',');
            first = false;
            WriteText(name, to);
            to.Append(':');
            Write(value, to);
        }
        to.Append('}');
    }

    private static void WriteValue(JsonValue value, StringBuilder to)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True: to.Append("true"); break;
            case JsonValueKind.False: to.Append("false"); break;
            case JsonValueKind.String: WriteText(value.ToString(), to); break;
            case JsonValueKind.Number: WriteNumber(value, to); break;
            default: throw new ArgumentException($"{value.GetValueKind()} has no canonical form", nameof(value));
        }
    }

    private static void WriteNumber(JsonValue value, StringBuilder to)
    {
        // Without trailing zeros: 1.50 and 1.5 are one value.
        var number = decimal.Parse(value.ToJsonString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        to.Append((number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteText(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"': to.Append("\\\""); break;
                case '\\': to.Append("\\\\"); break;
                case '\b': to.Append("\\b"); break;
                case '\f': to.Append("\\f"); break;
                case '\n': to.Append("\\n"); break;
                case '\r': to.Append("\\r"); break;
                case '\t': to.Append("\\t"); break;
                case < ' ': to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: to.Append(c); break;
            }
        }
        to.Append('"');
    }
}
