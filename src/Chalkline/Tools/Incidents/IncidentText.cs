using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Requests;

namespace Chalkline.Tools.Incidents;

/// <summary>Sentences about incidents.</summary>
internal static class IncidentText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(IncidentWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    public static IReadOnlyList<(string Value, string Text)> Choices<T>(Language language, IEnumerable<T> of) where T : struct, Enum => [.. of.Select(v => (Codes.Of(v), Of(language, v)))];

    /// <summary>Faults in words: ours, or those that other forms have, too.</summary>
    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
        {
            if (IncidentWords.ResourceManager.GetString(fault.Word, language.Culture) is not null) said.Add(fault.Field, Say(language, fault.Word, fault.Values));
            else foreach (var (field, text) in RequestText.Of(language, [fault]).All) said.Add(field, text);
        }
        return said;
    }

    /// <summary>"Data breach", and of a report that nobody has looked at, that it is one.</summary>
    public static string Name(Language language, string kindName, IncidentState state) => kindName.Length > 0 ? kindName : Say(language, state == IncidentState.SetAside ? nameof(IncidentWords.NameSetAside) : nameof(IncidentWords.NameReport));

    public static StatusKind Sign(IncidentState state) => state switch
    {
        IncidentState.Reported => StatusKind.Waits,
        IncidentState.Open => StatusKind.Stopped,
        IncidentState.Contained => StatusKind.Waits,
        IncidentState.Closed => StatusKind.Good,
        _ => StatusKind.Past,
    };
}
