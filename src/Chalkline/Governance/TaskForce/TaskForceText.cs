using Chalkline.Design;
using Chalkline.Platform;

namespace Chalkline.Governance.TaskForce;

/// <summary>Sentences about the task force.</summary>
internal static class TaskForceText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(TaskForceWords.ResourceManager, language, key, values);
}

/// <summary>What the audit log calls what happens to the task force: keys are <c>Action_</c> and <c>Kind_</c> with the code, its points and hyphens as underscores.</summary>
internal sealed class TaskForceAuditWords : IAuditWords
{
    public string? Action(string code, Language language) => Find("Action_", code, language);

    public string? Kind(string code, Language language) => Find("Kind_", code, language);

    private static string? Find(string prefix, string code, Language language) =>
        TaskForceWords.ResourceManager.GetString(prefix + code.Replace('.', '_').Replace('-', '_'), language.Culture);
}
