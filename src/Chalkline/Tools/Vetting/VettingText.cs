using Chalkline.Design;
using Chalkline.Roadmap;
using Chalkline.Tools.Packs;

namespace Chalkline.Tools.Vetting;

/// <summary>Sentences about reviews.</summary>
internal static class VettingText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(VettingWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (Codes.Of(v), Of(language, v)))];

    /// <summary>An answer: of a rule of law, whether it is met.</summary>
    public static string Reply(Language language, Question question, VettingReply reply) => Say(language, (question.Item.Fields.Word("pass") is null ? "RuleReply_" : "VettingReply_") + reply);

    public static IReadOnlyList<(string Value, string Text)> Replies(Language language, Question question) => [.. Enum.GetValues<VettingReply>()
        .Where(r => r != VettingReply.Partly || question.Item.Fields.Word("pass") is not null).Select(r => (Codes.Of(r), Reply(language, question, r)))];

    /// <summary>A review area, or the rules of law.</summary>
    public static string Area(Language language, string area)
    {
        var name = area == VettingRules.Law ? Say(language, nameof(VettingWords.Law)) : ToolPackSay.Code(language, "Area", area);
        return char.ToUpper(name[0], language.Culture) + name[1..];
    }

    /// <summary>Faults in words: ours, or those of tools and of every form.</summary>
    public static Platform.Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Platform.Faults();
        foreach (var fault in faults)
            if (VettingWords.ResourceManager.GetString(fault.Word, language.Culture) is null) ToolText.Of(language, [fault]).All.ToList().ForEach(f => said.Add(f.Field, f.Text));
            else said.Add(fault.Field, Say(language, fault.Word, fault.Values));
        return said;
    }

    public static StatusKind Sign(AreaState state) => state switch
    {
        AreaState.Reviewed or AreaState.Accepted => StatusKind.Good,
        AreaState.Renew => StatusKind.Stopped,
        AreaState.Open => StatusKind.Unknown,
        _ => StatusKind.Waits,
    };

    /// <summary>"45 days", "1 year".</summary>
    public static string Time(Language language, int count, string unit) =>
        Say(language, (count == 1 ? "One_" : "Many_") + string.Concat(unit.Split('-').Select(p => char.ToUpperInvariant(p[0]) + p[1..])), count.ToString("N0", Language.Numbers));
}
