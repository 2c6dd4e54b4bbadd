using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chalkline.Platform.Packs;

namespace Chalkline.Platform;

/// <summary>The JSON Schema of packs, made of the very keys that the reader knows: what <c>docs/schemas/pack.schema.json</c> holds, and a test compares.</summary>
public static class PackSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<IPackKind> kinds)
    {
        var definitions = new JsonObject { ["source"] = Source(), ["translatedTitle"] = Mapping("A heading in another language.", [("title", Text("The heading."))], []) };
        foreach (var kind in kinds)
        {
            definitions[kind.Name] = Pack(kind);
            definitions[kind.Name + "-item"] = Item(kind);
            definitions[kind.Name + "-translation"] = Translation(kind);
        }
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:chalkline:schema:pack",
            ["title"] = "Chalkline pack",
            ["description"] = "Versioned content. Made from the program's own keys; see docs/packs.md.",
            ["oneOf"] = new JsonArray([.. kinds.Select(k => Reference(k.Name))]),
            ["$defs"] = definitions,
        }.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Pack(IPackKind kind) => Mapping(kind.Description,
    [
        ("id", Text("The pack's name, the same in all its versions: urn:chalkline:pack:local:NAME of a district's own.", @"^urn:chalkline:pack:(local:)?[a-z0-9]+(-[a-z0-9]+)*$")),
        ("kind", new JsonObject { ["description"] = "What the items are.", ["const"] = kind.Name }),
        ("version", Text("Three whole numbers, as in Semantic Versioning; a released version never changes.", @"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$")),
        ("locale", new JsonObject { ["description"] = "The language of the texts beside the translations: English.", ["const"] = "en" }),
        ("title", Text("The pack's title.")),
        ("description", Text("What it is for and where it comes from.")),
        ("license", Text("Of all items that name none; an SPDX identifier where there is one.")),
        ("source", Reference("source")),
        ("groups", List("The headings that items stand under, in order.", Mapping("A heading.", [("id", Id()), ("title", Text("What readers see."))], ["id", "title"]), 0)),
        ("items", List("The items; at most 2,000.", Reference(kind.Name + "-item"), 1)),
        ("translations", Mapping("All texts for readers in each other language.",
            [.. PackKeys.Languages.Select(l => (l, Reference(kind.Name + "-translation")))], [.. PackKeys.Languages])),
    ], PackKeys.Top.Required);

    private static JsonObject Item(IPackKind kind) => Mapping("An item; its id stays the same from version to version.",
    [
        ("id", Id()),
        ("group", Text("The id of its heading.")),
        ("builds_on", List("Ids of items that this one takes for granted; without a circle.", Text("An item's id."), 0)),
        ("source", Reference("source")),
        ("license", Text("Under which the item's words may be used.")),
        ("maps_to", Mapping("What outside frameworks call it, or where they have it.",
            [.. kind.Frameworks.Select(f => (f, List($"References into {f}.", Text("A reference."), 0)))], [])),
        .. kind.Keys.Select(k => (k.Name, Value(k))),
    ], PackKeys.Item(kind).Required);

    private static JsonObject Translation(IPackKind kind) => Mapping("All texts in one other language.",
    [
        ("title", Text("The pack's title.")),
        ("description", Text("The pack's description.")),
        ("groups", new JsonObject { ["description"] = "By the group's id.", ["type"] = "object", ["additionalProperties"] = Reference("translatedTitle") }),
        ("items", new JsonObject { ["description"] = "By the item's id.", ["type"] = "object", ["additionalProperties"] = Mapping("An item's texts.", Spoken(kind.Keys), []) }),
    ], PackKeys.Translation.Required);

    private static (string, JsonNode)[] Spoken(IReadOnlyList<PackKey> keys) =>
    [
        .. keys.Where(k => k.Speaks).Select(k => (k.Name, k.Shape == PackShape.Rows
            ? List(k.Description, Mapping(k.Description, Spoken(k.Keys), []), 0) : Value(k))),
    ];

    private static JsonObject Value(PackKey key) => key.Shape switch
    {
        PackShape.Text => Text(key.Description),
        PackShape.Texts => List(key.Description, Text("One of them."), 0),
        PackShape.Word => Choice(key),
        PackShape.Words => List(key.Description, Choice(key), 0),
        PackShape.Day => Text(key.Description, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        PackShape.Whole => new JsonObject { ["description"] = key.Description, ["type"] = "integer" },
        _ => List(key.Description, Mapping(key.Description, [.. key.Keys.Select(k => (k.Name, Value(k)))], [.. key.Keys.Where(k => k.Required).Select(k => k.Name)]), 0),
    };

    private static JsonObject Source() => Mapping("Where an item comes from, and when somebody last looked there.",
    [
        ("title", Text("Its name.")),
        ("url", Text("Its address, https only.", "^https://")),
        ("as_of", Text("The day on which somebody last looked.", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
    ], PackKeys.Source.Required);

    private static JsonObject Id() => Text("Small letters, digits, single hyphens and points.", @"^[a-z0-9]+([.-][a-z0-9]+)*$");

    private static JsonObject Choice(PackKey key) =>
        new() { ["description"] = key.Description, ["enum"] = new JsonArray([.. key.Choice.Select(c => (JsonNode)c)]) };

    private static JsonObject Text(string description, string? pattern = null)
    {
        var text = new JsonObject { ["description"] = description, ["type"] = "string", ["minLength"] = 1 };
        if (pattern is not null) text["pattern"] = pattern;
        return text;
    }

    private static JsonObject List(string description, JsonNode of, int least) =>
        new JsonObject { ["description"] = description, ["type"] = "array", ["items"] = of, ["minItems"] = least };

    private static JsonObject Mapping(string description, (string Name, JsonNode Schema)[] keys, string[] required) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["properties"] = new JsonObject(keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)k.Schema))),
        ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Reference(string definition) => new JsonObject { ["$ref"] = "#/$defs/" + definition };
}
