using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Chalkline.Tests.Reminders;

/// <summary>Keeps every line that the program logs.</summary>
internal sealed class LogOfATest : ILoggerProvider
{
    public ConcurrentQueue<(string Category, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new OneLog(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class OneLog(LogOfATest all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Lines.Enqueue((category, formatter(state, exception) + exception));
    }
}
