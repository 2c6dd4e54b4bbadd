using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Chalkline.Platform.Hosting;

/// <summary>Our own measures and traces. Their tags are kinds of changes, never whose.</summary>
internal static class Telemetry
{
    public const string Name = "Chalkline";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Entries = Meter.CreateCounter<long>("chalkline.audit.entries", "{entry}", "Entries appended to audit logs.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("chalkline.commit.retries", "{retry}", "Commits tried again because another transaction was in the way.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("chalkline.commit.duration", "s", "Time of commits, tries together.");

    /// <summary>Measures a commit from here until it is disposed of.</summary>
    /// <param name="action">As in its entry: <c>school.changed</c>.</param>
    public static CommitMeasure Commit(string action) => new(action, Source.StartActivity("commit"));

    /// <summary>One commit being measured: failed, unless it is said to be done.</summary>
    public sealed class CommitMeasure : IDisposable
    {
        private readonly string _action;
        private readonly Activity? _activity;
        private readonly long _started = Stopwatch.GetTimestamp();
        private bool _done;

        internal CommitMeasure(string action, Activity? activity)
        {
            (_action, _activity) = (action, activity);
            activity?.SetTag("chalkline.action", action);
        }

        public void Retried() => Retries.Add(1, KeyValuePair.Create<string, object?>("chalkline.action", _action));

        public void Done() => _done = true;

        public void Dispose()
        {
            Durations.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, KeyValuePair.Create<string, object?>("chalkline.outcome", _done ? "done" : "failed"));
            if (_done) Entries.Add(1, KeyValuePair.Create<string, object?>("chalkline.action", _action));
            else _activity?.SetStatus(ActivityStatusCode.Error);
            _activity?.Dispose();
        }
    }
}
