using System.Globalization;

namespace Chalkline.Design;

/// <summary>
/// A language that people read Chalkline in. Words are looked up by <see cref="Culture"/>; numbers are the same in all of them
/// (decimal point, comma between thousands), as both American English and the Spanish of the United States write them.
/// </summary>
public sealed record Language
{
    private readonly Lazy<CultureInfo> _culture;

    private Language(string code, Func<CultureInfo> culture)
    {
        Code = code;
        _culture = new(culture);
    }

    /// <summary>English words are the neutral ones: the invariant culture finds them without loading any table of cultures.</summary>
    public static Language English { get; } = new("en", () => CultureInfo.InvariantCulture);
    public static Language Spanish { get; } = new("es", () => CultureInfo.GetCultureInfo("es"));
    public static IReadOnlyList<Language> All { get; } = [English, Spanish];

    /// <summary>The code as in a <c>lang</c> attribute: "en" or "es".</summary>
    public string Code { get; }

    public CultureInfo Culture => _culture.Value;

    /// <summary>How numbers are written. Equal to that of en-US and es-US where it is used (a test holds this).</summary>
    public static CultureInfo Numbers => CultureInfo.InvariantCulture;

    /// <summary>The other language, for a link to the same page in it.</summary>
    public Language Other => this == English ? Spanish : English;

    public bool Equals(Language? other) => other is not null && Code == other.Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;

    /// <summary>The language of a code or tag such as "es" or "es-MX"; null where it is none of ours.</summary>
    public static Language? Find(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
            return null;
        var primary = tag.Trim().Split('-', '_')[0];
        return All.FirstOrDefault(l => l.Code.Equals(primary, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The language that an <c>Accept-Language</c> header prefers among ours (RFC 9110, 12.5.4); English where it names none.</summary>
    public static Language Preferred(string? acceptLanguage)
    {
        var wishes = from part in (acceptLanguage ?? "").Split(',')
                     let pieces = part.Split(';')
                     let language = Find(pieces[0])
                     let weight = Weight(pieces)
                     where language is not null && weight > 0
                     orderby weight descending
                     select language;
        return wishes.FirstOrDefault() ?? English;
    }

    private static double Weight(string[] pieces)
    {
        var q = pieces.Skip(1).Select(p => p.Trim()).FirstOrDefault(p => p.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        if (q is null)
            return 1;
        return double.TryParse(q.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) ? weight : 0;
    }
}
