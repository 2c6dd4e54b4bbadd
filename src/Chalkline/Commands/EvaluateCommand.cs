using System.CommandLine;
using System.Text;
using Chalkline.Design;
using Chalkline.Pilots;

namespace Chalkline.Commands;

/// <summary><c>chalkline evaluate</c>: from a study file to its answer, without a database.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var study = new Argument<string>("STUDY") { Description = "The study file (YAML; its data are found from it). Guide: docs/guides/study-file.md." };
        var format = WordOption.Create("--format", "How the answer is told; html is one file that stands alone.", "text", "json", "html");
        var audience = WordOption.Create("--audience", "analyst: all figures. public: rounded, and small groups of students are not shown.", "analyst", "public");
        var output = new Option<string?>("--out") { Description = "Write the answer to this file instead of standard output.", HelpName = "FILE" };
        var language = WordOption.Create("--language", "Language of the answer's sentences.", "en", "es");
        var key = new Option<string?>("--key") { Description = "File with a secret key (16 bytes at least) for the hash of the moments.", HelpName = "FILE" };
        var command = new Command("evaluate", "Evaluate a pilot: read the data that a study file names, estimate effects, and say what its criteria recommend.")
        {
            study, format, audience, output, language, key,
        };
        command.SetAction((parsed, ct) => CommandLine.RunAsync(async () =>
        {
            var file = StudyReader.Read(parsed.GetRequiredValue(study));
            CheckOutput(parsed.GetValue(output), file);
            var options = new EvaluateOptions { SecretKey = ReadKey(parsed.GetValue(key)) };
            Answer answer;
            using (var progress = TerminalProgress.Start("Reading " + Path.GetFileName(file.Data)))
                answer = EvaluateStudy.Run(file, options with { Progress = progress }, ct);
            if (parsed.GetValue(audience) == "public") answer = PublicAudience.Of(answer);
            var spoken = Language.Find(parsed.GetValue(language)) ?? Language.English;
            await WriteAsync(answer, parsed.GetRequiredValue(format), spoken, parsed.GetValue(output), ct);
        }));
        return command;
    }

    private static byte[]? ReadKey(string? path)
    {
        if (path is null) return null;
        if (!File.Exists(path)) throw new UsageException($"--key: there is no file {path}");
        var key = File.ReadAllBytes(path);
        return key.Length >= 16 ? key : throw new UsageException($"--key: {path} has {key.Length} bytes; a key has 16 at least");
    }

    /// <summary>Told before the data are read, not after.</summary>
    private static void CheckOutput(string? path, StudyFile study)
    {
        if (path is null) return;
        if (string.IsNullOrWhiteSpace(path)) throw new UsageException("--out: name the file to write");
        if (Directory.Exists(path)) throw new UsageException($"--out: {path} is a folder; name a file in it");
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full);
        if (!Directory.Exists(folder)) throw new UsageException($"--out: there is no folder {folder}");
        if (full == Path.GetFullPath(study.Path) || full == study.Data)
            throw new UsageException($"--out: {path} is a file that the study is read from; name another one");
    }

    private static async Task WriteAsync(Answer answer, string format, Language language, string? path, CancellationToken ct)
    {
        if (path is null)
        {
            await using var stdout = Console.OpenStandardOutput();
            await WriteAsync(answer, format, language, stdout, terminal: !Console.IsOutputRedirected, ct);
            return;
        }
        // Under another name first: a file that is there is whole.
        var temporary = path + ".writing";
        try
        {
            await using (var file = File.Create(temporary)) await WriteAsync(answer, format, language, file, terminal: false, ct);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task WriteAsync(Answer answer, string format, Language language, Stream to, bool terminal, CancellationToken ct)
    {
        if (format == "json")
        {
            AnswerJson.Write(answer, to, language);
            return;
        }
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        if (format == "html")
        {
            await EvaluationHtml.WriteAsync(answer, writer, language, ct);
            return;
        }
        var colour = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        AnswerText.Write(answer, writer, language, colour, terminal ? Math.Max(40, Console.WindowWidth) : 120);
    }
}
