using System.Diagnostics;
using Xunit;

namespace Chalkline.Browser.Tests;

/// <summary>LibreOffice, as whoever gets a Word document may have it: it opens what this program writes.</summary>
internal sealed class Office
{
    private static readonly string[] Places = ["/usr/bin/soffice", "/usr/bin/libreoffice", "/usr/lib/libreoffice/program/soffice"];

    private readonly string _program;

    private Office(string program) => _program = program;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where there is none; with <c>CI=true</c> it fails.</summary>
    public static Office Find()
    {
        if (Places.FirstOrDefault(File.Exists) is { } program) return new(program);
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("LibreOffice is not installed (libreoffice-writer-nogui in Debian).");
        Assert.Skip("LibreOffice is not installed (libreoffice-writer-nogui in Debian).");
        return null!;
    }

    /// <summary>The document in another format, as text.</summary>
    /// <param name="format">As the program calls it: "html".</param>
    public async Task<string> Convert(string file, string format)
    {
        var folder = Path.GetDirectoryName(file)!;
        var start = new ProcessStartInfo(_program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A profile of its own: one that is open elsewhere would take the document and answer nothing.
        foreach (var argument in (string[])["-env:UserInstallation=" + new Uri(Path.Combine(folder, "profile")).AbsoluteUri, "--headless", "--convert-to", format, "--outdir", folder, file])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        var made = Path.ChangeExtension(file, format);
        Assert.True(File.Exists(made), await error + await output);
        return await File.ReadAllTextAsync(made, Ct);
    }
}

/// <summary>A folder for as long as a test runs.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chalkline-browser-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
