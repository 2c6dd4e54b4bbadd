using System.Text.RegularExpressions;
using Chalkline.Platform.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>What became of one store in an upgrade.</summary>
public abstract record UpgradeStep
{
    private UpgradeStep()
    {
    }

    /// <summary>The district; null: the host's store.</summary>
    public DistrictSlug? District { get; private init; }

    public sealed record AlreadyCurrent : UpgradeStep
    {
        internal AlreadyCurrent(DistrictSlug? district) => District = district;
    }

    public sealed record Upgraded : UpgradeStep
    {
        internal Upgraded(DistrictSlug? district, string? backup) => (District, Backup) = (district, backup);

        /// <summary>The copy from before; null where there was nothing to copy.</summary>
        public string? Backup { get; }
    }

    /// <summary>The store is as it was.</summary>
    public sealed record Failed : UpgradeStep
    {
        internal Failed(DistrictSlug? district, string reason) => (District, Reason) = (district, reason);

        public string Reason { get; }
    }
}

/// <summary>
/// Brings the host's store and then the districts', one by one, to this program's version, each after a backup of it. A store that fails is left as it
/// was and the rest go on; what is current already is passed by, so that an upgrade that was cut off is simply run again.
/// </summary>
public sealed partial class StoreUpgrade(DistrictStores stores)
{
    /// <summary>Backups from before upgrades that are kept of each district; older ones are deleted.</summary>
    public const int Kept = 3;

    private const string Prefix = "before-upgrade-";

    /// <param name="only">One district; null: all.</param>
    public async IAsyncEnumerable<UpgradeStep> Run(DistrictSlug? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var host = await Attempt(null, () => UpgradeHost(ct));
        yield return host;
        // Without it nobody knows which districts there are.
        if (host is UpgradeStep.Failed) yield break;
        var districts = await new DistrictDirectory(stores).All(ct);
        if (only is not null && !districts.Contains(only)) throw new StoreRefusalException($"there is no district {only}. Those that there are: chalkline district list");
        foreach (var slug in districts.Where(d => only is null || d == only)) yield return await Attempt(slug, () => Upgrade(slug, ct));
    }

    private static async Task<UpgradeStep> Attempt(DistrictSlug? slug, Func<Task<UpgradeStep>> upgrade)
    {
        try
        {
            return await upgrade();
        }
#pragma warning disable CA1031 // Whatever it is, the other districts go on; the reason is told.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new UpgradeStep.Failed(slug, e.Message.ReplaceLineEndings(" "));
        }
    }

    private async Task<UpgradeStep> UpgradeHost(CancellationToken ct)
    {
        await using var host = stores.OpenHost();
        var isThere = stores.Settings.IsPostgreSql || File.Exists(stores.Settings.HostFile);
        if (isThere && !(await host.Database.GetPendingMigrationsAsync(ct)).Any()) return new UpgradeStep.AlreadyCurrent(null);
        // On PostgreSQL a migration is one transaction: one that fails leaves the host's few tables as they were.
        var copy = isThere && !stores.Settings.IsPostgreSql ? await CopyHostFile(ct) : null;
        await stores.PrepareHost(ct);
        return new UpgradeStep.Upgraded(null, copy);
    }

    private async Task<UpgradeStep> Upgrade(DistrictSlug slug, CancellationToken ct)
    {
        switch (await stores.StateOf(slug, ct))
        {
            case StoreState.Current: return new UpgradeStep.AlreadyCurrent(slug);
            case StoreState.Newer: return new UpgradeStep.Failed(slug, "the store is of a newer version than this program. Install that version.");
            case StoreState.Missing: return new UpgradeStep.Failed(slug, $"the store is missing. Restore a backup: chalkline restore FILE --as {slug} --replace");
        }
        var backup = new StoreBackup(stores);
        var file = (await backup.Write(slug, backup.FileFor(slug, Prefix), ct)).File;
        await stores.Prepare(slug, null, ct);
        Prune(slug);
        return new UpgradeStep.Upgraded(slug, file);
    }

    private async Task<string> CopyHostFile(CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(stores.Settings.DataFolder, "backups")).FullName;
        var copy = Path.Combine(folder, $"{Prefix}host-{stores.Time.Now().UtcTicks}.db");
        await using var connection = new SqliteConnection(StoreConnections.FileConnection(stores.Settings.HostFile));
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        await command.ExecuteNonQueryAsync(ct);
        return copy;
    }

    private void Prune(DistrictSlug slug)
    {
        var folder = Path.Combine(stores.Settings.DataFolder, "backups");
        // The instant in the name sorts as text; a district whose slug begins with this one has another name before it.
        var ours = Directory.EnumerateFiles(folder, $"{Prefix}{slug}-*.zip").Where(f => Instant().IsMatch(Path.GetFileName(f)[(Prefix.Length + slug.Text.Length)..]));
        foreach (var old in ours.OrderDescending(StringComparer.Ordinal).Skip(Kept)) File.Delete(old);
    }

    [GeneratedRegex(@"^-\d{8}T\d{9}Z\.zip$")]
    private static partial Regex Instant();
}
