using System.Text.Json.Nodes;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Files;

/// <summary>Deletes the content and names of files that have expired: they were not served from that moment on, and now they are gone.</summary>
internal sealed class DeleteExpiredFiles : IJobKind
{
    public const string KindName = "expired-files";

    public string Name => KindName;

    public string Title(JsonObject arguments, Language language) => FileText.Say(language, nameof(FileWords.ExpiryTitle));

    public string Progress(long done, long? total, Language language) => FileText.Say(language, nameof(FileWords.ExpiryProgress), done, total ?? 0);

    public JobOutcome Outcome(JsonObject result, Language language) => new(FileText.Say(language, nameof(FileWords.ExpiryOutcome), (int)result["deleted"]!));

    public async Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        await using var reading = run.Open();
        var now = run.Time.Now();
        var expired = await reading.Set<AttachedFile>().AsNoTracking().Where(f => f.ExpiresAt <= now && f.Sha256 != null).OrderBy(f => f.ExpiresAt).Select(f => f.Id).ToListAsync(ct);
        for (var i = 0; i < expired.Count; i++)
        {
            await using var db = run.Open();
            var id = expired[i];
            if (await db.Set<AttachedFile>().SingleOrDefaultAsync(f => f.Id == id && f.Sha256 != null, ct) is not { Sha256: { } sha256 } file) continue;
            if (await LegalHolds.Cover(db, [new(RemoveFile.EraserKind, id.Value), new(file.RecordKind, file.RecordId)], ct)) continue;
            RemoveFile.Clear(file, now, null);
            run.Report(i + 1, expired.Count);
            await run.Commit(db, new(Actor.System, "file.expired", new(file.RecordKind, file.RecordId), new() { ["file"] = id.ToString() }), null,
                _ => new FileContents(db, run.Time).Release(sha256, id, ct), ct);
        }
        return new() { ["deleted"] = expired.Count };
    }
}
