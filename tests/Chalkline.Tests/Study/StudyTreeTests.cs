using System.Globalization;
using System.Text;
using Chalkline.Pilots;
using Chalkline.Platform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Chalkline.Tests.Study;

/// <summary>Against YamlDotNet's own parser, which the reading of study files does without.</summary>
public sealed class The_tree_of_a_study_file
{
    public static TheoryData<string> Files =>
    [
        StudyText.Trial, StudyText.Smallest,
        .. Directory.GetFiles(StudyText.InTree("docs"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText),
        .. The_guide_to_the_study_file.Snippets.Select(s => s.Data),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_what_a_yaml_parser_gives(string yaml)
    {
        var tree = Ours(yaml);
        Assert.NotNull(tree);
        Assert.Equal(Theirs(yaml), tree);
    }

    [Theory]
    [InlineData("a:\n- 1\n-\n- b: c\n  d:\n  - e\n")]
    [InlineData("a:\n  - - 1\n    - 2\n  -\n    - 3\n")]
    [InlineData("{a: [x, {y: z}], b: , c, \"d\":e, ? f : g}")]
    [InlineData("a: [b: c, ? d : e, 'f': , g: [h: i]]")]
    [InlineData("? a\n: b\n? c\n")]
    [InlineData("? - a\n: b\n")]
    [InlineData("%YAML 1.2\n---\na: b\n...\n")]
    [InlineData("a: >-\n  b\n  c\n\n  d\ne: |+\n  f\n\ng: plain\n  goes on\n  # not here\n")]
    [InlineData("a: >\n  b\n   c\n  d\n")]
    [InlineData("a: 'it''s\n  long'\nb: \"x\\ty\\\n  z\"\n")]
    [InlineData("a: ! b\n")]
    [InlineData("a: !\nb: c\n")]
    [InlineData("a: b\n! a: c\n")]
    [InlineData("a: x#y # z\nb: -1\nc: - 1\n")]
    [InlineData("a: [b, c,]\nd: {e: f,}\n")]
    [InlineData("a: [,]\n")]
    [InlineData("a: {,}\n")]
    [InlineData("a: [b c: d e]\n")]
    [InlineData("a: {b c}\n")]
    [InlineData("a: {[b]: c}\n")]
    [InlineData("a: {b: {c: d} e}\n")]
    [InlineData("a: {b: c d: e}\n")]
    [InlineData("{a: b}]\n")]
    [InlineData("...\na: b\n")]
    [InlineData("a: b\n...\nc: d\n")]
    [InlineData("a: b\n- c\n")]
    [InlineData("a:\n  : b\n")]
    [InlineData(": b\n")]
    [InlineData("a: b\n c: d\n")]
    [InlineData("a:\n  b: c\n d: e\n")]
    [InlineData("---\n---\na: b\n")]
    [InlineData("--- {a: b}\n--- {a: b}\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: 'b' c\n")]
    [InlineData("a: [b] c\n")]
    [InlineData("a\n:b: c\n")]
    [InlineData("{a: 'b'\n, \"c\"\n:d}\n")]
    public void Or_the_refusal_is_what_a_yaml_parser_gives_for_each_form(string yaml) => Agree(yaml);

    [Fact]
    public void Or_the_refusal_is_what_a_yaml_parser_gives_for_whatever_is_written()
    {
        var (tried, read) = (0, 0);
        Prop.ForAll(Documents.ToArbitrary(), yaml =>
        {
            tried++;
            read += Agree(yaml);
        }).Check(Fuzz.Of(3000));
        Assert.InRange(read, tried / 5, tried * 29 / 30);
    }

    [Fact]
    public void Or_the_refusal_is_what_a_yaml_parser_gives_for_whatever_is_miswritten() =>
        Prop.ForAll(StudyText.Slips(Gen.OneOf(Documents, Gen.Elements(StudyText.Trial, StudyText.Smallest))).ToArbitrary(), yaml => Agree(yaml))
            .Check(Fuzz.Of(3000));

    /// <summary>Both trees are equal, or neither is there.</summary>
    /// <returns>1 where there are trees, 0 where both refuse.</returns>
    private static int Agree(string yaml)
    {
        // Read without its checks for breaks that YAML 1.1 alone knows.
        if (yaml.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') >= 0) return 0;
        var (ours, theirs) = (Ours(yaml), Theirs(yaml));
        if (ours != theirs) Assert.Fail($"{yaml}\n--- read as\n{ours ?? "refused"}\n--- and by the parser as\n{theirs ?? "refused"}");
        return ours is null ? 0 : 1;
    }

    private static string? Ours(string yaml)
    {
        var faults = new List<YamlFault>();
        var root = new YamlReader(yaml, StudyReader.Dialect, faults).Read();
        return root is null || faults.Count > 0 ? null : Write(root);

        static string Write(YamlValue node) => node switch
        {
            YamlScalar scalar => Quoted(scalar.Plain ? "=" : "'", scalar.Text),
            YamlSequence sequence => $"[{string.Join(',', sequence.Items.Select(Write))}]",
            YamlMapping mapping => $"{{{string.Join(',', mapping.Entries.Select(e => Quoted("", e.Key) + ":" + Write(e.Value)))}}}",
            _ => throw new InvalidOperationException(node.ToString()),
        };
    }

    /// <summary>Null too for what study files do not have: several documents, anchors, tags, keys that are no text, empty or given twice, deep nesting.</summary>
    private static string? Theirs(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }]) return null;
        try
        {
            return Write(root, 0);
        }
        catch (NotSupportedException)
        {
            return null;
        }

        static string Write(YamlNode node, int depth)
        {
            if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty && !node.Tag.IsNonSpecific || depth > 16) throw new NotSupportedException();
            return node switch
            {
                YamlScalarNode scalar => Quoted(scalar.Style == ScalarStyle.Plain ? "=" : "'",
                    scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? scalar.Value!.TrimEnd('\n') : scalar.Value!),
                YamlSequenceNode sequence => $"[{string.Join(',', sequence.Children.Select(c => Write(c, depth + 1)))}]",
                YamlMappingNode mapping => $"{{{string.Join(',', Entries(mapping, depth).Select(c => c.Key + ":" + c.Value))}}}",
                _ => throw new NotSupportedException(),
            };
        }

