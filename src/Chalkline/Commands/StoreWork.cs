using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary>What commands on stores have alike.</summary>
internal static class StoreWork
{
    /// <summary>The command, with the options that name the installation and with work that gets its stores.</summary>
    /// <param name="create">An installation that is not there is made; otherwise it is a fault.</param>
    public static Command Of(Command command, Func<ParseResult, DistrictStores, CancellationToken, Task<int>> work, bool create = false)
    {
        var options = new StoreOptions();
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var code = CommandLine.Done;
            var fault = await CommandLine.RunAsync(async () =>
            {
                await using var stores = await options.Open(parsed, create, ct);
                code = await work(parsed, stores, ct);
            });
            return fault == CommandLine.Done ? code : fault;
        });
        return command;
    }

    /// <summary>The districts that a command is about: the one that was named, or all.</summary>
    public static async Task<IReadOnlyList<DistrictSlug>> Districts(DistrictStores stores, string? named, CancellationToken ct)
    {
        var all = await new DistrictDirectory(stores).All(ct);
        if (named is null) return all;
        var slug = StoreOptions.SlugOf(named);
        return all.Contains(slug) ? [slug] : throw new UsageException($"there is no district {slug}. Those that there are: chalkline district list");
    }

    public static Argument<string?> OptionalSlug(string description) =>
        new("SLUG") { Description = description, Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
}
