using System.Collections;
using Chalkline.Exchange;
using Chalkline.Platform.Hosting;

namespace Chalkline.Platform;

/// <summary>What is wrong with the settings: a line a fault.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>A value as it was given.</summary>
/// <param name="Texts">One, or for a list any number.</param>
/// <param name="From">Where: <c>chalkline.yaml, line 3</c>, a variable's name, an option, <c>default</c>.</param>
public sealed record GivenValue(IReadOnlyList<string> Texts, string From);

/// <summary>The settings as they were given. The command line comes before the environment, and that before the file.</summary>
public sealed class SettingValues
{
    /// <summary>Read where no other file is named, if it is there.</summary>
    public const string DefaultFile = "chalkline.yaml";

    public const string FileVariable = Setting.Prefix + "CONFIG";

    private readonly Dictionary<string, GivenValue> _given = new(StringComparer.Ordinal);
    private readonly List<string> _notices = [];

    /// <summary>Where they come from that were not typed: the file's path; null without one.</summary>
    public string? File { get; private init; }

    /// <summary>What looks like a mistake and is none for sure, such as a variable of an unknown name.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <param name="file">Null: the one that <see cref="FileVariable"/> names, else <see cref="DefaultFile"/> in the present folder, if there is one.</param>
    /// <param name="environment">All variables.</param>
    /// <param name="options">What was typed.</param>
    /// <exception cref="SettingsException">The file is not there, cannot be read, or has faults: all of them.</exception>
    public static SettingValues Read(string? file, IDictionary environment, IReadOnlyDictionary<Setting, IReadOnlyList<string>> options)
    {
        file = NotEmpty(file) ?? NotEmpty(environment[FileVariable] as string) ?? (System.IO.File.Exists(DefaultFile) ? DefaultFile : null);
        var values = new SettingValues { File = file };
        if (file is not null)
            foreach (var (setting, given) in SettingsFile.Read(file)) values._given[setting.Key] = given;
        values.Take(environment);
        foreach (var (setting, texts) in options)
            values._given[setting.Key] = new(setting.IsList ? [.. texts.SelectMany(Divided)] : texts, setting.Option);
        return values;
    }

    /// <summary>The value in force; null where there is neither one nor a default.</summary>
    public GivenValue? Of(Setting setting) =>
        _given.TryGetValue(setting.Key, out var given) ? given : setting.Default is { } text ? new([text], "default") : null;

    /// <summary>The one text of a setting that is no list.</summary>
    public string? Text(Setting setting) => Of(setting) is { Texts: [var text, ..] } ? text : null;

    private void Take(IDictionary environment)
    {
        foreach (var setting in Settings.All)
            if (NotEmpty(environment[setting.Variable] as string) is { } text)
                _given[setting.Key] = new(setting.IsList ? [.. Divided(text)] : [text], setting.Variable);
        // A notice and no fault: a container platform sets variables that begin with a service's name.
        var known = Settings.All.Select(s => s.Variable).Append(FileVariable).ToList();
        var unknown = environment.Keys.OfType<string>().Where(n => n.StartsWith(Setting.Prefix, StringComparison.Ordinal) && !known.Contains(n));
        foreach (var name in unknown.Order(StringComparer.Ordinal))
            _notices.Add($"there is no setting of the name {name}{Nearest.Ask(name, known)}");
    }

    private static IEnumerable<string> Divided(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
