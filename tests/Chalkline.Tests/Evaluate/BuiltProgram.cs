using System.Diagnostics;

namespace Chalkline.Tests.Evaluate;

/// <summary>The built program as a process of its own, for what a process alone shows: exit codes, signals, standard output, memory.</summary>
internal static class BuiltProgram
{
    public static Process Start(CliFolder folder, IReadOnlyDictionary<string, string>? environment, params string[] args)
    {
        // A shell in the background has its programs ignore Ctrl-C, and a process hands that on: the tests would wait for a program that is deaf.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet") { WorkingDirectory = folder.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        if (OperatingSystem.IsLinux()) foreach (var word in (string[])["--default-signal=INT", "dotnet"]) start.ArgumentList.Add(word);
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "chalkline.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static Task<CliResult> Run(CliFolder folder, params string[] args) => RunWith(folder, [], args);

    public static async Task<CliResult> RunWith(CliFolder folder, Dictionary<string, string> environment, params string[] args)
    {
        using var process = Start(folder, environment, args);
        return await Ended(process);
    }

    public static async Task<CliResult> Ended(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return new CliResult(process.ExitCode, await output, await error, null);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>A signal as a terminal sends it, such as INT for Ctrl-C.</summary>
    public static async Task Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
