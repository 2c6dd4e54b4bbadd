namespace Chalkline.Roadmap;

/// <summary>What a list can be narrowed by.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Any">What choosing none of them means; null: all of them.</param>
public sealed record AimFilter(string Name, string Label, IReadOnlyList<(string Value, string Text)> Options, string? Any = null);
