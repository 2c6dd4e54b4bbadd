using System.CommandLine;
using System.Globalization;
using Chalkline.Platform;
using Chalkline.Sample;

namespace Chalkline.Commands;

/// <summary><c>chalkline demo</c>: the whole product on an invented district, in a folder that goes with it; or the invented pilot alone, written to a folder.</summary>
internal static class DemoCommand
{
    private const int DefaultPort = 5080, PortsTried = 20, MostOfADistrict = 5_000_000;

    public static Command Create()
    {
        var port = new Option<int?>("--port") { Description = $"Where the pages are served: http://localhost:PORT (default: {DefaultPort}, or the next free one).", HelpName = "PORT" };
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
        var command = new Command("demo", "Show Chalkline on an invented district: the whole product, with people of every role, and three AI tools evaluated here and now.")
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

    private static async Task ServeAsync(SamplePlan plan, int? asked, CancellationToken ct)
    {
        if (plan.Faults.Count > 0) throw new UsageException("--fault goes with --write");
        var address = AddressFor(asked);
        var folder = Directory.CreateTempSubdirectory("chalkline-demo-").FullName;
        try
        {
            var settings = ServeSettings.OnThisComputer(new(folder), address);
            // Whoever plans the sample tells the part of the demonstration that evaluates it.
            var planned = new Capability(null, services => services.AddSingleton(plan), _ => { });
            await Server.RunAsync(settings, [planned, .. Capabilities.All, Demonstration.Capability], TimeProvider.System, (_, at) => Console.Out.WriteLineAsync($"""
                Chalkline: an invented district, with three AI tools tried by {plan.Students:N0} invented students.
                Open {at} in a browser; Ctrl-C ends the demonstration, and nothing of it is kept.
                """), ct, services => Demonstration.Fill(services, Math.Min(plan.Students, MostOfADistrict), ct));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The port that was asked for, if it is free; else the first free one from the default on.</summary>
    private static ListenAddress AddressFor(int? asked)
    {
        if (asked is { } port)
        {
            var address = On(port);
            return address.Fault() is not { } fault ? address : throw new UsageException($"Port {port} {fault}. Choose another one with --port.");
        }
        for (var next = DefaultPort; next < DefaultPort + PortsTried; next++)
        {
            var free = On(next);
            if (free.Fault() is not null) continue;
            if (next != DefaultPort) Console.WriteLine($"Port {DefaultPort} is in use by another program; the demonstration takes {next}.");
            return free;
        }
        throw new UsageException($"Ports {DefaultPort} to {DefaultPort + PortsTried - 1} are in use by other programs. Choose another one with --port.");
    }

    private static ListenAddress On(int port) => new(IsHttps: false, "localhost", System.Net.IPAddress.Loopback, port);
}
