using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chalkline.Design;
using Chalkline.Platform;
using Xunit;

namespace Chalkline.Tests.Packs;

public sealed class Reading_a_pack
{
    [Fact]
    public void Gives_what_it_says_in_both_languages()
    {
        var pack = PackText.Read(PackText.Smallest);
        Assert.Equal(("local.our-codes", "1.0.0", "data-elements"), (pack.Id.Slug, pack.Version.ToString(), pack.Kind));
        Assert.Equal(("Our codes", "Nuestros códigos"), (pack.Title.In(Language.English), pack.Title.In(Language.Spanish)));
        var item = Assert.Single(pack.Items);
        Assert.Equal(("lunch", "low", "CC0-1.0"), (item.Id, item.Fields.Word("sensitivity"), item.License));
        Assert.Equal("Número de almuerzo", item.Fields.Text("name")!.In(Language.Spanish));
        Assert.Equal(new DateOnly(2026, 11, 1), item.Source.AsOf);
    }

    [Theory]
    [InlineData("    sensitivity: low", "    sensitivty: low", "items[1].sensitivty: unknown key; did you mean 'sensitivity'? (line 13)")]
    [InlineData("sensitivity: low", "sensitivity: lo", "items[1].sensitivity: \"lo\" is not known; did you mean 'low'? (line 13)")]
    [InlineData("kind: data-elements", "kind: data-element", "kind: \"data-element\" is not known; did you mean 'data-elements'? (line 2)")]
    [InlineData("version: 1.0.0", "version: 1.0", "version: is no version; it is three whole numbers, such as 1.0.0 (line 3)")]
    [InlineData("locale: en", "locale: es", "locale: packs are written in English (locale: en) and translated under `translations` (line 4)")]
    [InlineData("pack:local:our-codes", "pack:Local:our-codes", "id: is no pack's id; it looks like urn:chalkline:pack:local:our-codes, in small letters, digits and hyphens (line 1)")]
    [InlineData("as_of: 2026-11-01", "as_of: 2026-02-30", "source.as_of: expected a day, such as 2026-01-31, and found \"2026-02-30\" (line 8)")]
    [InlineData("https://example.org", "http://example.org", "source.url: expected an address that begins with https:// (line 8)")]
    [InlineData("https://example.org", "javascript:alert(1)//", "source.url: expected an address that begins with https:// (line 8)")]
    [InlineData("title: Our codes", "title: &a Our codes", "title: anchors (&name) are not used in packs; put the text into quotes (line 5)")]
    [InlineData("title: Our codes", "title: *a", "title: aliases (*name) are not used in packs; write the text again (line 5)")]
    [InlineData("title: Our codes", "title: !!str Our codes", "title: tags (!name) are not used in packs; put the text into quotes (line 5)")]
    [InlineData("    reason: It buys a meal.", "    group: money\n    reason: It buys a meal.", "items[1].group: there is no group \"money\" (line 14)")]
    [InlineData("    reason: It buys a meal.", "    builds_on: [brunch]\n    reason: It buys a meal.", "items[1].builds_on: there is no item \"brunch\"; did you mean 'lunch'? (line 14)")]
    [InlineData("    reason: It buys a meal.", "    maps_to: { one-roster: [users.identifier] }\n    reason: It buys a meal.",
        "items[1].maps_to.one-roster: \"one-roster\" is no framework of data-elements; did you mean 'oneroster'? (line 14)")]
    [InlineData("    reason: It buys a meal.", "    maps_to: { oneroster: [identifier] }\n    reason: It buys a meal.",
        "items[1].maps_to: \"identifier\" is no field of OneRoster; it looks like users.givenName: the file, a point, the column (line 14)")]
    [InlineData("license: CC0-1.0\n", "", "items[1]: has no license, and the pack has none for all (line 9)")]
    [InlineData("name: Número de almuerzo, ", "", "items[1].name: has no translation into es (line 11)")]
    [InlineData("    title: Nuestros códigos\n", "", "title: has no translation into es (line 5)")]
    [InlineData("  es:\n", "  fr:\n", "translations.fr: \"fr\" is not known; known are es (line 16)")]
    [InlineData("      lunch: {", "      lonch: {", "translations.es.items.lonch: translates an item that is not there; did you mean 'lunch'? (line 20)")]
    [InlineData("name: Lunch number", "name: Number {count}", "translations.es.items.lunch.name: has the placeholders none, and the English text has {count} (line 20)")]
    public void Tells_what_is_wrong_where(string from, string to, string fault) =>
        Assert.Contains(fault, PackText.Said(PackText.Smallest.Change(from, to)));

