using System.Runtime.ExceptionServices;

namespace Chalkline.Exchange;

/// <summary>Reads a file with several threads and tells of the first fault in the file, whichever thread met which fault first.</summary>
public static class ParallelRead
{
    /// <summary>
    /// Calls <paramref name="start"/> once for each worker, on its own thread, then what it returned for every block that worker gets.
    /// Each block goes to exactly one worker. Returns when all have ended; the calling thread is worker 0.
    /// </summary>
    /// <param name="start">Given the worker's index, makes its action; a worker's action is never run by two threads.</param>
    /// <exception cref="ExchangeException">
    /// The fault with the lowest line. Blocks are handed out in order and everyone ends the block at hand, so it is always the same one.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; all threads have ended.</exception>
    public static void Run(DelimitedFile file, int workers, Func<int, Action<RecordBlock>> start, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var run = new Session(file, start, ct);
        var threads = new Thread[workers - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var worker = i + 1;
            threads[i] = new Thread(() => run.Work(worker)) { IsBackground = true, Name = "reader " + worker };
            threads[i].Start();
        }
        run.Work(0);
        foreach (var thread in threads) thread.Join();
        run.ThrowFault();
    }

    private sealed class Session(DelimitedFile file, Func<int, Action<RecordBlock>> start, CancellationToken ct)
    {
        private readonly Lock gate = new();
        private volatile bool stopped;
        private Exception? fault;

        public void Work(int worker)
        {
            try
            {
                var act = start(worker);
                var block = new RecordBlock();
                while (!stopped && file.Read(block, ct)) act(block);
            }
#pragma warning disable CA1031 // Thrown again on the calling thread, by ThrowFault.
            catch (Exception e)
#pragma warning restore CA1031
            {
                stopped = true;
                lock (gate)
                {
                    if (fault is null || Precedes(e, fault)) fault = e;
                }
            }
        }

        public void ThrowFault()
        {
            if (fault is not null) ExceptionDispatchInfo.Throw(fault);
        }

        /// <summary>A fault of the program comes before one of the input, and that before a cancellation.</summary>
        private static bool Precedes(Exception a, Exception b) => (a, b) switch
        {
            (ExchangeException x, ExchangeException y) => (x.Line ?? long.MaxValue) < (y.Line ?? long.MaxValue),
            _ => Weight(a) > Weight(b),
        };

        private static int Weight(Exception e) => e switch
        {
            OperationCanceledException => 0,
            ExchangeException => 1,
            _ => 2,
        };
    }
}
