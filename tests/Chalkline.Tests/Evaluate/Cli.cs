using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Commands;
using Xunit;

namespace Chalkline.Tests.Evaluate;

/// <summary>A throw-away folder and the command line run in it, in this process.</summary>
public sealed class CliFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chalkline-cli-");
    private int _runs;

    public string Root => _folder.FullName;

    public string At(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file and says where it is.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text, new UTF8Encoding(false));
        return At(name);
    }

    /// <summary>Writes a pilot and a study of it, and says where the study is.</summary>
    public string Write(SmallPilot pilot, string study = SmallPilot.Study)
    {
        Write("pilot.csv", pilot.Csv());
        return Write("study.yaml", study);
    }

    public static Task<CliResult> Run(params string[] args) => Run(default, args);

    public static async Task<CliResult> Run(CancellationToken ct, params string[] args)
    {
        using var terminal = new CapturedTerminal();
        var exit = await CommandLine.RunAsync(args, ct);
        return new CliResult(exit, terminal.Output, terminal.Error, null);
    }

    /// <summary>Evaluates a study; the answer is what stands in the file given to --out.</summary>
    public async Task<CliResult> Evaluate(string study, params string[] options)
    {
        var output = At($"answer-{_runs++}");
        var result = await Run(["evaluate", study, "--out", output, .. options]);
        Assert.False(File.Exists(output + ".writing"), "A half-written answer was left behind.");
        return result with { Answer = File.Exists(output) ? await File.ReadAllTextAsync(output) : null };
    }

    /// <summary>The JSON answer of a study that can be evaluated.</summary>
    public async Task<JsonNode> Answer(string study, params string[] options) => JsonNode.Parse(await Text(study, ["--format", "json", .. options]))!;

    /// <summary>The answer of a study that can be evaluated.</summary>
    public async Task<string> Text(string study, params string[] options)
    {
        var result = await Evaluate(study, options);
        Assert.Equal("", result.Error);
        Assert.Equal(CommandLine.Done, result.Exit);
        return result.Answer!;
    }

    /// <summary>The lines by which a study is refused: exit code 2, nothing written, no trace of a stack.</summary>
    public async Task<IReadOnlyList<string>> Refusal(string study, params string[] options)
    {
        var result = await Evaluate(study, options);
        Assert.Null(result.Answer);
        return result.Refusal();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <param name="Answer">What stands in the file given to --out; null where there is none.</param>
public sealed record CliResult(int Exit, string Output, string Error, string? Answer)
{
    public IReadOnlyList<string> Refusal()
    {
        Assert.Equal(CommandLine.YourFault, Exit);
        Assert.Equal("", Output);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        return lines;
    }
}

#pragma warning disable RS0030 // What the commands say to the console is what is tested here.
/// <summary>What the code that runs under it says to the console; tests in parallel have one each.</summary>
public sealed class CapturedTerminal : IDisposable
{
    private static readonly AsyncLocal<CapturedTerminal?> Current = new();
    private readonly StringWriter _output = new(), _error = new();

    static CapturedTerminal()
    {
        Console.SetOut(new Switch(Console.Out, t => t._output));
        Console.SetError(new Switch(Console.Error, t => t._error));
    }

    public CapturedTerminal() => Current.Value = this;

    public string Output => _output.ToString();
    public string Error => _error.ToString();

    public void Dispose() => Current.Value = null;

    private sealed class Switch(TextWriter otherwise, Func<CapturedTerminal, StringWriter> mine) : TextWriter
    {
        private TextWriter To => Current.Value is { } terminal ? mine(terminal) : otherwise;

        public override Encoding Encoding => otherwise.Encoding;
        public override void Write(char value) => To.Write(value);
        public override void Write(string? value) => To.Write(value);
        public override void WriteLine(string? value) => To.WriteLine(value);
        public override void Flush() => To.Flush();
    }
}
#pragma warning restore RS0030
