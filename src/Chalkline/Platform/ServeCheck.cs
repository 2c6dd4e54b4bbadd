using System.Globalization;
using Chalkline.Platform.Storage;

namespace Chalkline.Platform;

/// <summary>How a check went.</summary>
public enum Verdict
{
    Good,

    /// <summary>The program serves, but somebody should look.</summary>
    Warning,

    /// <summary>The program could not serve.</summary>
    Fault,
}

/// <summary>One thing that was looked at before serving.</summary>
public sealed record Checked(string What, Verdict Verdict, string Says);

/// <summary>Looks at everything that serving needs, and changes nothing.</summary>
public static class ServeCheck
{
    private static readonly TimeSpan SoonExpired = TimeSpan.FromDays(21);
    private const int NamesShown = 5;

    /// <param name="mappings">Of all capabilities: they say which version of a store is current.</param>
    public static async Task<IReadOnlyList<Checked>> Run(ServeSettings settings, IReadOnlyList<IStoreMapping> mappings, TimeProvider time, CancellationToken ct)
    {
        List<Checked> all = [.. settings.Warnings.Select(w => new Checked("encryption", Verdict.Warning, w)), Folder(settings.Stores.DataFolder)];
        await using (var stores = new DistrictStores(settings.Stores, mappings, time)) all.AddRange(await Stores(stores, ct));
        if (settings.Certificate is { } files) all.Add(Certificate(files, time));
        all.Add(await Mail(settings.Mail, time, ct));
        all.AddRange(settings.Addresses.Select(Address));
        return all;
    }

    private static Checked Folder(string folder)
    {
        try
        {
            // What is not there yet can be made if the folder above it can be written to.
            var there = folder;
            while (!Directory.Exists(there) && !File.Exists(there)) there = Path.GetDirectoryName(there) ?? throw new IOException("there is no such drive");
            var trial = Path.Combine(there, Path.GetRandomFileName());
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
            var free = new DriveInfo(there).AvailableFreeSpace;
            var says = string.Create(CultureInfo.InvariantCulture, $"{(there == folder ? "writable" : "is made at the start")}; {free / 1e9:0.0} GB free");
            return new("data folder", free < 1e9 ? Verdict.Warning : Verdict.Good, says);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("data folder", Verdict.Fault, $"{folder} cannot be written to: {e.Message}");
        }
    }

    private static async Task<IReadOnlyList<Checked>> Stores(DistrictStores stores, CancellationToken ct)
    {
        try
        {
            List<Checked> all = [new("database", Verdict.Good, await Version(stores, ct))];
            var host = await stores.HostState(ct);
            all.Add(host switch
            {
                StoreState.Missing => new("host store", Verdict.Good, "none yet; it is made at the start"),
                StoreState.Newer => new("host store", Verdict.Fault, "was opened by a newer version of this program; install that one"),
                StoreState.Behind => new("host store", Verdict.Good, "is upgraded at the start"),
                _ => new("host store", Verdict.Good, "current"),
            });
            return host is StoreState.Missing or StoreState.Newer ? all : [.. all, .. await Districts(stores, ct)];
        }
        catch (Exception e) when (e is StoreUnavailableException || StoreFaults.Trouble(e) is not null || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return [new("database", Verdict.Fault, "cannot be reached: " + e.GetBaseException().Message.ReplaceLineEndings(" "))];
        }
        catch (Npgsql.PostgresException e)
        {
            return [new("database", Verdict.Fault, "refuses: " + e.MessageText)];
        }
    }

    private static async Task<string> Version(DistrictStores stores, CancellationToken ct)
    {
        if (!stores.Settings.IsPostgreSql) return "SQLite, a file a district";
        await using var connection = await stores.Connections.Source.OpenConnectionAsync(ct);
        return $"PostgreSQL {connection.PostgreSqlVersion} at {connection.Host}";
    }

    private static async Task<IReadOnlyList<Checked>> Districts(DistrictStores stores, CancellationToken ct)
    {
        var directory = new DistrictDirectory(stores);
        var states = new List<(DistrictSlug District, StoreState State)>();
        foreach (var district in await directory.All(ct)) states.Add((district, await stores.StateOf(district, ct)));
        if (states.Count == 0) return [new("districts", Verdict.Good, "none yet; the start prints the link that makes the first")];
        return [.. states.GroupBy(s => s.State).OrderBy(g => g.Key == StoreState.Current ? 0 : 1).ThenBy(g => g.Key)
            .Select(g => Of(g.Key, [.. g.Select(s => s.District.Text)]))];
    }

    private static Checked Of(StoreState state, List<string> districts)
    {
        var names = string.Join(", ", districts.Take(NamesShown)) + (districts.Count > NamesShown ? ", …" : "");
        var says = string.Create(CultureInfo.InvariantCulture, $"{districts.Count} {state.ToString().ToLowerInvariant()} ({names})");
        return state switch
        {
            StoreState.Current => new("districts", Verdict.Good, says),
            StoreState.Behind => new("districts", Verdict.Warning, says + "; their pages answer 503 until: chalkline upgrade"),
            StoreState.Newer => new("districts", Verdict.Fault, says + " than this program; install the version that they were opened with"),
            _ => new("districts", Verdict.Fault, says + "; bring them back by: chalkline restore"),
        };
    }

    private static Checked Certificate(CertificateFiles files, TimeProvider time)
    {
        try
        {
            var certificate = files.Load()[0];
            var (from, until, now) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), time.Now().UtcDateTime);
            var (verdict, says) = now < from ? (Verdict.Fault, "is not valid before " + Day(from))
                : now >= until ? (Verdict.Fault, "expired on " + Day(until))
                : now >= until - SoonExpired ? (Verdict.Warning, "expires on " + Day(until)) : (Verdict.Good, "valid until " + Day(until));
            return new("certificate", verdict, says);
        }
        catch (SettingsException e)
        {
            return new("certificate", Verdict.Fault, e.Message);
        }

        static string Day(DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static async Task<Checked> Mail(MailServer? server, TimeProvider time, CancellationToken ct)
    {
        if (server is null) return new("mail", Verdict.Good, "not set up: nobody is reminded by mail (mail.host)");
        await using var smtp = new Reminders.SendMail(server, time);
        return await smtp.Look(ct) is { } down ? new("mail", Verdict.Warning, $"{server}: {Design.Wording.Say(Reminders.ReminderWords.ResourceManager, Design.Language.English, "Fault" + down.Fault)}")
            : new("mail", Verdict.Good, $"{server}; it answers");
    }

    private static Checked Address(ListenAddress address) =>
        address.Fault() is { } fault ? new("address", Verdict.Fault, $"{address} {fault}") : new("address", Verdict.Good, $"{address} is free");
}
