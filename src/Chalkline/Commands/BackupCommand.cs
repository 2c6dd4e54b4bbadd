using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary><c>chalkline backup</c> and <c>chalkline restore</c>.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var slug = new Argument<string>("SLUG") { Description = "The district." };
        var output = new Option<string?>("--out") { Description = "The file to write (default: DATA/backups/SLUG-TIME.zip).", HelpName = "FILE" };
        var command = new Command("backup", """
            Write a district's store to one file, as it is now, while it is used. The file restores into this version or any later one, on SQLite or PostgreSQL.
            Secrets (such as those of identity providers) and sessions are not in it: they are entered again after a restore. Keep it as safe as the store.
            """)
        { slug, output };
        return StoreWork.Of(command, async (parsed, stores, ct) =>
        {
            var (district, backup) = (StoreOptions.SlugOf(parsed.GetRequiredValue(slug)), new StoreBackup(stores));
            var report = await backup.Write(district, parsed.GetValue(output) ?? backup.FileFor(district), ct);
            Console.WriteLine($"{report.File}: {report.Rows:N0} rows of {report.Tables} tables, {report.LogEntries:N0} entries of the audit log, {report.Bytes / 1e6:N1} MB");
            return CommandLine.Done;
        });
    }

    public static Command CreateRestore()
    {
        var file = new Argument<string>("FILE") { Description = "What chalkline backup wrote." };
        var slug = new Option<string?>("--as") { Description = "The slug that the district gets here (default: the one it had).", HelpName = "SLUG" };
        var replace = new Option<bool>("--replace") { Description = "Replace the district that is there under this slug, after a backup of it. Stop chalkline serve before." };
        var command = new Command("restore", """
            Make a district's store from a backup: all of the file is checked first; then it is loaded, upgraded to this version, what was deleted for good
            since is deleted again, the audit log is verified, and the district opens. A file that is not whole is refused, and nothing is made.
            """)
        { file, slug, replace };
        return StoreWork.Of(command, async (parsed, stores, ct) =>
        {
            await using var services = Capabilities.Services(stores.Settings, stores.Time);
            var district = parsed.GetValue(slug) is { } text ? StoreOptions.SlugOf(text) : null;
            var report = await new StoreRestore(stores, services.GetServices<IEraser>()).Run(parsed.GetRequiredValue(file), district, parsed.GetValue(replace), ct);
            Console.WriteLine($"Restored {report.Slug} as it was at {report.At:yyyy-MM-dd HH:mm:ss} UTC (version {report.FromVersion}): {report.Rows:N0} rows; the audit log's {report.LogEntries:N0} entries hold.");
            if (report.Deletions > 0) Console.WriteLine($"Erased again what had been deleted for good: {report.Deletions:N0}");
            if (report.Former is { } former) Console.WriteLine($"The store that was there before: {former}");
            Console.WriteLine("Secrets are not in a backup: enter those of identity providers again.");
            return CommandLine.Done;
        }, create: true);
    }
}
