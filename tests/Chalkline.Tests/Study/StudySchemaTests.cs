using System.Text.Json;
using Chalkline.Pilots;
using Xunit;

namespace Chalkline.Tests.Study;

public sealed class The_study_schema
{
    private static readonly JsonSchemaSubset Schema = StudyText.Schema();

    [Fact]
    public void Knows_the_keys_that_the_reader_knows_and_needs_those_that_it_needs()
    {
        foreach (var keys in StudyKeys.All)
        {
            var schema = At(keys.Place);
            Assert.Equal(keys.Known.Order(), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
            Assert.Equal(keys.Required.Order(), Names(schema, "required").Order());
            Assert.False(schema.GetProperty("additionalProperties").GetBoolean(), keys.Place);
        }
    }

    [Fact]
    public void Has_no_mapping_with_keys_that_the_reader_does_not_know() =>
        Assert.Equal(StudyKeys.All.Count, Mappings(Schema.Root).Count());

    [Fact]
    public void Offers_the_words_that_the_reader_offers()
    {
        foreach (var (place, words) in StudyKeys.Words)
        {
            var schema = place == "weights" ? Schema.Root.GetProperty("properties").GetProperty("weights").GetProperty("anyOf")[0] : At(place);
            var offered = schema.TryGetProperty("const", out var one) ? [one.GetString()!] : Names(schema, "enum");
            Assert.Equal(words, offered);
        }
        Assert.Equal(StudyKeys.Words.Count - 1, Everything(Schema.Root).Count(s => s.TryGetProperty("enum", out _)));
    }

    [Fact]
    public void Explains_every_key() =>
        Assert.All(Mappings(Schema.Root).SelectMany(m => m.GetProperty("properties").EnumerateObject()),
            p => Assert.True(p.Value.TryGetProperty("description", out var text) && text.GetString()!.EndsWith('.'), p.Name));

    [Fact]
    public void Accepts_the_studies_that_the_reader_accepts()
    {
        foreach (var yaml in new[] { StudyText.Smallest, StudyText.Trial })
        {
            StudyText.Read(yaml);
            Assert.Empty(Schema.Faults(StudyText.ToJson(yaml)));
        }
    }

    [Theory]
    [InlineData("confidence: '0.95'")]
    [InlineData("confidence: 1")]
    [InlineData("confidence: [0.9]")]
    [InlineData("adjust: age")]
    [InlineData("adjust: [null]")]
    [InlineData("unit: class")]
    [InlineData("colour: red")]
    [InlineData("columns: { score: { digits: 13 } }")]
    [InlineData("columns: { score: { digits: 1.5 } }")]
    [InlineData("columns: { score: 4 }")]
    [InlineData("criteria: { outcome: score }")]
    [InlineData("criteria: { outcome: score, worthwhile: 0 }")]
    [InlineData("criteria: { outcome: score, worthwhile: 0.1, harm: 0 }")]
    [InlineData("criteria: { outcome: score, worthwhile: 0.1, guardrails: [{ outcome: x }] }")]
    [InlineData("baseline: [{ level: student }]")]
    [InlineData("study: ''")]
    public void Refuses_nothing_that_the_reader_accepts_and_sees_what_a_schema_can_see(string line)
    {
        var yaml = line.StartsWith("study", StringComparison.Ordinal) ? StudyText.Smallest.Change("study: Tutor pilot", line) : StudyText.With(line);
        Assert.NotEmpty(Schema.Faults(StudyText.ToJson(yaml)));
        Assert.NotEmpty(StudyText.FaultsOf(yaml));
    }

    /// <summary>The schema of a place such as <c>criteria.guardrails[]</c> or <c>columns{}</c>, past references and the null beside it.</summary>
    private static JsonElement At(string place)
    {
        var schema = Schema.Root;
        foreach (var step in place.Replace("[]", ".[]", StringComparison.Ordinal).Replace("{}", ".{}", StringComparison.Ordinal)
            .Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = Mapping(step switch
            {
                "[]" => schema.GetProperty("items"),
                "{}" => schema.GetProperty("additionalProperties"),
                _ => schema.GetProperty("properties").GetProperty(step),
            });
        }
        return schema;
    }

    private static JsonElement Mapping(JsonElement schema) =>
        schema.TryGetProperty("anyOf", out var some) ? some.EnumerateArray().First(s => s.TryGetProperty("properties", out _)) : schema;

    private static string[] Names(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var names) ? [.. names.EnumerateArray().Select(n => n.GetString()).OfType<string>()] : [];

    private static IEnumerable<JsonElement> Mappings(JsonElement schema) =>
        Everything(schema).Where(s => s.TryGetProperty("properties", out var p) && s.TryGetProperty("type", out _) && p.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Everything(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(p => p.Name is not ("examples" or "default")).SelectMany(p => Everything(p.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Everything),
        _ => [],
    };
}
