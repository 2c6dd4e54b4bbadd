using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance;

/// <summary>What came of changing something of governance.</summary>
internal abstract record GovernanceResult
{
    private GovernanceResult()
    {
    }

    /// <param name="Id">Of what was made or changed.</param>
    public sealed record Done(Guid Id) : GovernanceResult;

    public sealed record NotFound : GovernanceResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : GovernanceResult;

    public static GovernanceResult Because(string field, string word, params object[] values) => new Refused([new(field, word, values)]);

    /// <summary>On to where it is seen, or back to the form with its faults.</summary>
    /// <param name="next">The path after it was done.</param>
    /// <param name="again">The form's page with these faults.</param>
    public async Task<IResult> Answer(HttpContext http, Func<Guid, string> next, Func<Faults, Task<IResult>> again) => this switch
    {
        Done done => Pages.GoTo(http, next(done.Id)),
        Refused refused => await again(GovernanceFaults.Say(Pages.LanguageOf(http), refused.Faults)),
        _ => Results.NotFound(),
    };
}

/// <summary>What forms of governance have beyond those of the roadmap.</summary>
internal static class GovernanceFaults
{
    /// <summary>No district decides on more dollars at once.</summary>
    private const decimal MostMoney = 9_999_999_999m;

    public static GovernanceResult Refused(this FormReading reading) => new GovernanceResult.Refused(reading.Faults);

    /// <summary>Faults in words: of governance, or those that every form has.</summary>
    public static Faults Say(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
        {
            var words = new[] { GovernanceFaultWords.ResourceManager, RuleWords.ResourceManager }.FirstOrDefault(w => w.GetString(fault.Word, language.Culture) is not null) ?? AimWords.ResourceManager;
            said.Add(fault.Field, Wording.Say(words, language, fault.Word, [.. fault.Values.Select(v => v is DateOnly day ? DayText.Of(language, day) : v)]));
        }
        return said;
    }

    /// <summary>Dollars, not negative, in cents at the finest; null where nothing is there.</summary>
    public static decimal? Money(this FormReading reading, string? typed, string field)
    {
        var text = FormReading.Tidy(typed, lines: false).Replace(",", "", StringComparison.Ordinal).TrimStart('$').Trim();
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= MostMoney && decimal.Round(amount, 2) == amount) return amount;
        reading.Refuse(field, nameof(GovernanceFaultWords.Money));
        return null;
    }

    /// <summary>An address on the web; "" where nothing is there.</summary>
    public static string Address(this FormReading reading, string? typed, string field)
    {
        const int longest = 500;
        var text = reading.Line(typed, field, longest, required: false);
        if (text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")) reading.Refuse(field, nameof(GovernanceFaultWords.Address));
        return text;
    }
}
