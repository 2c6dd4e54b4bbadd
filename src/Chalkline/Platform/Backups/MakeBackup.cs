using System.Globalization;
using System.Text.Json.Nodes;
using Chalkline.Design;

namespace Chalkline.Platform.Backups;

/// <summary>Writes a backup of the district into the installation's folder, and takes away those that have expired. It begins anew where it was cut off.</summary>
internal sealed class MakeBackup(DistrictStores stores, BackupFolder folder) : IJobKind
{
    public const string KindName = "backup";

    public string Name => KindName;

    public string Title(JsonObject arguments, Language language) => BackupText.Say(language, nameof(BackupWords.JobTitle));

    public string Progress(long done, long? total, Language language) => BackupText.Say(language, nameof(BackupWords.JobProgress));

    public JobOutcome Outcome(JsonObject result, Language language) => new(
        BackupText.Say(language, nameof(BackupWords.JobOutcome), (string)result["name"]!, ((long)result["rows"]!).ToString("N0", Language.Numbers), BackupText.Size((long)result["bytes"]!)),
        new(BackupText.Say(language, nameof(BackupWords.Title)), BackupPages.Path));

    public async Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        if (folder.Fault() is { } fault) throw new StoreRefusalException($"The folder of backups cannot be written to: {fault}");
        var backup = new StoreBackup(stores);
        var report = await backup.Write(run.District, Path.Combine(folder.Path, Path.GetFileName(backup.FileFor(run.District))), ct);
        var name = Path.GetFileName(report.File);
        var sum = await folder.Seal(name, ct);
        var expired = await folder.Expire(run.District, ct);
        return new()
        {
            ["bytes"] = report.Bytes,
            ["expired"] = new JsonArray([.. expired.Select(e => JsonValue.Create(e))]),
            ["log-entries"] = report.LogEntries,
            ["name"] = name,
            ["rows"] = report.Rows,
            ["sha256"] = sum,
        };
    }
}

/// <summary>Words of backups.</summary>
internal static class BackupText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(BackupWords.ResourceManager, language, key, values);

    /// <summary>"1.2 MB", "340 kB".</summary>
    public static string Size(long bytes) => bytes >= 1_000_000 ? (bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " MB"
        : Math.Max(1, bytes / 1000).ToString("N0", CultureInfo.InvariantCulture) + " kB";
}
