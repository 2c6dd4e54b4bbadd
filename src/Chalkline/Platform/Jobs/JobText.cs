using Chalkline.Design;

namespace Chalkline.Platform.Jobs;

/// <summary>Words of jobs.</summary>
internal static class JobText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(JobWords.ResourceManager, language, key, values);

    public static string State(Language language, JobStanding standing) => Say(language, "State" + standing);

    public static string Failure(Language language, JobFailure reason, string? detail) => Say(language, "Failure" + reason, detail ?? "");
}
