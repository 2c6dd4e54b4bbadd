using System.Security.Cryptography;
using System.Text;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Sample;

/// <summary>A throw-away folder that samples are written to and read back from.</summary>
public sealed class SampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chalkline-sample-");

    public string Root => _folder.FullName;

    public SampleFiles Write(SamplePlan plan, int workers = 2, string name = "sample") =>
        PilotSample.Write(plan, Path.Combine(Root, name), null, workers, TestContext.Current.CancellationToken);

    public Pilot Read(SamplePlan plan) => Pilot.Read(Write(plan).Data);

    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>A clean file as its rows of fields.</summary>
public sealed record Pilot(string[] Header, IReadOnlyList<string[]> Rows)
{
    public static Pilot Read(string path)
    {
        var lines = File.ReadAllLines(path, Encoding.UTF8);
        return new(lines[0].Split(','), [.. lines.Skip(1).Select(l => l.Split(','))]);
    }

    public string[] Column(string name) => [.. Rows.Select(r => r[At(name)])];

    public int At(string name) => Array.IndexOf(Header, name);
}
