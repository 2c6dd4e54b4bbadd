using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Chalkline.Platform.Backups;

/// <summary>How long backups that were made on the site are kept.</summary>
internal sealed record BackupSettings(TimeSpan Kept)
{
    public static BackupSettings Default { get; } = new(TimeSpan.FromDays(35));
}

/// <summary>A backup in the folder.</summary>
/// <param name="Sha256">In lower-case hexadecimal; null where none stands beside it: it was not made on the site.</param>
/// <param name="Expires">Null: it stays until whoever put it there takes it away.</param>
internal sealed record KeptBackup(string Name, DateTimeOffset At, long Bytes, string? Sha256, DateTimeOffset? Expires)
{
    public bool IsExpired(DateTimeOffset now) => Expires <= now;
}

/// <summary>
/// The backups of one district in the folder of the installation. Beside each one that was made on the site stands its SHA-256, in the form that
/// <c>sha256sum --check</c> reads; those alone expire.
/// </summary>
internal sealed partial class BackupFolder(DistrictStores stores, BackupSettings settings)
{
    private const string SumEnding = ".sha256";

    public string Path => System.IO.Path.Combine(stores.Settings.DataFolder, "backups");

    /// <summary>Whether backups can be written here.</summary>
    /// <returns>What stands against it; null: nothing.</returns>
    public string? Fault()
    {
        try
        {
            Directory.CreateDirectory(Path);
            using var trial = new FileStream(System.IO.Path.Combine(Path, System.IO.Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<KeptBackup>> Of(DistrictSlug district, CancellationToken ct)
    {
        var found = new List<KeptBackup>();
        if (!Directory.Exists(Path)) return found;
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles($"{district}-*.zip"))
            if (Instant(file.Name, district) is { } at) found.Add(await Of(file, at, ct));
        return [.. found.OrderByDescending(b => b.At)];
    }

    /// <summary>One that is there and has not expired, for whoever asks by its name.</summary>
    public async Task<KeptBackup?> Find(DistrictSlug district, string name, CancellationToken ct) =>
        (await Of(district, ct)).FirstOrDefault(b => b.Name == name && !b.IsExpired(stores.Time.Now()));

    /// <summary>Puts the file's sum beside it.</summary>
    public async Task<string> Seal(string name, CancellationToken ct)
    {
        var path = System.IO.Path.Combine(Path, name);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        await File.WriteAllTextAsync(path + SumEnding, $"{sum}  {name}\n", ct);
        return sum;
    }

    /// <summary>Takes away those that have expired, and what a program that was killed had begun to write.</summary>
    public async Task<IReadOnlyList<string>> Expire(DistrictSlug district, CancellationToken ct)
    {
        var longAgo = (stores.Time.Now() - TimeSpan.FromDays(1)).UtcDateTime;
        foreach (var begun in Directory.EnumerateFiles(Path, $"{district}-*.zip.writing").Where(f => File.GetLastWriteTimeUtc(f) < longAgo)) File.Delete(begun);
        var expired = (await Of(district, ct)).Where(b => b.IsExpired(stores.Time.Now())).Select(b => b.Name).ToList();
        foreach (var name in expired)
        {
            File.Delete(System.IO.Path.Combine(Path, name));
            File.Delete(System.IO.Path.Combine(Path, name + SumEnding));
        }
        return expired;
    }

    private async Task<KeptBackup> Of(FileInfo file, DateTimeOffset at, CancellationToken ct)
    {
        var beside = file.FullName + SumEnding;
        var sum = File.Exists(beside) && (await File.ReadAllTextAsync(beside, ct)).Split(' ') is [{ Length: 64 } text, ..] ? text : null;
        return new(file.Name, at, file.Length, sum, sum is null ? null : at + settings.Kept);
    }

    /// <summary>When a backup of the district was made, by its name; null for what is none: a district whose slug begins with this one has another name before the instant.</summary>
    private static DateTimeOffset? Instant(string name, DistrictSlug district) =>
        Ending().Match(name[district.Text.Length..]) is { Success: true } match
        && DateTimeOffset.TryParseExact(match.Groups[1].Value, "yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    [GeneratedRegex(@"^-(\d{8}T\d{9}Z)\.zip$")]
    private static partial Regex Ending();
}
