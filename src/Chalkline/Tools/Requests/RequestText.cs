using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Requests;

/// <summary>Sentences about requests.</summary>
internal static class RequestText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(RequestWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language, IEnumerable<T> of) where T : struct, Enum => [.. of.Select(v => (Codes.Of(v), Of(language, v)))];

    /// <summary>Faults in words: ours, or those that other forms have, too.</summary>
    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
        {
            if (RequestWords.ResourceManager.GetString(fault.Word, language.Culture) is not null) said.Add(fault.Field, Say(language, fault.Word, fault.Values));
            else foreach (var (field, text) in ToolText.Of(language, [fault]).All) said.Add(field, text);
        }
        return said;
    }

    /// <summary>The name of the tool that is asked for; of words that were removed, that they were.</summary>
    public static string Name(Language language, ToolRequest request) => request.RemovedAt is null ? request.Name : Say(language, nameof(RequestWords.WordsRemoved));

    public static StatusKind Sign(RequestState state) => state switch
    {
        RequestState.New => StatusKind.Waits,
        RequestState.Open => StatusKind.Unknown,
        RequestState.Answered => StatusKind.Good,
        _ => StatusKind.Past,
    };
}
