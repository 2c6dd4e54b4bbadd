using Xunit;

namespace Chalkline.Tests;

public sealed class A_schema
{
    [Theory]
    [InlineData("""{"type":"object"}""", "{}", "[]")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"integer"}""", "2.0", "2.5")]
    [InlineData("""{"type":"boolean"}""", "false", "0")]
    [InlineData("""{"properties":{"a":{"type":"number"}}}""", """{"a":1,"b":"x"}""", """{"a":"1"}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", """{"b":1}""")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"a":"x"}""", """{"a":1}""")]
    [InlineData("""{"enum":["a",1]}""", "1", "2")]
    [InlineData("""{"const":"a"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"items":{"type":"string"}}""", """["a"]""", """["a",1]""")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1,2]", "[]")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1]", "[1,2,3]")]
    [InlineData("""{"uniqueItems":true}""", "[1,2]", "[1,2,1]")]
    [InlineData("""{"minLength":1,"maxLength":2}""", "\"ab\"", "\"\"")]
    [InlineData("""{"minLength":1,"maxLength":2}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"pattern":"^a+$"}""", "\"aa\"", "\"ab\"")]
    [InlineData("""{"minimum":0,"maximum":1}""", "1", "1.5")]
    [InlineData("""{"exclusiveMinimum":0,"exclusiveMaximum":1}""", "0.5", "0")]
    [InlineData("""{"exclusiveMinimum":0,"exclusiveMaximum":1}""", "0.5", "1")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"null"}}}""", "null", "1")]
    [InlineData("""{"oneOf":[{"type":"number"},{"minimum":5}]}""", "1", "6")]
    [InlineData("""{"anyOf":[{"type":"number"},{"type":"string"}]}""", "1", "null")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "1", "3")]
    public void Accepts_what_it_describes_and_nothing_else(string schema, string valid, string invalid)
    {
        var subset = JsonSchemaSubset.Parse(schema);
        Assert.Empty(subset.Faults(valid));
        Assert.NotEmpty(subset.Faults(invalid));
    }

    [Theory]
    [InlineData("""{"properties":{"a":{"dependentRequired":{}}}}""")]
    [InlineData("""{"anyOf":[{"not":{}}]}""")]
    [InlineData("""{"$defs":{"a":{"format":"date"}}}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"$ref":"#/$defs/none"}""")]
    [InlineData("""{"$ref":"https://example.org/other"}""")]
    [InlineData("""{"items":[]}""")]
    public void With_a_keyword_that_is_not_known_is_refused(string schema) =>
        Assert.Throws<NotSupportedException>(() => JsonSchemaSubset.Parse(schema));

    [Fact]
    public void Says_where_a_value_is_wrong() =>
        Assert.Contains("/a/1", Assert.Single(JsonSchemaSubset.Parse("""{"properties":{"a":{"items":{"type":"string"}}}}""").Faults("""{"a":["x",2]}""")));
}
