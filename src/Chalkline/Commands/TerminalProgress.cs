using Spectre.Console;

namespace Chalkline.Commands;

/// <summary>A progress bar on standard error, if that is a terminal and the work takes more than a second.</summary>
internal sealed class TerminalProgress : IProgress<double>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread? _drawing;
    private double _share;

    private TerminalProgress(string work)
    {
        if (Console.IsErrorRedirected) return;
        _drawing = new Thread(() => Draw(work)) { IsBackground = true, Name = "progress" };
        _drawing.Start();
    }

    public static TerminalProgress Start(string work) => new(work);

    public void Report(double value) => Volatile.Write(ref _share, value);

    public void Dispose()
    {
        _ended.Set();
        _drawing?.Join();
        _ended.Dispose();
    }

    private void Draw(string work)
    {
        if (_ended.Wait(Patience)) return;
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        terminal.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(work), maxValue: 1);
                while (!_ended.Wait(100)) task.Value = Volatile.Read(ref _share);
            });
    }
}
