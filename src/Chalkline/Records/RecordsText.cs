using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Records;

/// <summary>Sentences about schools and the calendar.</summary>
internal static class RecordsText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(RecordsWords.ResourceManager, language, key, values);

    public static Faults Of(Language language, IEnumerable<RecordFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults) said.Add(fault.Field, Say(language, fault.Word, fault.Values));
        return said;
    }

    /// <summary>A whole number with commas between its thousands.</summary>
    public static string Number(int number) => number.ToString("N0", Language.Numbers);

    /// <summary>A grade in words: "Kindergarten", "Grade 3".</summary>
    public static string Grade(Language language, string code) => code switch
    {
        "IT" => Say(language, nameof(RecordsWords.GradeIT)),
        "PR" => Say(language, nameof(RecordsWords.GradePR)),
        "PK" => Say(language, nameof(RecordsWords.GradePK)),
        "TK" => Say(language, nameof(RecordsWords.GradeTK)),
        "KG" => Say(language, nameof(RecordsWords.GradeKG)),
        "UG" => Say(language, nameof(RecordsWords.GradeUG)),
        _ => Say(language, nameof(RecordsWords.GradeNumber), code.TrimStart('0')),
    };
}
