using System.Globalization;
using System.Text;
using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Roadmap;

/// <summary>Reads the fields of a form, and gathers what is wrong with them.</summary>
internal sealed class FormReading
{
    /// <summary>Numbers of at most 12 digits before the point and 4 behind it.</summary>
    private const decimal Largest = 999_999_999_999m;

    public List<AimFault> Faults { get; } = [];

    public bool IsGood => Faults.Count == 0;

    public void Refuse(string field, string word, params object[] values) => Faults.Add(new(field, word, values));

    /// <summary>A text of one line; "" where nothing is there.</summary>
    public string Line(string? typed, string field, int longest, bool required = true) => Kept(Tidy(typed, lines: false), field, longest, required);

    /// <summary>A text that may have lines.</summary>
    public string Block(string? typed, string field, int longest, bool required = true) => Kept(Tidy(typed, lines: true), field, longest, required);

    public decimal? Number(string? typed, string field, bool required = true)
    {
        var text = Tidy(typed, lines: false).Replace('−', '-').Replace(",", "", StringComparison.Ordinal).TrimEnd('%', ' ');
        if (text.Length == 0)
        {
            if (required) Refuse(field, nameof(AimWords.FaultMissing));
            return null;
        }
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest && decimal.Round(number, 4) == number)
            return Plain(number);
        Refuse(field, nameof(AimWords.FaultNumber));
        return null;
    }

    public int? Whole(string? typed, string field, int least, int most, bool required = true)
    {
        var text = Tidy(typed, lines: false).Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            if (required) Refuse(field, nameof(AimWords.FaultMissing));
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Refuse(field, nameof(AimWords.FaultWhole), least, most);
        return null;
    }

    public DateOnly? Day(string? typed, string field, bool required = true)
    {
        if (Tidy(typed, lines: false).Length == 0)
        {
            if (required) Refuse(field, nameof(AimWords.FaultMissing));
            return null;
        }
        if (DayText.TryRead(typed, out var day)) return day;
        Refuse(field, nameof(AimWords.FaultDay));
        return null;
    }

    public T Choice<T>(string? code, string field) where T : struct, Enum
    {
        if (Codes.Find<T>(code) is { } value) return value;
        Refuse(field, nameof(AimWords.FaultChoice));
        return default;
    }

    /// <summary>An id chosen from a list; null where none is.</summary>
    public TId? Id<TId>(string? typed, string field, bool required = true) where TId : struct, IId<TId>
    {
        if (Guid.TryParse(typed, out var id)) return TId.From(id);
        if (required || !string.IsNullOrWhiteSpace(typed)) Refuse(field, nameof(AimWords.FaultChoice));
        return null;
    }

    /// <summary>The version of the record that a form was filled from; one that no record has where nobody could read it.</summary>
    public static int Version(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    /// <summary>Without space at its ends, runs of it, and what no screen shows or what turns the direction of text.</summary>
    /// <param name="lines">Line breaks stay, at most two in a row.</param>
    public static string Tidy(string? typed, bool lines)
    {
        var plain = new StringBuilder();
        foreach (var c in (typed ?? "").ReplaceLineEndings("\n"))
        {
            var last = plain.Length > 0 ? plain[^1] : '\n';
            if (c == '\n' && lines)
            {
                if (last == ' ') plain.Length--;
                if (plain.Length > 0 && !(plain.Length > 1 && plain[^1] == '\n' && plain[^2] == '\n')) plain.Append('\n');
            }
            else if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (last is not (' ' or '\n')) plain.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                plain.Append(c);
            }
        }
        return plain.ToString().TrimEnd();
    }

    private string Kept(string text, string field, int longest, bool required)
    {
        if (text.Length == 0 && required) Refuse(field, nameof(AimWords.FaultMissing));
        if (text.Length > longest) Refuse(field, nameof(AimWords.FaultLong), longest);
        return text;
    }

    /// <summary>Without zeros at its end, so that 14.20 and 14.2 are the same text in a store.</summary>
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;
}