    [Fact]
    public void Names_an_id_that_is_given_twice() =>
        Assert.Contains("items[2].id: \"a\" is given twice; the first is in line 10 (line 11)", PackText.Said(PackText.Of("1.0.0", ("a", "A"), ("a", "B"))));

    [Fact]
    public void Names_the_items_of_a_circle_once()
    {
        var yaml = PackText.Of("1.0.0", ("a", "A"), ("b", "B"), ("c", "C")).Change("id: a,", "id: a, builds_on: [b],").Change("id: b,", "id: b, builds_on: [c],")
            .Change("id: c,", "id: c, builds_on: [a],");
        Assert.Equal(["items[1].builds_on: runs in a circle: a → b → c → a (line 10)"], PackText.Said(yaml));
    }

    [Fact]
    public void Follows_a_chain_as_long_as_a_pack_may_be()
    {
        var items = Enumerable.Range(1, 2000).Select(i => ($"i{i}", "Name")).ToArray();
        var yaml = PackText.Of("1.0.0", items);
        var chain = Regex.Replace(yaml, @"id: i(\d+),", m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) is var i && i < 2000 ? $"id: i{i}, builds_on: [i{i + 1}]," : m.Value);
        Assert.Empty(PackText.Said(chain));
        Assert.Contains("items: has more than 2000 items; split the pack (line 9)", PackText.Said(PackText.Of("1.0.0", [.. items, ("more", "Name")])));
    }

    [Fact]
    public void Refuses_a_byte_more_than_a_mebibyte_and_takes_one_less()
    {
        var padded = Encoding.UTF8.GetBytes(PackText.Smallest + "\n#" + new string('x', PackReader.MostBytes));
        Assert.Equal(["is larger than 1 MiB, which no pack is; split it"], PackText.Said(PackText.Reader.Read(padded[..(PackReader.MostBytes + 1)])));
        Assert.Empty(PackText.Said(PackText.Reader.Read(padded[..PackReader.MostBytes])));
    }

    [Fact]
    public void Refuses_what_is_not_UTF_8()
    {
        var latin = Encoding.Latin1.GetBytes(PackText.Smallest);
        Assert.Equal(["is not UTF-8 text; save it as UTF-8 (line 17)"], PackText.Said(PackText.Reader.Read(latin)));
        Assert.Equal(["is no text file"], PackText.Said(PackText.Reader.Read([.. Encoding.UTF8.GetBytes(PackText.Smallest), 0])));
    }

    [Fact]
    public void Refuses_what_is_nested_too_deep() =>
        Assert.NotEmpty(PackText.Said(PackText.Smallest.Change("title: Our codes", "title: " + new string('[', 40) + new string(']', 40))));

    [Fact]
    public void Is_the_same_pack_however_its_lines_end() =>
        Assert.Equal(PackText.Read(PackText.Smallest).Hash, PackText.Read(PackText.Smallest.ReplaceLineEndings("\r\n")).Hash);

    [Theory]
    [InlineData("1.0.0", "0.9.9", "0.9.9 is lower than 1.0.0, which is there; a version never shrinks")]
    [InlineData("1.9.0", "1.10.0", null)]
    [InlineData("1.0.0", "1.0.0", "1.0.0 is there with other content, and a released version never changes; raise the version")]
    public void Lets_a_version_follow_only_on_a_lower_one(string known, string next, string? against) =>
        Assert.Equal(against, PackRules.AgainstFollowing(PackText.Read(PackText.Of(next, ("a", "A"))), [(PackVersion.Parse(known), "another")]));

    [Theory]
    [InlineData("1.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0-beta")]
    [InlineData("1.0.0\n")]
    [InlineData("9999999.0.0")]
    [InlineData("１.0.0")]
    public void Takes_no_version_that_is_not_three_numbers(string text) => Assert.False(PackVersion.TryParse(text, out _));
}
