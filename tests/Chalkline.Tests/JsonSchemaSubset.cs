using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Chalkline.Tests;

/// <summary>
/// The part of JSON Schema (draft 2020-12) that our schemas use, for tests. A keyword that it does not know is refused when the schema is
/// read, wherever it stands, so that nothing in a schema is passed over in silence.
/// </summary>
public sealed class JsonSchemaSubset
{
    private static readonly HashSet<string> Annotations =
        ["$schema", "$id", "$comment", "$defs", "title", "description", "default", "examples"];

    private static readonly HashSet<string> HoldsSchema = ["additionalProperties", "items"];
    private static readonly HashSet<string> HoldsSchemas = ["oneOf", "anyOf", "allOf"];
    private static readonly HashSet<string> HoldsNamedSchemas = ["properties", "$defs"];
    private static readonly HashSet<string> Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    private static readonly HashSet<string> Assertions =
    [
        "$ref", "type", "enum", "const", "required", "pattern", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    ];

    private readonly JsonElement _root;

    private JsonSchemaSubset(JsonElement root) => _root = root;

    /// <exception cref="NotSupportedException">The schema uses a keyword or a reference outside this subset.</exception>
    public static JsonSchemaSubset Parse(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var subset = new JsonSchemaSubset(document.RootElement.Clone());
        subset.Check(subset._root, "#");
        return subset;
    }

    /// <summary>What is wrong with the value, each with the JSON pointer of the place; empty if it is valid.</summary>
    public IReadOnlyList<string> Faults(JsonElement value)
    {
        var faults = new List<string>();
        Validate(_root, value, "", faults);
        return faults;
    }

    public IReadOnlyList<string> Faults(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Faults(document.RootElement);
    }

    /// <summary>The schema that a schema stands for: itself, or what its <c>$ref</c> points at.</summary>
    public JsonElement Follow(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var pointer) ? Follow(Target(pointer.GetString()!)) : schema;

    public JsonElement Root => _root;

    private void Check(JsonElement schema, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return;
        if (schema.ValueKind != JsonValueKind.Object) throw new NotSupportedException($"{at} is not a schema");
        foreach (var keyword in schema.EnumerateObject())
        {
            var (name, value, here) = (keyword.Name, keyword.Value, $"{at}/{keyword.Name}");
            if (name == "$ref") Target(value.GetString()!);
            if (name == "type" && TypesOf(value).FirstOrDefault(t => !Types.Contains(t)) is { } unknown)
                throw new NotSupportedException($"{here} is {unknown}");
            if (HoldsNamedSchemas.Contains(name)) foreach (var named in value.EnumerateObject()) Check(named.Value, $"{here}/{named.Name}");
            else if (HoldsSchemas.Contains(name)) foreach (var (i, one) in value.EnumerateArray().Index()) Check(one, $"{here}/{i}");
            else if (HoldsSchema.Contains(name)) Check(value, here);
            else if (!Annotations.Contains(name) && !Assertions.Contains(name))
                throw new NotSupportedException($"{here} is a keyword that this validator does not know");
        }
    }

    private JsonElement Target(string pointer)
    {
        if (!pointer.StartsWith("#/", StringComparison.Ordinal)) throw new NotSupportedException($"$ref {pointer} points outside the schema");
        var target = _root;
        foreach (var step in pointer[2..].Split('/'))
        {
            if (!target.TryGetProperty(step, out target)) throw new NotSupportedException($"$ref {pointer} points at nothing");
        }
        return target;
    }

    private void Validate(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.ValueKind == JsonValueKind.True) return;
        if (schema.ValueKind == JsonValueKind.False)
        {
            faults.Add($"{at}: nothing may stand here");
            return;
        }
        foreach (var keyword in schema.EnumerateObject())
        {
            if (Annotations.Contains(keyword.Name)) continue;
            var holds = keyword.Name switch
            {
                "$ref" => Nested(Target(keyword.Value.GetString()!), value, at, faults),
                "properties" => Properties(keyword.Value, value, at, faults),
                "additionalProperties" => Additional(schema, keyword.Value, value, at, faults),
                "items" => Items(keyword.Value, value, at, faults),
                "allOf" => keyword.Value.EnumerateArray().All(s => Nested(s, value, at, faults)),
                "anyOf" => keyword.Value.EnumerateArray().Any(s => Matches(s, value)),
                "oneOf" => keyword.Value.EnumerateArray().Count(s => Matches(s, value)) == 1,
                _ => Holds(keyword.Name, keyword.Value, value),
            };
            if (!holds) faults.Add($"{at}: {keyword.Name} {Shortened(keyword.Value)} does not hold for {Shortened(value)}");
        }
    }

    /// <summary>Adds the faults found below; itself never one.</summary>
    private bool Nested(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        Validate(schema, value, at, faults);
        return true;
    }

    private bool Matches(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Validate(schema, value, "", faults);
        return faults.Count == 0;
    }

    private bool Properties(JsonElement schemas, JsonElement value, string at, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object) return true;
        foreach (var property in value.EnumerateObject())
        {
            if (schemas.TryGetProperty(property.Name, out var schema)) Validate(schema, property.Value, $"{at}/{property.Name}", faults);
        }
        return true;
    }

    private bool Additional(JsonElement owner, JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object) return true;
        foreach (var property in value.EnumerateObject())
        {
            var known = owner.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out _);
            if (!known) Validate(schema, property.Value, $"{at}/{property.Name}", faults);
        }
        return true;
    }

    private bool Items(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array) return true;
        foreach (var (i, item) in value.EnumerateArray().Index()) Validate(schema, item, $"{at}/{i}", faults);
        return true;
    }

    private static bool Holds(string keyword, JsonElement asked, JsonElement value) => keyword switch
    {
        "type" => TypesOf(asked).Any(t => IsOfType(value, t)),
        "const" => JsonElement.DeepEquals(asked, value),
        "enum" => asked.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        "required" => value.ValueKind != JsonValueKind.Object || asked.EnumerateArray().All(k => value.TryGetProperty(k.GetString()!, out _)),
        "pattern" => value.ValueKind != JsonValueKind.String
            || Regex.IsMatch(value.GetString()!, asked.GetString()!, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)),
        // JSON Schema counts code points, not UTF-16 units.
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() >= asked.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.EnumerateRunes().Count() <= asked.GetInt32(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= asked.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= asked.GetInt32(),
        "uniqueItems" => !asked.GetBoolean() || value.ValueKind != JsonValueKind.Array || AreDistinct([.. value.EnumerateArray()]),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= asked.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= asked.GetDouble(),
        "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > asked.GetDouble(),
        "exclusiveMaximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() < asked.GetDouble(),
        _ => throw new NotSupportedException(keyword),
    };

    private static bool AreDistinct(JsonElement[] items) =>
        !items.Where((one, i) => items.Take(i).Any(earlier => JsonElement.DeepEquals(earlier, one))).Any();

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool IsOfType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && double.IsInteger(value.GetDouble())),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Null => type == "null",
        _ => false,
    };

    private static string Shortened(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 80 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 77)}...");
    }
}
