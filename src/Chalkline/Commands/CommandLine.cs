using System.CommandLine;
using System.Globalization;
using Chalkline.Exchange;
using Chalkline.Pilots;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary>
/// The command line. Exit codes: 0 done, 2 what the user can mend (one clear line a fault on standard error), 1 what we must, 130 stopped
/// by Ctrl-C.
/// </summary>
public static class CommandLine
{
    public const int Done = 0, OurFault = 1, YourFault = 2, Stopped = 130;

    /// <summary>In the order in which help lists them.</summary>
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("serve", ServeCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("demo", DemoCommand.Create),
        ("district", DistrictCommand.Create),
        ("upgrade", UpgradeCommand.Create),
        ("backup", BackupCommand.Create),
        ("restore", BackupCommand.CreateRestore),
        ("log", LogCommand.Create),
        ("db", UpgradeCommand.CreateDb),
        ("packs", PacksCommand.Create),
    ];

    /// <summary>All commands, made anew.</summary>
    internal static IEnumerable<Command> Every() => Commands.Select(c => c.Create());

    /// <param name="ct">Stops the command as Ctrl-C does.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken ct = default)
    {
        if (args is ["evaluate", _, ..]) Rehearsal.Start();
        // Figures and messages are the same on every machine; pages and answers choose their language themselves.
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var root = new RootCommand("""
            Chalkline: the system of record and of decision for artificial intelligence in a school district.

            From a study file and the data it names to effects, their certainty and a recommendation:
              chalkline evaluate study.yaml
            The site of record for your district, on this computer:
              chalkline serve
            The whole product on an invented district, on this computer:
              chalkline demo
            """);
        // A command that is named alone is made alone: starting is a good part of a short evaluation.
        var named = args.Length > 0 ? args[0] : "";
        foreach (var (name, create) in Commands)
            if (name == named || !Commands.Any(c => c.Name == named)) root.Add(create());
        var parsed = root.Parse(args);
        // What is wrong with the command itself is the user's to mend.
        if (CommandFaults.Of(root, parsed, args) is { Count: > 0 } faults)
        {
            foreach (var fault in faults) await Console.Error.WriteLineAsync("chalkline: " + fault);
            await Console.Error.WriteLineAsync("Try 'chalkline --help'.");
            return YourFault;
        }
        // The server ends by itself, once the requests that are under way are answered: nobody may cut it short after two seconds.
        return await parsed.InvokeAsync(named is "serve" or "demo" ? new InvocationConfiguration { ProcessTerminationTimeout = null } : new InvocationConfiguration(), ct);
    }

    /// <summary>Runs a command's work and turns what can go wrong into lines and exit codes.</summary>
    internal static async Task<int> RunAsync(Func<Task> work)
    {
        try
        {
            await work();
            return Done;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("chalkline: stopped; nothing was written.");
            return Stopped;
        }
        catch (Exception e) when (e is StudyFileException or ExchangeException or UsageException or SettingsException or StoreRefusalException or StoreUnavailableException)
        {
            foreach (var line in e.Message.Split(Environment.NewLine)) await Console.Error.WriteLineAsync("chalkline: " + line);
            return YourFault;
        }
        catch (Exception e) when (DistrictStores.TroubleOf(e) is { } trouble)
        {
            await Console.Error.WriteLineAsync($"chalkline: {StoreUnavailableException.Says(trouble)} ({e.Message.ReplaceLineEndings(" ")})");
            return YourFault;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("chalkline: " + e.Message);
            return YourFault;
        }
        catch (OverflowException e)
        {
            await Console.Error.WriteLineAsync("chalkline: " + e.Message);
            return YourFault;
        }
#pragma warning disable CA1031 // The last resort: one line for the user, the rest for whoever mends it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"chalkline: this is a fault of ours, please report it: {e}");
            return OurFault;
        }
    }
}

/// <summary>Something a user asked for that cannot be done as asked; the message is one plain line.</summary>
internal sealed class UsageException(string message) : Exception(message);
