using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary><c>chalkline serve</c>: the site, until it is told to stop; with <c>--check</c> only what the settings are and whether it could serve.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var settings = new SettingOptions(Settings.All);
        var check = new Option<bool>("--check") { Description = "Print every setting with its origin, check that the site can be served so, and end: 0 if it can, 2 if not." };
        var command = new Command("serve", """
            Serve the site. Each setting can stand in the settings file, in the environment (CHALKLINE_ and its name in capitals), or here; here counts most.
            The first start prints the one-time link that makes the first administrator. Guide: docs/guides/operate.md.
            """);
        settings.AddTo(command);
        command.Add(check);
        command.SetAction(async (parsed, ct) =>
        {
            var served = true;
            var code = await CommandLine.RunAsync(async () =>
            {
                var values = settings.ValuesOf(parsed);
                if (parsed.GetValue(check)) served = await Check(values, ct);
                else await Serve(values, ct);
            });
            return code == CommandLine.Done && !served ? CommandLine.YourFault : code;
        });
        return command;
    }

    private static async Task Serve(SettingValues values, CancellationToken ct)
    {
        var settings = ServeSettings.Of(values);
        foreach (var notice in values.Notices.Concat(settings.Warnings)) await Console.Error.WriteLineAsync("chalkline: " + notice);
        // Lines of JSON are for programs: what is said to people goes beside them.
        var people = settings.LogsJson ? Console.Error : Console.Out;
        await Server.RunAsync(settings, Capabilities.All, TimeProvider.System, async (stores, address) =>
        {
            await people.WriteLineAsync($"Chalkline serves at {address}; Ctrl-C ends it.");
            if ((await new DistrictDirectory(stores).All(ct)).Count == 0)
                await people.WriteLineAsync($"There is no district yet. This link makes its first administrator, once, within {Setup.LinkLasts.TotalHours:0} hours: {address}{await new Setup(stores).NewLink(null, ct)}");
        }, ct);
    }

    private static async Task<bool> Check(SettingValues values, CancellationToken ct)
    {
        await Console.Out.WriteLineAsync(values.File is { } file ? $"Settings file: {Path.GetFullPath(file)}" : "Settings file: none");
        foreach (var notice in values.Notices) await Console.Out.WriteLineAsync("Notice: " + notice);
        Print(["Setting", "Value", "From"], Settings.All.Select(s => values.Of(s) is { } given ? new[] { s.Key, Shown(s, given), given.From } : [s.Key, "", ""]));
        var checks = await ServeCheck.Run(ServeSettings.Of(values), Capabilities.Mappings, TimeProvider.System, ct);
        Print(["Check", "Result", ""], checks.Select(c => new[] { c.What, Word(c.Verdict), c.Says }));
        return checks.All(c => c.Verdict != Verdict.Fault);
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Good => "ok",
        Verdict.Warning => "look",
        _ => "FAULT",
    };

    // What a secret is about may be told, as far as it is known to be none.
    private static string Shown(Setting setting, GivenValue given) => setting.IsSecret ? setting == Settings.Database ? Masked(given.Texts[0]) : "(set)" : string.Join(", ", given.Texts);

    private static string Masked(string connection)
    {
        try
        {
            var parts = new Npgsql.NpgsqlConnectionStringBuilder(connection);
            return $"{parts.Host}, database {parts.Database}, user {parts.Username}{(parts.Password is null ? "" : ", password (set)")}";
        }
        catch (ArgumentException)
        {
            return "(set, cannot be read)";
        }
    }

    private static void Print(string[] header, IEnumerable<string[]> rows)
    {
        List<string[]> all = [header, .. rows];
        var widths = Enumerable.Range(0, header.Length - 1).Select(i => all.Max(r => r[i].Length)).ToList();
        Console.WriteLine();
        foreach (var row in all)
            Console.WriteLine((string.Concat(widths.Select((w, i) => row[i].PadRight(w + 2))) + row[^1]).TrimEnd());
    }
}
