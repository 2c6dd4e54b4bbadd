using System.CommandLine;
using System.Globalization;
using Chalkline.Pilots;
using Chalkline.Sample;

namespace Chalkline.Commands;

/// <summary><c>chalkline demo</c>: an invented district's pilot, evaluated for real and shown as pages, or written to a folder.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Where the pages are served: http://localhost:PORT.", DefaultValueFactory = _ => 5080 };
        var write = new Option<string?>("--write") { Description = "Only write the invented pilot (data and study files) to this folder.", HelpName = "DIR" };
        var students = new Option<int?>("--students") { Description = $"How many students to invent (default {new SamplePlan().Students:N0}).", HelpName = "N" };
        var seed = new Option<ulong?>("--seed") { Description = "The seed: the same one gives the same bytes everywhere.", HelpName = "N" };
        var assign = WordOption.Among(new Option<string?>("--assign")
        {
            Description = $"What is assigned to the tools (default: classes below {SamplePlan.SchoolsAssignedFrom} schools).",
        }, ["class", "school"]);
        var fault = new Option<string[]>("--fault")
        {
            Description = "With --write: plant a fault, to try how bad files are answered; may be given several times. "
                + string.Join("; ", SampleFault.All.Select(f => $"{f.Name}: {f.Description}")) + ".",
            HelpName = "NAME",
        };
        WordOption.Among(fault, SampleFault.All.Select(f => f.Name).ToList());
        port.Validators.Add(result =>
        {
            // What is no number at all is told by the parser, and GetValueOrDefault would throw on it.
            if (result.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 65535)
                result.AddError("--port is a number from 1 to 65535.");
        });
        var command = new Command("demo", "Show Chalkline on an invented district: three AI tools, tried in twelve schools, evaluated here and now.")
        {
            port, write, students, seed, assign, fault,
        };
        command.SetAction((parsed, ct) => CommandLine.RunAsync(async () =>
        {
            var plan = new SamplePlan { Assignment = AssignmentOf(parsed.GetValue(assign)), Faults = (parsed.GetValue(fault) ?? []).Select(f => SampleFault.Named(f)!).ToList() };
            plan = plan with { Students = parsed.GetValue(students) ?? plan.Students, Seed = parsed.GetValue(seed) ?? plan.Seed };
            if (plan.Problems() is { Count: > 0 } problems) throw new UsageException(string.Join(Environment.NewLine, problems));
            if (parsed.GetValue(write) is { } folder) Write(plan, folder, ct);
            else await ServeAsync(plan, parsed.GetValue(port), ct);
        }));
        return command;
    }

    private static SampleAssignment? AssignmentOf(string? word) => word switch
    {
        null => null,
        "class" => SampleAssignment.Class,
        _ => SampleAssignment.School,
    };

    private static void Write(SamplePlan plan, string folder, CancellationToken ct)
    {
        SampleFiles files;
        using (var progress = TerminalProgress.Start("Inventing students")) files = PilotSample.Write(plan, folder, progress, ct);
        Console.WriteLine($"{files.Students:N0} invented students in {files.Schools:N0} schools: {files.Data} ({files.Bytes / 1e6:N1} MB)");
        foreach (var touched in files.Touched) Console.WriteLine($"Planted {touched.Fault.Name} in line {touched.Line}");
        foreach (var study in files.Studies) Console.WriteLine($"  chalkline evaluate {study}");
    }

    private static async Task ServeAsync(SamplePlan plan, int port, CancellationToken ct)
    {
        if (plan.Faults.Count > 0) throw new UsageException("--fault goes with --write");
        var folder = Directory.CreateTempSubdirectory("chalkline-demo-").FullName;
        try
        {
            var files = PilotSample.Write(plan, folder, null, ct);
            var evaluations = new List<DemoEvaluation>();
            foreach (var study in files.Studies.Take(SampleArm.Tools.Count()))
            {
                var answer = EvaluateStudy.Run(StudyReader.Read(study), new EvaluateOptions(), ct);
                evaluations.Add(new DemoEvaluation(Path.GetFileNameWithoutExtension(study), answer));
            }
            await DemoSite.RunAsync(evaluations, port, ct, () => Console.WriteLine($"""
                Chalkline: three AI tools, tried by {plan.Students:N0} invented students.
                Open http://localhost:{port} in a browser; Ctrl-C ends the demonstration.
                """));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
