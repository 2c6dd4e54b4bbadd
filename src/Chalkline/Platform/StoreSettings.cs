namespace Chalkline.Platform;

/// <summary>Where the stores are.</summary>
/// <param name="DataFolder">The folder of the installation: SQLite files, keys where no host store is shared, backups before upgrades.</param>
/// <param name="ConnectionString">PostgreSQL, for all districts; null: a SQLite file a district.</param>
public sealed record StoreSettings(string DataFolder, string? ConnectionString = null)
{
    public bool IsPostgreSql => ConnectionString is not null;

    public string HostFile => Path.Combine(DataFolder, "host.db");

    public string DistrictFile(DistrictSlug slug) => Path.Combine(DataFolder, "districts", slug.Text + ".db");
}
