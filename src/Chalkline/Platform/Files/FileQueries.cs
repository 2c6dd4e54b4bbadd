using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Files;

/// <summary>A version of a file as a list has it.</summary>
/// <param name="State">Null: it is here and can be downloaded; else what became of it.</param>
/// <param name="Until">When it expires; null: not.</param>
public sealed record FileLine(FileId Id, string Name, int Number, string Size, string Type, string At, string? By, string? Until, string? State, bool MayRemove);

/// <summary>The files of a record.</summary>
/// <param name="Until">As it was typed.</param>
public sealed record FileList(string Kind, Guid Record, PageOf<FileLine> Files, bool MayAdd, string? Until, Faults Faults);

/// <summary>Reads of files.</summary>
internal sealed class FileQueries(DistrictDb db, RecordKinds records, RecordText text, TimeProvider time)
{
    /// <summary>By name, the newest version of each first.</summary>
    public async Task<FileList> List(Person person, Subject record, RecordPlace place, string? page, Language language, CancellationToken ct)
    {
        var now = time.Now();
        var rows = await db.Set<AttachedFile>().AsNoTracking().Where(f => f.RecordKind == record.Kind && f.RecordId == record.Id)
            .OrderBy(f => f.NameFolded).ThenByDescending(f => f.Number).PageOf(page, ct);
        var (zone, names) = (await text.Zone(ct), await text.Names(rows.Rows.Select(f => (AccountId?)f.UploadedBy), ct));
        return new(record.Kind, record.Id, new([.. rows.Rows.Select(Line)], rows.Number, rows.Total), place.MayWrite, null, new());

        FileLine Line(AttachedFile file)
        {
            var standing = FileRules.StandingOf(file, now);
            var until = file.ExpiresAt is { } end ? LastDay(end, zone, language) : null;
            var state = standing switch
            {
                FileStanding.Here => null,
                FileStanding.Expired => FileText.Say(language, nameof(FileWords.StateExpired), until!),
                _ => FileText.Say(language, nameof(FileWords.StateRemoved), DistrictTime.Text(file.RemovedAt!.Value, zone, language)),
            };
            return new(file.Id, standing == FileStanding.Here ? file.Name : FileText.Say(language, nameof(FileWords.NameGone)), file.Number, FileText.Size(file.Bytes), file.Type.ToUpperInvariant(),
                DistrictTime.Text(file.UploadedAt, zone, language), names.GetValueOrDefault(file.UploadedBy),
                until, state, standing == FileStanding.Here && FileRules.MayRemove(person, place, file.UploadedBy));
        }
    }

    /// <summary>A file that this person may have now.</summary>
    public async Task<AttachedFile?> ToDownload(Person person, FileId id, CancellationToken ct) =>
        await db.Set<AttachedFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is { } file && FileRules.StandingOf(file, time.Now()) == FileStanding.Here
        && await records.Find(person, new(file.RecordKind, file.RecordId), RecordParts.Files, ct) is not null ? file : null;

    /// <summary>A file that this person may delete, to be changed.</summary>
    public async Task<(AttachedFile File, RecordPlace Place)?> ToRemove(Person person, FileId id, CancellationToken ct) =>
        await db.Set<AttachedFile>().SingleOrDefaultAsync(f => f.Id == id && f.Sha256 != null, ct) is { } file
        && await records.Find(person, new(file.RecordKind, file.RecordId), RecordParts.Files, ct) is { } place && FileRules.MayRemove(person, place, file.UploadedBy) ? (file, place) : null;

    /// <summary>The last day of a file that is kept to its end.</summary>
    private static string LastDay(DateTimeOffset end, string zone, Language language) =>
        DayText.Of(language, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end.AddTicks(-1), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime));

    /// <summary>The end of a day in the district's time zone.</summary>
    public async Task<DateTimeOffset> EndOf(DateOnly day, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await text.Zone(ct));
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>Words of files.</summary>
internal static class FileText
{
    public static string Say(Language language, string key, params object[] values) => Wording.Say(FileWords.ResourceManager, language, key, values);

    /// <summary>"1.2 MB", "34 kB".</summary>
    public static string Size(long bytes) => bytes >= 1_000_000 ? (bytes / 1e6).ToString("N1", Language.Numbers) + " MB" : Math.Max(1, bytes / 1000).ToString("N0", Language.Numbers) + " kB";
}
