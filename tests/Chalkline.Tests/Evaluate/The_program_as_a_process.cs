using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Sample;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>What only a process shows: signals, standard output, being killed. Signals are sent as Unix has them.</summary>
public sealed class The_program_as_a_process : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task writes_the_answer_alone_to_standard_output()
    {
        _folder.Write(SmallPilot.Of());
        var result = await BuiltProgram.Run(_folder, "evaluate", "study.yaml", "--format", "json");
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Equal("chalkline.evaluation/1", (string)JsonNode.Parse(result.Output)!["format"]!);
        Assert.DoesNotContain('\u001b', (await BuiltProgram.Run(_folder, "evaluate", "study.yaml")).Output);
    }

    [Fact]
    public async Task tells_faults_on_standard_error_alone()
    {
        _folder.Write(SmallPilot.Of().With(3, "exam", "absent"));
        var line = Assert.Single((await BuiltProgram.Run(_folder, "evaluate", "study.yaml")).Refusal());
        Assert.Contains("pilot.csv, line 5", line, StringComparison.Ordinal);
        Assert.Contains("'absent'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task stops_at_Ctrl_C_quickly_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        LargeStudy();
        using var process = BuiltProgram.Start(_folder, null, "evaluate", "study.yaml", "--out", "answer");
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        Assert.False(process.HasExited, "The file is too small for this test.");
        await BuiltProgram.Signal(process, "INT");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = await BuiltProgram.Ended(process);
        Assert.Equal((130, "chalkline: stopped; nothing was written.\n"), (result.Exit, result.Error));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
        Assert.Equal(["pilot.csv.gz", "study.yaml"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task stops_when_whoever_called_it_says_so()
    {
        LargeStudy();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var result = await CliFolder.Run(stop.Token, "evaluate", _folder.At("study.yaml"), "--out", _folder.At("answer"));
        Assert.Equal((130, "chalkline: stopped; nothing was written.\n"), (result.Exit, result.Error));
        Assert.False(File.Exists(_folder.At("answer")));
    }

    [Fact]
    public async Task killed_while_it_writes_leaves_the_old_answer_or_the_whole_new_one()
    {
        PilotSample.Write(new SamplePlan { Students = 2500 }, _folder.Root, null, TestContext.Current.CancellationToken);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            _folder.Write("answer", "the old answer");
            using var process = BuiltProgram.Start(_folder, null, "evaluate", "all-tools.yaml", "--format", "json", "--out", "answer");
            while (!process.HasExited && !File.Exists(_folder.At("answer.writing"))) Thread.Yield();
            process.Kill();
            await BuiltProgram.Ended(process);
            var left = File.ReadAllText(_folder.At("answer"));
            if (left != "the old answer") Assert.Equal("chalkline.evaluation/1", (string)JsonNode.Parse(left)!["format"]!);
        }
        // What a killed run left behind stands in nobody's way.
        Assert.Equal(0, (await BuiltProgram.Run(_folder, "evaluate", "all-tools.yaml", "--format", "json", "--out", "answer")).Exit);
        Assert.False(File.Exists(_folder.At("answer.writing")));
        Assert.NotEqual("the old answer", File.ReadAllText(_folder.At("answer")));
    }

    [Fact]
    public async Task shows_the_demonstration_until_Ctrl_C_and_takes_its_folder_away()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        var (ct, port) = (TestContext.Current.CancellationToken, FreePort());
        using var process = BuiltProgram.Start(_folder, new Dictionary<string, string> { ["TMPDIR"] = _folder.Root }, "demo", "--students", "2500", "--port", $"{port}");
        try
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            Assert.Contains("2,500 invented students", await process.StandardOutput.ReadLineAsync(ct), StringComparison.Ordinal);
            Assert.Contains($"http://localhost:{port}", await process.StandardOutput.ReadLineAsync(ct), StringComparison.Ordinal);
            TestContext.Current.TestOutputHelper!.WriteLine($"Ready after {clock.Elapsed.TotalSeconds:0.0} s.");
            using var browser = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
            var page = await browser.GetStringAsync("/", ct);
            Assert.Contains("/cedar-valley/demonstration/sign-in", page, StringComparison.Ordinal);
            Assert.Contains("Ana Ruiz (invented)", page, StringComparison.Ordinal);
        }
        finally
        {
            await BuiltProgram.Signal(process, "INT");
        }
        var result = await BuiltProgram.Ended(process);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Empty(Directory.GetDirectories(_folder.Root, "chalkline-demo-*"));
    }

    [Fact]
    public async Task shows_the_demonstration_at_the_next_port_where_its_own_is_taken_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        var ct = TestContext.Current.CancellationToken;
        using var other = new TcpListener(IPAddress.Loopback, 5080);
        try
        {
            other.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it, which is as good.
        }
        using var process = BuiltProgram.Start(_folder, new Dictionary<string, string> { ["TMPDIR"] = _folder.Root }, "demo", "--students", "2500");
        Assert.StartsWith("Port 5080 is in use by another program; the demonstration takes 50", await process.StandardOutput.ReadLineAsync(ct), StringComparison.Ordinal);
        Assert.Contains("2,500 invented students", await process.StandardOutput.ReadLineAsync(ct), StringComparison.Ordinal);
        await BuiltProgram.Signal(process, "INT");
        var result = await BuiltProgram.Ended(process);
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Empty(Directory.GetDirectories(_folder.Root, "chalkline-demo-*"));
    }

    [Fact]
    public async Task refuses_a_port_that_is_taken_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var lines = (await CliFolder.Run("demo", "--students", "2500", "--port", $"{port}")).Refusal();
        Assert.Equal($"chalkline: Port {port} is in use by another program. Choose another one with --port.", Assert.Single(lines));
    }

    [Fact]
    public async Task writes_a_sample_and_names_its_studies_and_faults()
    {
        var result = await CliFolder.Run("demo", "--write", _folder.At("sample"), "--students", "2500", "--fault", "text-in-number", "--fault", "long-row");
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains("2,500 invented students", result.Output, StringComparison.Ordinal);
        foreach (var study in new[] { "tutor", "chatbot", "reader", "all-tools" })
        {
            Assert.Contains($"chalkline evaluate {Path.Combine(_folder.At("sample"), study)}.yaml", result.Output, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(_folder.At("sample"), study + ".yaml")));
        }
        Assert.Matches("Planted text-in-number in line [0-9]+", result.Output);
        Assert.Matches("Planted long-row in line [0-9]+", result.Output);
    }

    /// <summary>Some gigabytes of rows in a few megabytes: one packed piece, again and again.</summary>
    private void LargeStudy()
    {
        var pilot = SmallPilot.Of();
        _folder.Write("study.yaml", SmallPilot.Study.Replace("pilot.csv", "pilot.csv.gz", StringComparison.Ordinal).Replace("student: student\n", "", StringComparison.Ordinal));
        var text = pilot.Csv();
        var rows = text[(text.IndexOf('\n') + 1)..];
        using var file = File.Create(_folder.At("pilot.csv.gz"));
        file.Write(Packed(text));
        var piece = Packed(string.Concat(Enumerable.Repeat(rows, 2000)));
        for (var i = 0; i < 500; i++) file.Write(piece);
    }

    private static byte[] Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest)) packed.Write(Encoding.ASCII.GetBytes(text));
        return bytes.ToArray();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
