using System.Diagnostics.CodeAnalysis;

namespace Chalkline.Records;

/// <summary>
/// The grades that a school teaches, by their codes in the Common Education Data Standards: IT (infants and toddlers), PR (preschool), PK, TK, KG, 01 to
/// 13, UG (ungraded). A range leaves out TK unless it begins or ends with it, because few states have that grade.
/// </summary>
public readonly record struct GradeSet
{
    private const string Transitional = "TK", Ungraded = "UG";
    private readonly int _bits;

    private GradeSet(int bits) => _bits = bits;

    /// <summary>All codes, from the youngest to the oldest, then the ungraded.</summary>
    public static IReadOnlyList<string> AllCodes { get; } =
        ["IT", "PR", "PK", Transitional, "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", Ungraded];

    public static GradeSet None { get; }

    public bool IsEmpty => _bits == 0;

    /// <summary>The codes with a space between: <c>KG 01 02</c>, as stores and files have them.</summary>
    public string Codes => string.Join(' ', AllCodes.Where(Contains));

    /// <summary>As people write it: <c>K–5</c>, <c>PK, 6–8, UG</c>.</summary>
    public string Label => string.Join(", ", Runs().Select(r => r.First == r.Last ? Short(r.First) : Short(r.First) + "–" + Short(r.Last)));

    public bool Contains(string code) => IndexOf(code) is >= 0 and var index && (_bits & 1 << index) != 0;

    public static GradeSet Of(params IEnumerable<string> codes) =>
        new(codes.Aggregate(0, (bits, code) => IndexOf(code) is >= 0 and var index ? bits | 1 << index : throw new ArgumentException($"'{code}' is no grade.", nameof(codes))));

    /// <summary>Reads a list of grades and ranges of them: <c>K–5</c>, <c>PK, 6-8</c>, <c>KG 01 02</c>, <c>9 to 12</c>. Blank text is no grade at all.</summary>
    public static bool TryParse(string? text, out GradeSet grades)
    {
        grades = None;
        var plain = (text ?? "").ToUpperInvariant().Replace("PRE-K", "PK", StringComparison.Ordinal).Replace("PREK", "PK", StringComparison.Ordinal)
            .Replace(" THROUGH ", "-", StringComparison.Ordinal).Replace(" TO ", "-", StringComparison.Ordinal).Replace('–', '-').Replace('—', '-');
        while (plain.Contains(" -", StringComparison.Ordinal) || plain.Contains("- ", StringComparison.Ordinal))
            plain = plain.Replace(" -", "-", StringComparison.Ordinal).Replace("- ", "-", StringComparison.Ordinal);
        var bits = 0;
        foreach (var part in plain.Split([',', ';', '/', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !TryCode(ends[0], out var low) || !TryCode(ends[^1], out var high)) return false;
            if (!TryRange(low, high, out var range)) return false;
            bits |= range._bits;
        }
        grades = new(bits);
        return true;
    }

    /// <summary>From one grade to another; false where the second comes before the first, or one of two is ungraded.</summary>
    public static bool TryRange(string low, string high, out GradeSet range)
    {
        var (from, to) = (IndexOf(low), IndexOf(high));
        var possible = from >= 0 && to >= from && (from == to || high != Ungraded);
        range = possible ? Of(AllCodes.Skip(from).Take(to - from + 1).Where(c => c != Transitional || low == c || high == c)) : None;
        return possible;
    }

    /// <summary>The code of a grade as people and files write it: K, KG, 1, 01, 1st, Pre-K.</summary>
    public static bool TryCode(string text, [NotNullWhen(true)] out string? code)
    {
        var plain = text.Trim().ToUpperInvariant();
        if (plain.Length > 2 && char.IsAsciiDigit(plain[0]) && plain[^2..] is "ST" or "ND" or "RD" or "TH") plain = plain[..^2];
        if (plain is "PRE-K" or "PREK") plain = "PK";
        if (plain == "K") plain = "KG";
        if (plain.Length == 1 && char.IsAsciiDigit(plain[0])) plain = "0" + plain;
        code = IndexOf(plain) >= 0 ? plain : null;
        return code is not null;
    }

    public override string ToString() => Label;

    private IEnumerable<(string First, string Last)> Runs()
    {
        string? first = null, last = null;
        foreach (var code in AllCodes)
        {
            var inside = Contains(code);
            // The grade that ranges pass over neither breaks a run by its absence, nor is inside one: "PK, TK–5".
            if (code == Transitional && !inside) continue;
            if (first is not null && (!inside || code is Transitional or Ungraded))
            {
                yield return (first, last!);
                first = null;
            }
            if (!inside) continue;
            first ??= code;
            last = code;
        }
        if (first is not null) yield return (first, last!);
    }

    private static string Short(string code) => code == "KG" ? "K" : code.TrimStart('0');

    private static int IndexOf(string code)
    {
        for (var i = 0; i < AllCodes.Count; i++)
            if (AllCodes[i] == code) return i;
        return -1;
    }
}
