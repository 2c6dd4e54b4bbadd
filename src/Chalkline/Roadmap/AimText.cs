using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap.Challenges;

namespace Chalkline.Roadmap;

/// <summary>What is wrong with a value, language aside: the page says it in its reader's.</summary>
/// <param name="Field">Its name in the form; "" for the whole.</param>
/// <param name="Word">The name of its sentence in <see cref="AimWords"/>.</param>
/// <param name="Values">What the sentence has places for.</param>
internal sealed record AimFault(string Field, string Word, params object[] Values);

/// <summary>Sentences about challenges, measures, goals and use cases.</summary>
internal static class AimText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(AimWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    /// <summary>All values of an enumeration to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults) said.Add(fault.Field, Say(language, fault.Word, fault.Values));
        return said;
    }

    /// <summary>Why a challenge is hidden; of one whose words were removed again after a restore, that they were.</summary>
    public static string HiddenReason(Language language, Challenge challenge) => challenge.HiddenReason.Length > 0 ? challenge.HiddenReason : Say(language, nameof(AimWords.WordsRemoved));

    /// <summary>At most two decimals, commas between thousands, a real minus sign.</summary>
    public static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number with its unit: "14.2 %", "310 minutes".</summary>
    public static string Number(decimal value, string unit) => $"{Number(value)} {unit}";
}
