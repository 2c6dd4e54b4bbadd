using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Chalkline.Platform;

/// <summary>
/// Builds the tree from the tokens of the text. No reflection, no anchors (so nothing can multiply), no tags, a bounded depth; nothing that is
/// written twice is lost silently. What it takes and refuses beside that is what YamlDotNet's parser takes and refuses; a test holds the two
/// against each other.
/// </summary>
internal sealed class YamlReader(string text, YamlDialect dialect, List<YamlFault> faults)
{
    private const int MostLevels = 16;
    private readonly YamlTokens _tokens = new(text);

    /// <summary>What may stand at a place, beside flow collections and scalars.</summary>
    private enum Place
    {
        Flow,
        Block,

        /// <summary>Keys and values of a block mapping: dashes may stand as far left as the keys.</summary>
        BlockOrDashes,
    }

    /// <summary>The file's one mapping; null where there is none, and then there are faults.</summary>
    public YamlMapping? Read()
    {
        try
        {
            return ReadDocument();
        }
        catch (YamlException e)
        {
            // The scanner has lost its place: what follows cannot be judged.
            faults.Add(Explain((int)e.End.Line, e.Message));
            return null;
        }
        catch (InvalidOperationException)
        {
            // So the scanner ends at a line break within brackets that are never closed.
            faults.Add(Explain(_tokens.LastLine, "a bracket is opened here and not closed"));
            return null;
        }
    }

    private YamlMapping? ReadDocument()
    {
        _tokens.Take();
        var explicitly = _tokens.Next is VersionDirective or TagDirective or DocumentStart;
        if (explicitly) ReadDirectives();
        else if (_tokens.TryTake<DocumentEnd>() && _tokens.Next is not StreamEnd) throw _tokens.Unexpected("the end of the text");
        if (!explicitly && _tokens.Next is StreamEnd) return NothingIn();
        var root = explicitly && _tokens.Next is VersionDirective or TagDirective or DocumentStart or DocumentEnd or StreamEnd
            ? Empty("", LineOf(_tokens.Next)) : ReadNode("", 1, 0, Place.Block);
        ReadEnd(root);
        switch (root)
        {
            case YamlMapping mapping: return mapping;
            case YamlScalar { IsNull: true }: return NothingIn();
            case YamlUnreadable: return null;
            default:
                faults.Add(new(root.Line, "", $"expected keys with values, such as `{dialect.Example}`"));
                return null;
        }
    }

    private void ReadDirectives()
    {
        var versions = 0;
        while (_tokens.Next is VersionDirective or TagDirective)
        {
            if (_tokens.Next is VersionDirective { Version: var version } && (++versions > 1 || version.Major != 1 || version.Minor > 3))
                throw _tokens.Unexpected("one version of YAML, 1.0 to 1.3,");
            if (_tokens.Next is TagDirective) faults.Add(new(LineOf(_tokens.Next), "", $"tags (%TAG) are not used in {dialect.Many}"));
            _tokens.Take();
        }
        if (!_tokens.TryTake<DocumentStart>()) throw _tokens.Unexpected("`---`");
    }

    private void ReadEnd(YamlValue root)
    {
        // Of plain text that is no mapping all is told by saying so.
        if (root is YamlScalar { IsNull: false }) return;
        var ended = false;
        while (_tokens.TryTake<DocumentEnd>()) ended = true;
        if (_tokens.Next is StreamEnd) return;
        if (_tokens.Next is not DocumentStart && !(ended && _tokens.Next is Scalar or BlockMappingStart or VersionDirective or TagDirective))
            throw _tokens.Unexpected("the end of the text");
        faults.Add(new(LineOf(_tokens.Next), "", $"a second document starts here; {dialect.One} is one"));
    }

    private YamlMapping? NothingIn()
    {
        faults.Add(new(0, "", $"is empty; {dialect.One} needs at least {dialect.Needs}"));
        return null;
    }

    private YamlValue ReadNode(string path, int? keyLine, int depth, Place place)
    {
        var next = _tokens.Next;
        if (depth > MostLevels) throw new YamlException(next.Start, next.End, $"more than {MostLevels} levels deep");
        var line = keyLine ?? LineOf(next);
        if (next is AnchorAlias alias) return Alias(alias, path, line);
        var marked = ReadProperties(path);
        switch (_tokens.Next)
        {
            case Scalar scalar:
                _tokens.Take();
                return ToScalar(scalar, path, line);
            case FlowSequenceStart: return FlowSequence(path, line, depth);
            case FlowMappingStart: return FlowMapping(path, line, depth);
            case BlockEntry when place == Place.BlockOrDashes: return Dashes(path, line, depth);
            case BlockSequenceStart when place != Place.Flow: return BlockSequence(path, line, depth);
            case BlockMappingStart when place != Place.Flow: return BlockMapping(path, line, depth);
            default: return marked ? Empty(path, line) : throw _tokens.Unexpected("a value");
        }
    }

