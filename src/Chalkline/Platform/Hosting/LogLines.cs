using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Chalkline.Platform.Hosting;

/// <summary>How log lines are written.</summary>
internal sealed class LogFormat : ConsoleFormatterOptions
{
    public bool Json { get; set; }
}

/// <summary>
/// A line an event, as text or as JSON, with the trace's id and without scopes: the framework's scopes hold the paths of requests, and paths hold
/// links that are secrets.
/// </summary>
internal sealed class LogLines(IOptions<LogFormat> format, TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "chalkline";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var fields = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        var at = time.Now().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var line = format.Value.Json ? Json(at, logEntry.LogLevel, logEntry.Category, message, fields, logEntry.Exception)
            : Text(at, logEntry.LogLevel, logEntry.Category, message, logEntry.Exception);
        textWriter.Write(line + "\n");
    }

    private static string Text(string at, LogLevel level, string category, string message, Exception? error) =>
        $"{at} {Word(level)} {category}: {message.ReplaceLineEndings(" ")}{(error is null ? "" : "\n" + error)}";

    private static string Json(string at, LogLevel level, string category, string message, IReadOnlyList<KeyValuePair<string, object?>> fields, Exception? error)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("at", at);
            json.WriteString("level", Word(level));
            json.WriteString("category", category);
            json.WriteString("message", message);
            if (Activity.Current is { } activity) json.WriteString("trace", activity.TraceId.ToString());
            json.WriteStartObject("fields");
            foreach (var (name, value) in fields)
                if (name != "{OriginalFormat}") Write(json, name, value);
            json.WriteEndObject();
            if (error is not null) json.WriteString("error", error.ToString());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case int or long: json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
            case bool truth: json.WriteBoolean(name, truth); break;
            default: json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Word(LogLevel level) => level.ToString().ToLowerInvariant();
}
