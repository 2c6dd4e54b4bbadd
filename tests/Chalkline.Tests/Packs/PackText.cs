using System.Globalization;
using System.Text;
using Chalkline.Platform;
using Chalkline.Tests.Answers;
using Microsoft.Extensions.DependencyInjection;

namespace Chalkline.Tests.Packs;

/// <summary>Packs for tests, and what reading them says.</summary>
internal static class PackText
{
    /// <summary>Lines: id 1, kind 2, version 3, locale 4, title 5, description 6, license 7, source 8, items 9, the item 10 to 14, translations 15.</summary>
    public const string Smallest = """
        id: urn:chalkline:pack:local:our-codes
        kind: data-elements
        version: 1.0.0
        locale: en
        title: Our codes
        description: Codes of our own.
        license: CC0-1.0
        source: { title: Ours, url: "https://example.org/codes", as_of: 2026-11-01 }
        items:
          - id: lunch
            name: Lunch number
            description: The number for the cafeteria.
            sensitivity: low
            reason: It buys a meal.
        translations:
          es:
            title: Nuestros códigos
            description: Códigos propios.
            items:
              lunch: { name: Número de almuerzo, description: El número para la cafetería., reason: Paga una comida. }
        """;

    public static PackId Id { get; } = PackId.Parse("urn:chalkline:pack:local:our-codes");

    public static PackReader Reader { get; } = Services().GetRequiredService<PackReader>();

    public static ShippedPacks Shipped { get; } = Services().GetRequiredService<ShippedPacks>();

    /// <summary>One of them, of which something is known.</summary>
    public static Pack DataElements { get; } = Shipped.All.Single(p => p.Id.Name == "data-elements");

    /// <summary>A pack with these items; an item's name may say more than its id.</summary>
    public static string Of(string version, params (string Id, string Name)[] items)
    {
        var text = new StringBuilder(Smallest[..Smallest.IndexOf("  - id: lunch", StringComparison.Ordinal)].Replace("1.0.0", version, StringComparison.Ordinal));
        foreach (var (id, name) in items)
            text.Append(CultureInfo.InvariantCulture, $"  - {{ id: {id}, name: {name}, description: What it is., sensitivity: low, reason: Little is lost. }}\n");
        text.Append("translations:\n  es:\n    title: Nuestros códigos\n    description: Códigos propios.\n    items:\n");
        foreach (var (id, name) in items) text.Append(CultureInfo.InvariantCulture, $"      {id}: {{ name: {name}, description: Qué es., reason: Se pierde poco. }}\n");
        return text.ToString();
    }

    public static Pack Read(string yaml) => Reader.Read(yaml) switch
    {
        PackReading.Good good => good.Pack,
        PackReading.Faulty faulty => throw new InvalidOperationException(string.Join("; ", faulty.Faults)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The faults as people see them.</summary>
    public static string[] Said(string yaml) => Said(Reader.Read(yaml));

    public static string[] Said(PackReading reading) => reading is PackReading.Faulty faulty ? [.. faulty.Faults.Select(f => f.ToString())] : [];

    public static string Change(this string yaml, string from, string to) =>
        yaml.Contains(from, StringComparison.Ordinal) ? yaml.Replace(from, to, StringComparison.Ordinal) : throw new ArgumentException($"no {from}", nameof(from));

    public static string File(string path) => System.IO.File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddPackReading();
        foreach (var capability in Chalkline.Commands.Capabilities.All) capability.Add(services);
        return services.BuildServiceProvider();
    }
}