    /// <summary>Refuses a node's anchor and tag; whether there is one, and so a node, be it an empty one. (<c>!</c> alone says "no tag".)</summary>
    private bool ReadProperties(string path)
    {
        bool anchored = false, tagged = false;
        while (true)
        {
            if (!anchored && _tokens.Next is Anchor)
            {
                anchored = true;
                faults.Add(new(LineOf(_tokens.Take()), path, $"anchors (&name) are not used in {dialect.Many}; put the text into quotes"));
            }
            else if (!tagged && _tokens.Next is Tag tag)
            {
                tagged = true;
                if (tag is not { Handle: "", Suffix: "!" })
                    faults.Add(new(LineOf(tag), path, $"tags (!name) are not used in {dialect.Many}; put the text into quotes"));
                _tokens.Take();
            }
            else
            {
                return anchored || tagged;
            }
        }
    }

    private YamlUnreadable Alias(AnchorAlias alias, string path, int line)
    {
        _tokens.Take();
        faults.Add(new(LineOf(alias), path, $"aliases (*name) are not used in {dialect.Many}{dialect.InsteadOfAlias(alias.Value.Value)}"));
        return new(path, line);
    }

    private static YamlScalar Empty(string path, int line) => new(path, line, "", Plain: true);

    private static YamlScalar ToScalar(Scalar scalar, string path, int line)
    {
        // A block scalar ends with a line break that nobody means.
        var value = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded ? scalar.Value.TrimEnd('\n') : scalar.Value;
        return new(path, line, value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlSequence BlockSequence(string path, int line, int depth)
    {
        _tokens.Take();
        var items = new List<YamlValue>();
        while (_tokens.Next is BlockEntry)
        {
            var dash = LineOf(_tokens.Take());
            items.Add(_tokens.Next is BlockEntry or BlockEnd ? Empty(ItemPath(path, items), dash) : ReadNode(ItemPath(path, items), null, depth + 1, Place.Block));
        }
        return _tokens.TryTake<BlockEnd>() ? new(path, line, items) : throw _tokens.Unexpected("`-` or the end of the list");
    }

    /// <summary>A sequence whose dashes are not indented: nothing marks its end.</summary>
    private YamlSequence Dashes(string path, int line, int depth)
    {
        var items = new List<YamlValue>();
        while (_tokens.Next is BlockEntry)
        {
            var dash = LineOf(_tokens.Take());
            items.Add(_tokens.Next is BlockEntry or Key or Value or BlockEnd
                ? Empty(ItemPath(path, items), dash) : ReadNode(ItemPath(path, items), null, depth + 1, Place.Block));
        }
        return new(path, line, items);
    }

    private YamlSequence FlowSequence(string path, int line, int depth)
    {
        _tokens.Take();
        var items = new List<YamlValue>();
        while (_tokens.Next is not FlowSequenceEnd)
        {
            if (items.Count > 0 && !_tokens.TryTake<FlowEntry>()) throw _tokens.Unexpected("`,` or `]`");
            if (_tokens.Next is FlowSequenceEnd) break;
            var item = ItemPath(path, items);
            items.Add(_tokens.Next is Key ? Pair(item, depth + 1) : ReadNode(item, null, depth + 1, Place.Flow));
        }
        _tokens.Take();
        return new(path, line, items);
    }

    /// <summary>A mapping of one entry without brackets of its own: <c>[a: b]</c>.</summary>
    private YamlMapping Pair(string path, int depth)
    {
        var entries = new YamlEntries(path, faults);
        var line = LineOf(_tokens.Take());
        if (depth > MostLevels) throw _tokens.Unexpected($"at most {MostLevels} levels of brackets");
        var key = _tokens.Next is Value or FlowEntry or FlowSequenceEnd
            ? entries.Key(Empty(path, line)) : entries.Key(ReadNode(path, null, depth + 1, Place.Flow));
        entries.Add(key, _tokens.TryTake<Value>() && _tokens.Next is not (FlowEntry or FlowSequenceEnd)
            ? ReadNode(key.Path, key.Line, depth + 1, Place.Flow) : Empty(key.Path, key.Line));
        return new(path, line, entries.All);
    }

    private YamlMapping BlockMapping(string path, int line, int depth)
    {
        _tokens.Take();
        var entries = new YamlEntries(path, faults);
        while (!_tokens.TryTake<BlockEnd>())
        {
            var at = LineOf(_tokens.Next);
            if (!_tokens.TryTake<Key>()) throw _tokens.Unexpected("a key");
            var key = entries.Key(EndsInBlock() ? Empty(path, at) : ReadNode(path, null, depth + 1, Place.BlockOrDashes));
            entries.Add(key, _tokens.TryTake<Value>() && !EndsInBlock()
                ? ReadNode(key.Path, key.Line, depth + 1, Place.BlockOrDashes) : Empty(key.Path, key.Line));
        }
        return new(path, line, entries.All);

        bool EndsInBlock() => _tokens.Next is Key or Value or BlockEnd;
    }

    private YamlMapping FlowMapping(string path, int line, int depth)
    {
        _tokens.Take();
        var entries = new YamlEntries(path, faults);
        for (var first = true; _tokens.Next is not FlowMappingEnd; first = false)
        {
            // The scanner takes the colon off a quoted key's value that touches it, so that a scalar may follow without more ado.
            if (!first && !_tokens.TryTake<FlowEntry>() && _tokens.Next is not Scalar) throw _tokens.Unexpected("`,` or `}`");
            if (_tokens.Next is FlowMappingEnd) break;
            var at = LineOf(_tokens.Next);
            var (keyed, plain) = (_tokens.TryTake<Key>(), _tokens.Next is Scalar);
            var key = entries.Key(keyed && _tokens.Next is Value or FlowEntry or FlowMappingEnd
                ? Empty(path, at) : ReadNode(path, null, depth + 1, Place.Flow));
            entries.Add(key, keyed || plain ? FlowValue(key, depth) : Empty(key.Path, key.Line));
        }
        _tokens.Take();
        return new(path, line, entries.All);
    }

    private YamlValue FlowValue(YamlKey key, int depth)
    {
        var colon = _tokens.TryTake<Value>();
        if (_tokens.Next is FlowEntry or FlowMappingEnd || !colon && _tokens.Next is not Scalar) return Empty(key.Path, key.Line);
        var value = ReadNode(key.Path, key.Line, depth + 1, Place.Flow);
        if (colon && value is YamlScalar && _tokens.Next is not (FlowEntry or FlowMappingEnd)) throw _tokens.Unexpected("`,` or `}`");
        return value;
    }

    private static string ItemPath(string path, List<YamlValue> before) => $"{path}[{before.Count + 1}]";

    private YamlFault Explain(int at, string message)
    {
        var line = Math.Max(1, at);
        var lines = text.Split('\n');
        for (var i = 0; i < Math.Min(line, lines.Length); i++)
        {
            var indent = lines[i].AsSpan(0, lines[i].Length - lines[i].AsSpan().TrimStart([' ', '\t']).Length);
            if (indent.Contains('\t') && !lines[i].AsSpan().Trim().IsEmpty)
                return new(i + 1, "", "indented with a tab; YAML wants spaces");
        }
        var reason = message.TrimEnd('.');
        return new(line, "", $"not readable as YAML: {char.ToLowerInvariant(reason[0])}{reason.AsSpan(1)}; text with special characters belongs in 'quotes'");
    }

    private static int LineOf(Token token) => (int)token.Start.Line;
}

/// <summary>A key as it was read; its text is empty where it has been complained of.</summary>
internal sealed record YamlKey(string Text, string Path, int Line);

/// <summary>The entries of one mapping while it is read.</summary>
internal sealed class YamlEntries(string path, List<YamlFault> faults)
{
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);

    public List<YamlEntry> All { get; } = [];

    public YamlKey Key(YamlValue node)
    {
        if (node is YamlScalar { Text.Length: > 0 } scalar) return new(scalar.Text, path.Length == 0 ? scalar.Text : path + "." + scalar.Text, scalar.Line);
        if (node is not YamlUnreadable) faults.Add(new(node.Line, path, "a key must be plain text, such as `data`"));
        return new("", path, node.Line);
    }

    public void Add(YamlKey key, YamlValue value)
    {
        if (key.Text.Length == 0) return;
        if (_first.TryAdd(key.Text, key.Line)) All.Add(new(key.Text, value));
        else faults.Add(new(key.Line, key.Path, $"given twice; the first is in line {_first[key.Text]}"));
    }
}