        // By text: to the parser `a` and `! a` are two keys, to whoever reads the file they are one that is given twice.
        static IEnumerable<KeyValuePair<string, string>> Entries(YamlMappingNode mapping, int depth)
        {
            var entries = mapping.Children.Select(c => KeyValuePair.Create(Key(c.Key, depth), Write(c.Value, depth + 1))).ToList();
            return entries.DistinctBy(e => e.Key).Count() == entries.Count ? entries : throw new NotSupportedException();
        }

        static string Key(YamlNode key, int depth) => key is YamlScalarNode && Write(key, depth + 1)[1..] is { Length: > 2 } text ? text : throw new NotSupportedException();
    }

    private static string Quoted(string style, string text)
    {
        var quoted = new StringBuilder(style).Append('"');
        foreach (var c in text) quoted.Append(char.IsAsciiLetterOrDigit(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{(int)c:x}"));
        return quoted.Append('"').ToString();
    }

    private static Gen<string> Documents => Gen.Choose(0, 4).SelectMany(levels => BlockMapping(levels, 0));

    private static Gen<string> Words => Gen.Elements("a", "gpa_prev", "teacher*", "Student ID", "0.05", "-1", "~", "null", "no", "a'b", "x # y", "a#b", "x:y", "http://x", "-", "- a", "");

    private static Gen<string> Scalars(int indent)
    {
        var spaces = new string(' ', indent + 2);
        return Gen.OneOf(Words, Words.Select(w => $"'{w.Replace("'", "''", StringComparison.Ordinal)}'"), Words.Select(w => $"\"{w}\""),
            Words.Two().Select(w => $"{w.Item1}\n{spaces}{w.Item2}"), Words.Two().Select(w => $"'{w.Item1}\n\n{spaces}{w.Item2}'"),
            from words in Gen.ListOf(Words, 3)
            from style in Gen.Elements(">", "|", ">-", "|-", ">+", "|+", "|2", "> # c")
            select style + "\n" + string.Concat(words.Select(w => w.Length == 0 ? "\n" : $"{spaces}{w}\n")).TrimEnd('\n'));
    }

    private static Gen<string> Flow(int levels) => levels <= 0 ? Gen.OneOf(Words, Words.Select(w => $"\"{w}\"")) : Gen.OneOf(Flow(0),
        from items in Gen.ListOf(Flow(levels - 1), 3)
        from comma in Gen.Elements(", ", ",", ",\n        ", " , ")
        select $"[{string.Join(comma, items)}]",
        from entries in Gen.ListOf(Flow(levels - 1), 4)
        from colon in Gen.Elements(": ", ":", " : ", ": ")
        select $"{{ {string.Join(", ", entries.Chunk(2).Select((e, i) => i + string.Join(colon, e)))} }}",
        from pair in Flow(levels - 1).Two()
        select $"[? {pair.Item1} : {pair.Item2}, {pair.Item1}: {pair.Item2}]");

    private static Gen<string> Value(int levels, int indent) => levels <= 0 ? Scalars(indent) : Gen.OneOf(Scalars(indent), Flow(levels),
        BlockMapping(levels - 1, indent + 2).Select(m => "\n" + m), BlockSequence(levels - 1, indent + 2).Select(s => "\n" + s), BlockSequence(levels - 1, indent).Select(s => "\n" + s));

    private static Gen<string> BlockMapping(int levels, int indent) =>
        from count in Gen.Choose(1, 3)
        from values in Gen.ListOf(Value(levels, indent), count)
        from comment in Gen.Elements("", "", " # why", "\n# why", "\n")
        select string.Join('\n', values.Select((v, i) => $"{new string(' ', indent)}k{i}: {v}{(i == 0 ? comment : "")}"));

    private static Gen<string> BlockSequence(int levels, int indent) =>
        from count in Gen.Choose(1, 3)
        from values in Gen.ListOf(Gen.OneOf(Value(levels, indent), BlockMapping(levels - 1, indent + 2).Select(m => m.TrimStart(' '))), count)
        select string.Join('\n', values.Select(v => $"{new string(' ', indent)}- {v}"));
}
