using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary><c>chalkline log</c>: verifies the audit log, and writes it out.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", "Verify the audit log, or write it out.") { Verify(), Export() };

    private static Command Verify()
    {
        var slug = StoreWork.OptionalSlug("One district; without it, all.");
        var head = new Option<string?>("--head")
        {
            Description = "An end of the log that was kept elsewhere, as this command printed it: the log must have that very entry. Without it, a log that was made anew as a whole does not show.",
            HelpName = "SEQUENCE:HASH",
        };
        var command = new Command("verify", "Walk the audit log from its first entry to its end, and name the first one that was changed, is missing, was moved or put in.") { slug, head };
        return StoreWork.Of(command, async (parsed, stores, ct) =>
        {
            var kept = parsed.GetValue(head) is { } text ? LogHead.Parse(text) ?? throw new UsageException($"--head: '{text}' is no SEQUENCE:HASH, such as 42:{new string('0', 64)}") : null;
            if (kept is not null && parsed.GetValue(slug) is null) throw new UsageException("--head goes with one district: name it");
            var broken = 0;
            foreach (var district in await StoreWork.Districts(stores, parsed.GetValue(slug), ct))
            {
                await using var db = stores.Open(district);
                var found = await VerifyLog.Of(db, kept, ct);
                if (found is LogVerification.Broken fault)
                {
                    broken++;
                    await Console.Error.WriteLineAsync($"chalkline: {district}: the audit log does not hold: {fault.Describe()}");
                }
                else if (found is LogVerification.Whole { Head: var end })
                {
                    Console.WriteLine($"{district}: all {end.Sequence:N0} entries hold; to be kept elsewhere: {end}");
                }
            }
            return broken == 0 ? CommandLine.Done : CommandLine.OurFault;
        });
    }

    private static Command Export()
    {
        var slug = new Argument<string>("SLUG") { Description = "The district." };
        var output = new Option<string?>("--out") { Description = "The file to write (default: standard output).", HelpName = "FILE" };
        return StoreWork.Of(new Command("export", "Write the audit log as JSON lines, each the entry as it was hashed and its hash.") { slug, output }, async (parsed, stores, ct) =>
        {
            var district = (await StoreWork.Districts(stores, parsed.GetRequiredValue(slug), ct))[0];
            await using var db = stores.Open(district);
            if (parsed.GetValue(output) is not { } path)
            {
                await using var stdout = Console.OpenStandardOutput();
                await ExportLog.To(stdout, db, ct);
                return CommandLine.Done;
            }
            // Under another name first: a file that is there is whole.
            await using (var file = File.Create(path + ".writing")) await ExportLog.To(file, db, ct);
            File.Move(path + ".writing", path, overwrite: true);
            return CommandLine.Done;
        });
    }
}
