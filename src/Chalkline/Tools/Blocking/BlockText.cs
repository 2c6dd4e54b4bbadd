using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Tools.Blocking;

/// <summary>Sentences about blocked tools.</summary>
internal static class BlockText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(BlockWords.ResourceManager, language, key, values);

    /// <summary>A value of an enumeration in words: keys are the enumeration's name, an underscore and the value's.</summary>
    public static string Of<T>(Language language, T value) where T : struct, Enum => Say(language, $"{typeof(T).Name}_{value}");

    /// <summary>Faults in words: ours, or those that every form has.</summary>
    public static Faults Of(Language language, IEnumerable<AimFault> faults)
    {
        var said = new Faults();
        foreach (var fault in faults)
            said.Add(fault.Field, BlockWords.ResourceManager.GetString(fault.Word, language.Culture) is null ? AimText.Say(language, fault.Word, fault.Values) : Say(language, fault.Word, fault.Values));
        return said;
    }
}
