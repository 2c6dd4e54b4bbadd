namespace Chalkline.Platform;

/// <summary>What reading gathers beside the values: faults, the lines of keys, which keys have a value.</summary>
/// <param name="sought">Where a key that is unknown at its place may belong instead.</param>
internal class YamlNotes(params IReadOnlyList<YamlKeySet> sought)
{
    public IReadOnlyList<YamlKeySet> Sought => sought;
    public List<YamlFault> Faults { get; } = [];
    public Dictionary<string, int> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths of keys that have a value, be it one that could not be read.</summary>
    public HashSet<string> Given { get; } = new(StringComparer.Ordinal);

    public void Fault(YamlValue at, string text)
    {
        if (at is not YamlUnreadable) Faults.Add(new(at.Line, at.Path, text));
    }
}
