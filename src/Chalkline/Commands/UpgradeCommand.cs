using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary><c>chalkline upgrade</c> and <c>chalkline db unlock</c>: brings stores to this version.</summary>
internal static class UpgradeCommand
{
    public static Command Create()
    {
        var slug = StoreWork.OptionalSlug("One district; without it, all.");
        var command = new Command("upgrade", $"""
            Bring the stores to this version of the program: the host's first, then each district's, each after a backup into DATA/backups (the newest {StoreUpgrade.Kept} are kept).
            A district that fails stays as it was, and the rest go on. Run it again to go on where it was cut off. Stop chalkline serve before, and start it after.
            """)
        { slug };
        return StoreWork.Of(command, async (parsed, stores, ct) =>
        {
            var failed = 0;
            await foreach (var step in new StoreUpgrade(stores).Run(parsed.GetValue(slug) is { } named ? StoreOptions.SlugOf(named) : null, ct))
            {
                var name = step.District?.Text ?? "the host's store";
                if (step is UpgradeStep.Failed failure)
                {
                    failed++;
                    await Console.Error.WriteLineAsync($"chalkline: {name} was not upgraded: {failure.Reason}");
                }
                else
                {
                    Console.WriteLine(step is UpgradeStep.Upgraded { Backup: var backup } ? $"{name}: upgraded{(backup is null ? "" : $"; backup from before: {backup}")}" : $"{name}: current");
                }
            }
            return failed == 0 ? CommandLine.Done : CommandLine.OurFault;
        });
    }

    public static Command CreateDb()
    {
        var slug = StoreWork.OptionalSlug("One district; without it, the host's store and all districts'.");
        var unlock = StoreWork.Of(new Command("unlock", "Take away the lock that a killed migration left in a SQLite store.") { slug }, async (parsed, stores, ct) =>
        {
            var named = parsed.GetValue(slug);
            var cleared = new List<string>();
            // The host's first: while it is locked nothing else can be asked of it.
            if (named is null && await stores.Unlock(null, ct)) cleared.Add("the host's store");
            // Also of one that is being made: it is what a killed migration leaves.
            IEnumerable<DistrictSlug> districts = named is null ? (await new DistrictOverview(stores).All(ct)).Select(d => d.Slug) : [StoreOptions.SlugOf(named)];
            foreach (var district in districts)
                if (await stores.Unlock(district, ct)) cleared.Add(district.Text);
            foreach (var name in cleared) Console.WriteLine($"{name}: unlocked. Go on with: chalkline upgrade");
            if (cleared.Count == 0) Console.WriteLine("No store is locked.");
            return CommandLine.Done;
        });
        return new("db", "Mend a store.") { unlock };
    }
}
