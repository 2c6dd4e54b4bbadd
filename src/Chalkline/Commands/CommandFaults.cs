using System.CommandLine;
using System.CommandLine.Parsing;
using Chalkline.Exchange;

namespace Chalkline.Commands;

/// <summary>What is wrong with a command as it was typed, each in one plain line.</summary>
internal static class CommandFaults
{
    public static IReadOnlyList<string> Of(RootCommand root, ParseResult parsed, IReadOnlyList<string> args)
    {
        // Otherwise a mistyped option is taken for the name of a file.
        var unknown = UnknownOptions(root, parsed, args);
        if (unknown.Count > 0) return unknown;
        if (parsed.Errors.Count == 0) return [];
        if (parsed.CommandResult.Command != root) return parsed.Errors.Select(Line).Distinct().ToList();
        var commands = root.Subcommands.Select(c => c.Name).ToList();
        return args.Count == 0 ? [$"name a command: {string.Join(", ", commands)}"]
            : [$"there is no command '{args[0]}'{Nearest.Ask(args[0], commands)}"];
    }

    private static List<string> UnknownOptions(RootCommand root, ParseResult parsed, IReadOnlyList<string> args)
    {
        var known = parsed.CommandResult.Command.Options.Concat(root.Options).SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet(StringComparer.Ordinal);
        return args.TakeWhile(a => a != "--").Where(a => a.StartsWith("--", StringComparison.Ordinal))
            .Select(a => a.Split('=', ':')[0]).Where(a => !known.Contains(a)).Distinct()
            .Select(a => $"there is no option '{a}'{Nearest.Ask(a, known.Where(k => k.StartsWith("--", StringComparison.Ordinal)))}").ToList();
    }

    private static string Line(ParseError error)
    {
        if (error.SymbolResult is OptionResult { Tokens: [var value, ..] } option && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal))
            return $"{option.Option.Name}: '{value.Value}' is no whole number";
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0, Parent: CommandResult command } missing)
            return $"'{command.Command.Name}' needs {missing.Argument.Name}: {missing.Argument.Description}";
        return string.Join(", ", error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Replace(":, ", ": ", StringComparison.Ordinal);
    }
}

/// <summary>
/// Options that take one of a few words. Words, not enums: System.CommandLine's generic code for types of ours is not compiled ahead of time.
/// </summary>
internal static class WordOption
{
    /// <param name="words">The first one is the default.</param>
    public static Option<string> Create(string name, string description, params string[] words)
    {
        var option = Among(new Option<string>(name) { DefaultValueFactory = _ => words[0] }, words);
        option.Description = description;
        return option;
    }

    public static Option<T> Among<T>(Option<T> option, IReadOnlyList<string> words)
    {
        option.HelpName ??= string.Join('|', words);
        option.CompletionSources.Add(_ => words.Select(w => new System.CommandLine.Completions.CompletionItem(w)));
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !words.Contains(t.Value)))
                result.AddError($"{option.Name}: '{token.Value}' is not one of {string.Join(", ", words)}{Nearest.Ask(token.Value, words)}");
        });
        return option;
    }
}
