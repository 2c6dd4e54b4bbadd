using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Agreements;

/// <summary>Agreements as records: the papers are files with versions at them.</summary>
internal static class AgreementRecords
{
    public static NamedRecord<Agreement, AgreementId> Agreements { get; } =
        new("agreement", "/agreements/", language => AgreementText.Say(language, nameof(AgreementWords.Kind_agreement)), ToolRights.AgreementsRead, ToolRights.AgreementsWrite, a => a.Id);
}

/// <summary>Sentences about agreements.</summary>
internal static class AgreementText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(AgreementWords.ResourceManager, language, key, values);

    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
            said.Add(fault.Field, AgreementWords.ResourceManager.GetString(fault.Word, language.Culture) is null ? AimText.Say(language, fault.Word, fault.Values) : Say(language, fault.Word, fault.Values));
        return said;
    }

    public static StatusKind Sign(AgreementStanding standing) => standing switch
    {
        AgreementStanding.InForce => StatusKind.Good,
        AgreementStanding.Ended => StatusKind.Past,
        _ => StatusKind.Waits,
    };

    /// <summary>"until June 30, 2027", "until somebody ends it", "since May 1, 2026".</summary>
    public static string Term(Language language, Agreement agreement, DateOnly today) => (AgreementTerm.Standing(agreement, today), AgreementTerm.End(agreement)) switch
    {
        (AgreementStanding.Draft, _) => "",
        (AgreementStanding.Ahead, _) => Say(language, nameof(AgreementWords.TermFrom), DayText.Of(language, agreement.FirstDay!.Value)),
        (AgreementStanding.Ended, { } end) => Say(language, nameof(AgreementWords.TermOver), DayText.Of(language, end)),
        (_, { } end) => Say(language, nameof(AgreementWords.TermUntil), DayText.Of(language, end)),
        _ => Say(language, nameof(AgreementWords.TermOpen)),
    };
}
