using System.Data.Common;
using Chalkline.Platform.Storage;

namespace Chalkline.Platform.Jobs;

/// <summary>
/// Which districts have jobs, as the host's store knows it: a hint, by which a node looks every half minute without opening the stores of all districts.
/// In plain SQL, because every start asks.
/// </summary>
internal static class JobHints
{
    /// <summary>A district of which somebody said this lately is looked at again, even though it has no job: a commit may take a while.</summary>
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(10), Again = TimeSpan.FromSeconds(30);

    /// <summary>The district has, or is about to have, a job that is due then.</summary>
    public static Task Touch(DistrictStores stores, DistrictSlug district, DateTimeOffset due, CancellationToken ct) => Run(stores, """
        INSERT INTO job_hint (slug, due_at, touched_at) VALUES (@slug, @due, @now)
        ON CONFLICT (slug) DO UPDATE SET due_at = CASE WHEN job_hint.due_at < excluded.due_at THEN job_hint.due_at ELSE excluded.due_at END, touched_at = excluded.touched_at
        """, ct, ("slug", district.Text), ("due", due), ("now", stores.Time.Now()));

    /// <summary>The districts that have something due, each with when it was touched.</summary>
    public static async Task<IReadOnlyList<(DistrictSlug District, DateTimeOffset Touched)>> Due(DistrictStores stores, CancellationToken ct)
    {
        var found = new List<(DistrictSlug, DateTimeOffset)>();
        await using var connection = await stores.OpenHostConnection(ct);
        await using var select = Command(connection, stores, "SELECT slug, touched_at FROM job_hint WHERE due_at <= @now ORDER BY due_at", ("now", stores.Time.Now()));
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            if (DistrictSlug.TryParse(rows.GetString(0), out var slug))
                found.Add((slug, (DateTimeOffset)ColumnValues.Read(rows, 1, ColumnKind.Instant, stores.Settings.IsPostgreSql)));
        return found;
    }

    /// <summary>Somebody has looked: the next job of the district is due then, or there is none (null). Holds only if nobody touched the hint since.</summary>
    public static Task Settle(DistrictStores stores, DistrictSlug district, DateTimeOffset touched, DateTimeOffset? next, CancellationToken ct)
    {
        var now = stores.Time.Now();
        if (next is null && now - touched < CommitsTakeAtMost) next = now + Again;
        return next is { } due
            ? Run(stores, "UPDATE job_hint SET due_at = @due WHERE slug = @slug AND touched_at = @touched", ct, ("due", due), ("slug", district.Text), ("touched", touched))
            : Run(stores, "DELETE FROM job_hint WHERE slug = @slug AND touched_at = @touched", ct, ("slug", district.Text), ("touched", touched));
    }

    private static async Task Run(DistrictStores stores, string sql, CancellationToken ct, params (string Name, object Value)[] values)
    {
        await using var connection = await stores.OpenHostConnection(ct);
        await using var command = Command(connection, stores, sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(DbConnection connection, DistrictStores stores, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value is DateTimeOffset at ? ColumnValues.Stored(at, ColumnKind.Instant, stores.Settings.IsPostgreSql) : value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
