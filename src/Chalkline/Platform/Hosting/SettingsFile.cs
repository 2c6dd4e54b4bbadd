using Chalkline.Exchange;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Chalkline.Platform.Hosting;

/// <summary>Reads the settings file: YAML, sections of keys. An unknown key is a fault, named with its line and the key that was meant.</summary>
internal static class SettingsFile
{
    /// <summary>Far more than any settings take.</summary>
    private const int MostBytes = 256 << 10;

    /// <exception cref="SettingsException">It cannot be read, or has faults: all of them.</exception>
    public static IReadOnlyDictionary<Setting, GivenValue> Read(string path)
    {
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes }) throw new SettingsException([$"{path}: is larger than 256 KiB, which no settings file is"]);
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{path}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "cannot be read: " + e.Message)}"]);
        }
        return Parse(text, path);
    }

    public static IReadOnlyDictionary<Setting, GivenValue> Parse(string yaml, string path)
    {
        var (found, faults) = (new Dictionary<Setting, GivenValue>(), new List<string>());
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count > 1) faults.Add($"{path}: a second document starts in line {stream.Documents[1].RootNode.Start.Line}; settings are one");
            else if (stream.Documents.Count == 1) Section(stream.Documents[0].RootNode, "", path, found, faults);
        }
        catch (YamlException e)
        {
            // The reader has lost its place: what follows cannot be judged.
            faults.Add($"{path}: not readable as YAML: {e.Message.TrimEnd('.')} (line {e.Start.Line})");
        }
        return faults.Count == 0 ? found : throw new SettingsException(faults);
    }

    private static void Section(YamlNode node, string prefix, string path, Dictionary<Setting, GivenValue> found, List<string> faults)
    {
        if (IsNothing(node)) return;
        if (node is not YamlMappingNode mapping)
        {
            faults.Add($"{path}: {(prefix.Length == 0 ? "" : prefix.TrimEnd('.') + ": ")}expected keys with values (line {node.Start.Line})");
            return;
        }
        foreach (var (keyNode, value) in mapping.Children)
        {
            var key = prefix + ((keyNode as YamlScalarNode)?.Value ?? "?");
            if (Settings.All.FirstOrDefault(s => s.Key == key) is { } setting) Value(setting, value, keyNode.Start.Line, path, found, faults);
            else if (prefix.Length == 0 && Settings.All.Any(s => s.Key.StartsWith(key + ".", StringComparison.Ordinal))) Section(value, key + ".", path, found, faults);
            else faults.Add($"{path}: {key}: unknown key{Nearest.Ask(key, Known.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)))} (line {keyNode.Start.Line})");
        }
    }

    private static IEnumerable<string> Known => Settings.All.Select(s => s.Key).Concat(Settings.All.Where(s => s.Key.Contains('.')).Select(s => s.Key.Split('.')[0]).Distinct());

    private static void Value(Setting setting, YamlNode value, long line, string path, Dictionary<Setting, GivenValue> found, List<string> faults)
    {
        // A key without a value stands for the default, as in an example that is filled in bit by bit.
        if (IsNothing(value)) return;
        IReadOnlyList<string>? texts = value switch
        {
            YamlScalarNode { Value: { } text } => [text],
            YamlSequenceNode list when setting.IsList && list.Children.All(c => c is YamlScalarNode && !IsNothing(c)) => [.. list.Children.Select(c => ((YamlScalarNode)c).Value!)],
            _ => null,
        };
        if (texts is null) faults.Add($"{path}: {setting.Key}: expected {(setting.IsList ? "a list, such as [a, b]" : "one value")} (line {line})");
        else found[setting] = new(texts, $"{path}, line {line}");
    }

    private static bool IsNothing(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
