using System.CommandLine;
using System.Globalization;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary><c>chalkline packs</c>: checks packs without a store, lists those that come with the program, prints their schema.</summary>
internal static class PacksCommand
{
    public static Command Create() => new("packs", "Check packs (versioned content in YAML), and list those that come with the program.")
    {
        Check(), List(), Schema(),
    };

    private static Command Check()
    {
        var path = new Argument<string?>("PATH")
        {
            Description = "A pack, or a folder with packs (*.yaml, *.yml). Without it, the packs of the program are checked.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", "Check packs: every fault with its file, line and key.") { path };
        command.SetAction((parsed, _) => CommandLine.RunAsync(() =>
        {
            using var services = Services();
            var (reader, shipped) = (services.GetRequiredService<PackReader>(), services.GetRequiredService<ShippedPacks>());
            if (parsed.GetValue(path) is not { } named)
            {
                Console.WriteLine($"{shipped.All.Count} packs of the program are good.");
                return Task.CompletedTask;
            }
            var files = FilesOf(named);
            var faults = Faults(files, reader, shipped);
            if (faults.Count > 0) throw new UsageException(string.Join(Environment.NewLine, faults));
            Console.WriteLine(files.Count == 1 ? $"{files[0]} is good." : $"{files.Count} packs are good.");
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the packs that come with the program.");
        command.SetAction((_, _) => CommandLine.RunAsync(() =>
        {
            using var services = Services();
            foreach (var pack in services.GetRequiredService<ShippedPacks>().All)
                Console.WriteLine($"{pack.Id}  {pack.Version}  {pack.Kind}  {pack.Items.Count} items  {pack.Title.English}");
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON Schema of packs, for editors.");
        command.SetAction((_, _) => CommandLine.RunAsync(() =>
        {
            using var services = Services();
            Console.Write(PackSchema.Of(services.GetRequiredService<PackReader>().Kinds));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static List<string> FilesOf(string path)
    {
        if (!Directory.Exists(path)) return [path];
        var files = Directory.EnumerateFiles(path).Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".yml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException($"{path}: there is no pack in this folder (*.yaml, *.yml)");
    }

    private static List<string> Faults(List<string> files, PackReader reader, ShippedPacks shipped)
    {
        var (faults, first) = (new List<string>(), new Dictionary<PackId, string>());
        foreach (var file in files)
        {
            switch (reader.ReadFile(file))
            {
                case PackReading.Faulty faulty:
                    faults.AddRange(faulty.Faults.Select(f => Line(file, f)));
                    break;
                case PackReading.Good { Pack: var pack }:
                    if (!first.TryAdd(pack.Id, file)) faults.Add(Line(file, new(0, "id", $"{pack.Id} is the id of {first[pack.Id]} too")));
                    else if (shipped.Find(pack.Id) is { } own && PackRules.AgainstFollowing(pack, [(own.Version, own.Hash)]) is { } against)
                        faults.Add(Line(file, new(0, "version", against)));
                    break;
            }
        }
        return faults;
    }

    private static string Line(string file, YamlFault fault) => string.Create(CultureInfo.InvariantCulture,
        $"{file}{(fault.Line > 0 ? ":" + fault.Line.ToString(CultureInfo.InvariantCulture) : "")}: {(fault.Key.Length > 0 ? fault.Key + ": " : "")}{fault.Text}");

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection().AddPackReading();
        foreach (var capability in Capabilities.All) capability.Add(services);
        return services.BuildServiceProvider();
    }
}
