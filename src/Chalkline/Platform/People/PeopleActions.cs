using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>What the audit log calls what was done to accounts, in words.</summary>
internal static class PeopleActions
{
    /// <summary>The words; the code itself for an action of another capability.</summary>
    public static string Say(Language language, string action) =>
        PeopleWords.ResourceManager.GetString("Action_" + action.Replace('.', '_').Replace('-', '_'), language.Culture) ?? action;
}
