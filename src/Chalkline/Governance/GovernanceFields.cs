using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance;

/// <summary>What is wrong with a form of governance, language aside: the page says it in its reader's.</summary>
/// <param name="Field">Its name in the form; "" for the whole.</param>
/// <param name="Word">The name of its sentence in <see cref="GovernanceFaultWords"/>.</param>
/// <param name="Values">What the sentence has places for.</param>
internal sealed record GovernanceFault(string Field, string Word, params object[] Values)
{
    public static Faults Say(Language language, IEnumerable<GovernanceFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults) said.Add(fault.Field, Wording.Say(GovernanceFaultWords.ResourceManager, language, fault.Word, [.. fault.Values.Select(In)]));
        return said;

        object In(object value) => value is DateOnly day ? DayText.Of(language, day) : value;
    }
}

/// <summary>Reads the fields of a form, and gathers what is wrong with them.</summary>
internal sealed class GovernanceFields
{
    /// <summary>No district decides on more dollars at once.</summary>
    private const decimal MostMoney = 9_999_999_999m;

    public List<GovernanceFault> Faults { get; } = [];

    public bool AreGood => Faults.Count == 0;

    public void Refuse(string field, string word, params object[] values) => Faults.Add(new(field, word, values));

    public GovernanceResult Refused => new GovernanceResult.Refused(Faults);

    /// <summary>A text of one line; "" where nothing is there.</summary>
    public string Line(string? typed, string field, int longest, bool required = true) => Kept(FormReading.Tidy(typed, lines: false), field, longest, required);

    /// <summary>A text that may have lines.</summary>
    public string Block(string? typed, string field, int longest, bool required = true) => Kept(FormReading.Tidy(typed, lines: true), field, longest, required);

    /// <summary>Dollars, not negative, in cents at the finest; null where nothing is there.</summary>
    public decimal? Money(string? typed, string field, bool required = false)
    {
        var text = FormReading.Tidy(typed, lines: false).Replace(",", "", StringComparison.Ordinal).TrimStart('$').Trim();
        if (text.Length == 0)
        {
            if (required) Refuse(field, nameof(GovernanceFaultWords.Missing));
            return null;
        }
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= MostMoney && decimal.Round(amount, 2) == amount) return amount;
        Refuse(field, nameof(GovernanceFaultWords.Money));
        return null;
    }

    public int Whole(string? typed, string field, int least, int most)
    {
        if (int.TryParse(FormReading.Tidy(typed, lines: false), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Refuse(field, nameof(GovernanceFaultWords.Whole), least, most);
        return least;
    }

    public DateOnly Day(string? typed, string field)
    {
        if (DayText.TryRead(typed, out var day)) return day;
        Refuse(field, string.IsNullOrWhiteSpace(typed) ? nameof(GovernanceFaultWords.Missing) : nameof(GovernanceFaultWords.Day));
        return default;
    }

    public T Choice<T>(string? code, string field) where T : struct, Enum
    {
        if (Codes.Find<T>(code) is { } value) return value;
        Refuse(field, nameof(GovernanceFaultWords.Choice));
        return default;
    }

    /// <summary>An address on the web; "" where nothing is there.</summary>
    public string Address(string? typed, string field)
    {
        const int longest = 500;
        var text = Line(typed, field, longest, required: false);
        if (text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) Refuse(field, nameof(GovernanceFaultWords.Address));
        return text;
    }

    private string Kept(string text, string field, int longest, bool required)
    {
        if (text.Length == 0 && required) Refuse(field, nameof(GovernanceFaultWords.Missing));
        if (text.Length > longest) Refuse(field, nameof(GovernanceFaultWords.Long), longest);
        return text;
    }
}

/// <summary>What came of changing something of governance.</summary>
internal abstract record GovernanceResult
{
    private GovernanceResult()
    {
    }

    /// <param name="Id">Of what was made or changed.</param>
    public sealed record Done(Guid Id) : GovernanceResult;

    public sealed record NotFound : GovernanceResult;

    public sealed record Refused(IReadOnlyList<GovernanceFault> Faults) : GovernanceResult;

    public static GovernanceResult Because(string field, string word, params object[] values) => new Refused([new(field, word, values)]);

    /// <summary>On to where it is seen, or back to the form with its faults.</summary>
    /// <param name="next">The path after it was done.</param>
    /// <param name="again">The form's page with these faults.</param>
    public async Task<IResult> Answer(HttpContext http, Func<Guid, string> next, Func<Faults, Task<IResult>> again) => this switch
    {
        Done done => Pages.GoTo(http, next(done.Id)),
        Refused refused => await again(GovernanceFault.Say(Pages.LanguageOf(http), refused.Faults)),
        _ => Results.NotFound(),
    };
}
