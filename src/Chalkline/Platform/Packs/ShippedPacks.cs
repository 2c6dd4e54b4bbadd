using System.Reflection;

namespace Chalkline.Platform;

/// <summary>The packs that come with the program: the files of the folder <c>packs</c>, in the version of this program.</summary>
public sealed class ShippedPacks(PackReader reader)
{
    private readonly Lazy<IReadOnlyList<Pack>> _all = new(() => Read(reader));

    /// <summary>In order of their ids.</summary>
    public IReadOnlyList<Pack> All => _all.Value;

    public Pack? Find(PackId id) => All.FirstOrDefault(p => p.Id == id);

    private static List<Pack> Read(PackReader reader)
    {
        var program = typeof(ShippedPacks).Assembly;
        return [.. program.GetManifestResourceNames().Where(n => n.StartsWith("packs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(n => Read(reader, program, n))];
    }

    private static Pack Read(PackReader reader, Assembly program, string name)
    {
        using var text = new StreamReader(program.GetManifestResourceStream(name)!);
        return reader.Read(text.ReadToEnd()) switch
        {
            PackReading.Good good => good.Pack,
            PackReading.Faulty faulty => throw new InvalidOperationException($"The program was built with a pack that has faults: {name}: {string.Join("; ", faulty.Faults)}"),
            _ => throw new InvalidOperationException(),
        };
    }
}
