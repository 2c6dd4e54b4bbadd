using Chalkline.Design;

namespace Chalkline.Governance.TaskForce;

/// <summary>Sentences about the task force.</summary>
internal static class TaskForceText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(TaskForceWords.ResourceManager, language, key, values);
}
