using System.CommandLine;
using Chalkline.Platform;

namespace Chalkline.Commands;

/// <summary>Settings as options of a command, with <c>--config</c> for the file that the others stand in.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string?> _file = new("--config")
    {
        Description = $"Settings file (default: {SettingValues.FileVariable}, or {SettingValues.DefaultFile} in the present folder, if there is one).",
        HelpName = "FILE",
    };

    private readonly IReadOnlyCollection<Setting> _settings;
    private readonly Dictionary<Setting, Option<string?>> _single;
    private readonly Dictionary<Setting, Option<string[]>> _lists;

    public SettingOptions(IReadOnlyCollection<Setting> settings)
    {
        _settings = settings;
        _single = settings.Where(s => !s.IsList).ToDictionary(s => s, s => Described(new Option<string?>(s.Option), s));
        _lists = settings.Where(s => s.IsList).ToDictionary(s => s, s => Described(new Option<string[]>(s.Option), s));
    }

    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var setting in _settings) command.Add(setting.IsList ? _lists[setting] : _single[setting]);
    }

    /// <summary>What was typed, over the environment, over the file.</summary>
    /// <exception cref="SettingsException">The file cannot be used.</exception>
    public SettingValues ValuesOf(ParseResult parsed)
    {
        var typed = new Dictionary<Setting, IReadOnlyList<string>>();
        foreach (var (setting, option) in _single)
            if (parsed.GetValue(option) is { } text) typed[setting] = [text];
        foreach (var (setting, option) in _lists)
            if (parsed.GetValue(option) is { Length: > 0 } texts) typed[setting] = texts;
        return SettingValues.Read(parsed.GetValue(_file), Environment.GetEnvironmentVariables(), typed);
    }

    private static TOption Described<TOption>(TOption option, Setting setting) where TOption : Option
    {
        option.Description = setting.Help + (setting.Default is { } text ? $" Default: {text}." : "");
        option.HelpName = setting.IsList ? "LIST" : "VALUE";
        return option;
    }
}
