using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Files;

/// <summary>What came of uploading a file.</summary>
internal abstract record UploadFileResult
{
    private UploadFileResult()
    {
    }

    public sealed record Added(FileId Id) : UploadFileResult;

    /// <param name="Field">Of the form.</param>
    public sealed record Refused(string Field, FileFault Fault) : UploadFileResult;
}

/// <summary>A file as it was sent.</summary>
/// <param name="Content">Can be sought in: the request's body, which the server keeps on disk beyond a few kilobytes.</param>
/// <param name="ExpiresAt">Null: it stays.</param>
internal sealed record SentFile(string Name, Stream Content, DateTimeOffset? ExpiresAt);

/// <summary>Attaches a file to a record: looks at it, has it scanned, stages its bytes, and makes it visible in one short commit. The same name again is a new version.</summary>
internal sealed class UploadFile(DistrictDb db, RecordKinds records, FileContents contents, VirusScan scan, JobQueue queue, TimeProvider time)
{
    private const int Tries = 3;

    /// <summary>The bytes that were staged are gone: whoever had the same file deleted it in between.</summary>
    private sealed class ContentGoneException : Exception;

    public async Task<UploadFileResult> Run(Person person, Subject record, SentFile sent, CancellationToken ct)
    {
        if (await Fault(sent, ct) is { } refused) return refused;
        var name = FileRules.CleanName(sent.Name)!;
        sent.Content.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(sent.Content, ct));
        var file = await Added(person, record, name, sha256, sent, ct);
        if (sent.ExpiresAt is { } expires) await queue.Enqueue(db, DeleteExpiredFiles.KindName, [], person.Actor, expires, ct);
        for (var attempt = 1; ; attempt++)
        {
            await contents.Stage(sha256, sent.Content, ct);
            // After what takes long: a record that somebody else changes meanwhile must not refuse the file.
            await records.FilesChange(record, ct);
            try
            {
                await db.Commit(Entry(person, record, file), async _ =>
                {
                    if (!await contents.Hold(sha256, ct)) throw new ContentGoneException();
                }, ct);
                return new UploadFileResult.Added(file.Id);
            }
            catch (ContentGoneException) when (attempt < Tries)
            {
                // Staged again.
            }
        }
    }

    private async Task<UploadFileResult?> Fault(SentFile sent, CancellationToken ct)
    {
        if (sent.Content.Length == 0) return Refused(new(nameof(FileWords.FaultEmpty)));
        if (sent.Content.Length > FileRules.MostBytes) return Refused(new(nameof(FileWords.FaultTooLarge), FileRules.MostBytes / 1_000_000));
        if (FileRules.CleanName(sent.Name) is not { } name) return Refused(new(nameof(FileWords.FaultName)));
        if (sent.ExpiresAt <= time.Now()) return new UploadFileResult.Refused("until", new(nameof(FileWords.FaultUntil)));
        if (await CheckFile.Run(sent.Content, name, ct) is CheckFileResult.Refused checkedFile) return Refused(checkedFile.Fault);
        return await scan.Run(sent.Content, ct) switch
        {
            VirusScanResult.Infected infected => Refused(new(nameof(FileWords.FaultInfected), infected.Name)),
            VirusScanResult.NotScanned => Refused(new(nameof(FileWords.FaultNotScanned))),
            _ => null,
        };

        static UploadFileResult.Refused Refused(FileFault fault) => new("file", fault);
    }

    private async Task<AttachedFile> Added(Person person, Subject record, string name, string sha256, SentFile sent, CancellationToken ct)
    {
        var folded = StoreConventions.Fold(name);
        var last = await db.Set<AttachedFile>().Where(f => f.RecordKind == record.Kind && f.RecordId == record.Id && f.NameFolded == folded).MaxAsync(f => (int?)f.Number, ct);
        var file = new AttachedFile
        {
            Id = time.NewId<FileId>(),
            RecordKind = record.Kind,
            RecordId = record.Id,
            Name = name,
            NameFolded = folded,
            Number = (last ?? 0) + 1,
            Sha256 = sha256,
            Bytes = sent.Content.Length,
            Type = FileType.OfName(name)!.Code,
            UploadedAt = time.Now(),
            UploadedBy = person.Id,
            ExpiresAt = sent.ExpiresAt,
        };
        db.Add(file);
        return file;
    }

    /// <summary>The log has the content's hash, so that what was decided on it can be shown to be what it was; not the name, which may be somebody's.</summary>
    private static AuditEntry Entry(Person person, Subject record, AttachedFile file) => new(person.Actor, "file.uploaded", record, new()
    {
        ["bytes"] = file.Bytes,
        ["file"] = file.Id.ToString(),
        ["sha256"] = file.Sha256,
        ["version"] = file.Number,
    });
}
