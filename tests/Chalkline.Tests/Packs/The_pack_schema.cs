using System.Text.Json;
using Chalkline.Platform;
using Chalkline.Tests.House;
using Chalkline.Tests.Study;
using Xunit;

namespace Chalkline.Tests.Packs;

public sealed class The_pack_schema
{
    private const string Document = "docs/schemas/pack.schema.json";

    private static readonly JsonSchemaSubset Schema = JsonSchemaSubset.Parse(PackText.File(Document));

    /// <summary>The example of the guide.</summary>
    private static string Guide => PackText.File("docs/packs.md").Split("```yaml\n")[1].Split("```")[0];

    [Fact]
    public void Is_the_one_that_the_readers_keys_make() => Assert.Equal(PackSchema.Of(PackText.Reader.Kinds), PackText.File(Document));

    [Fact]
    public void Accepts_the_packs_that_the_reader_accepts()
    {
        foreach (var yaml in SourceTree.Files(".yaml").Where(f => f.StartsWith("packs/", StringComparison.Ordinal)).Select(PackText.File).Append(PackText.Smallest).Append(Guide))
        {
            PackText.Read(yaml);
            Assert.Empty(Schema.Faults(StudyText.ToJson(yaml)));
        }
    }

    [Theory]
    [InlineData("sensitivity: low", "sensitivity: none")]
    [InlineData("    sensitivity: low", "    sensitivty: low")]
    [InlineData("version: 1.0.0", "version: v1")]
    [InlineData("https://example.org", "http://example.org")]
    [InlineData("locale: en", "locale: es")]
    [InlineData("    reason: It buys a meal.\n", "")]
    [InlineData("  es:\n", "  fr:\n")]
    [InlineData("kind: data-elements", "kind: things")]
    [InlineData("id: lunch", "id: Lunch!")]
    [InlineData("urn:chalkline:pack:local:our-codes", "our-codes")]
    public void Refuses_nothing_that_the_reader_accepts_and_sees_what_a_schema_can_see(string from, string to)
    {
        var yaml = PackText.Smallest.Change(from, to);
        Assert.NotEmpty(Schema.Faults(StudyText.ToJson(yaml)));
        Assert.NotEmpty(PackText.Said(yaml));
    }

    [Fact]
    public void Explains_every_key()
    {
        var properties = Everything(Schema.Root).Where(s => s.TryGetProperty("properties", out var p) && s.TryGetProperty("type", out _)).SelectMany(s => s.GetProperty("properties").EnumerateObject()).ToList();
        Assert.True(properties.Count > 50, "The schema has keys.");
        Assert.All(properties, p => Assert.True(Schema.Follow(p.Value).TryGetProperty("description", out var text) && text.GetString()!.EndsWith('.'), p.Name));
    }

    private static IEnumerable<JsonElement> Everything(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Everything(p.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Everything),
        _ => [],
    };
}
