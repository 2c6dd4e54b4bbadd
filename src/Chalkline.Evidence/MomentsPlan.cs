using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chalkline.Evidence;

/// <summary>
/// A number column as it is stored: value v becomes the integer round((v − Centre)·10^Digits), at most 10¹⁵ in size, so that sums of
/// products stay exact in 128 bits.
/// </summary>
public sealed record NumberColumn(string Name, int Digits = 10, decimal Centre = 0)
{
    /// <summary>The size of the unit in the last place: 10^−Digits.</summary>
    public double Unit => Math.Pow(10, -Digits);
}

/// <summary>A 0/1 column: a factor's level, a block, a subgroup, or that a number is missing.</summary>
public sealed record Indicator(string Variable, string Level) : IComparable<Indicator>
{
    /// <summary>The level of a row whose value is missing.</summary>
    public const string Missing = "(missing)";

    /// <summary>By variable, then by level: numerically where both are numbers, else ordinally.</summary>
    public int CompareTo(Indicator? other)
    {
        if (other is null) return 1;
        var byVariable = string.CompareOrdinal(Variable, other.Variable);
        return byVariable != 0 ? byVariable : CompareLevels(Level, other.Level);
    }

    /// <summary>Numbers before text, numbers by value, text ordinally; what is missing comes last. A total order.</summary>
    public static int CompareLevels(string a, string b)
    {
        if (a == Missing || b == Missing) return (a == Missing).CompareTo(b == Missing);
        var aIsNumber = double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x);
        var bIsNumber = double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y);
        if (aIsNumber != bIsNumber) return aIsNumber ? -1 : 1;
        var byValue = aIsNumber ? x.CompareTo(y) : 0;
        return byValue != 0 ? byValue : string.CompareOrdinal(a, b);
    }

    public override string ToString() => Level == Missing ? $"{Variable} is missing" : $"{Variable}={Level}";
}

/// <summary>
/// What moments are moments of: the number columns in order, and the variables that enter as indicators. Two moments merge only if their
/// plans are equal.
/// </summary>
public sealed class MomentsPlan : IEquatable<MomentsPlan>
{
    public MomentsPlan(IReadOnlyList<NumberColumn> numbers, IReadOnlyList<string> indicatorVariables)
    {
        Numbers = numbers;
        IndicatorVariables = indicatorVariables;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));
    }

    public IReadOnlyList<NumberColumn> Numbers { get; }

    public IReadOnlyList<string> IndicatorVariables { get; }

    /// <summary>SHA-256 of the canonical text of the plan, in hexadecimal.</summary>
    public string Hash { get; }

    public bool Equals(MomentsPlan? other) => other is not null && Hash == other.Hash;

    public override bool Equals(object? obj) => Equals(obj as MomentsPlan);

    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    private string Canonical()
    {
        var text = new StringBuilder("chalkline.moments/1\n");
        foreach (var n in Numbers)
            text.Append(CultureInfo.InvariantCulture, $"number {n.Name.Length} {n.Name} {n.Digits} {n.Centre}\n");
        foreach (var v in IndicatorVariables)
            text.Append(CultureInfo.InvariantCulture, $"indicator {v.Length} {v}\n");
        return text.ToString();
    }
}
