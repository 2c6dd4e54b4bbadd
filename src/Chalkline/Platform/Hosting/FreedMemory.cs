using System.Runtime.InteropServices;

namespace Chalkline.Platform.Hosting;

/// <summary>
/// Gives back to the system what the runtime has freed outside of its heap, most of it what its compiler worked with: the C library of most Linux systems would keep it.
/// </summary>
internal sealed class FreedMemory : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux()) return;
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) _ = Trim(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, which keeps nothing.
        }
    }

    /// <param name="left">Bytes that stay at the end of the heap.</param>
    /// <returns>1 where something was given back.</returns>
    [DllImport("libc", EntryPoint = "malloc_trim"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint left);
}
