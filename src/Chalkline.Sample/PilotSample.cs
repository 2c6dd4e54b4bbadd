using System.Text;

namespace Chalkline.Sample;

/// <summary>
/// Invents the pilot of three AI tools in a district and writes it as a district would have it: one delimited file with a row a student
/// and twelve columns, study files that evaluate it, and a note that says what it is. The column <c>engagement</c> is there to be warned
/// about: it is the vendors' own score, and by it the harmful tool looks best.
/// </summary>
public static class PilotSample
{
    /// <summary>The columns of the file, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = SchoolRows.Header.Split(',');

    private const int SchoolsPerBatch = 16;

    /// <summary>
    /// Writes <c>pilot.csv</c>, <c>tutor.yaml</c>, <c>chatbot.yaml</c>, <c>reader.yaml</c>, <c>all-tools.yaml</c>, <c>README.txt</c>, and,
    /// where schools are assigned, <c>benchmark.yaml</c>. Files of these names that are there are replaced. The same plan gives the same bytes
    /// on every machine (compressed ones excepted). Memory does not grow with the number of students.
    /// </summary>
    /// <param name="directory">Made if it is not there.</param>
    /// <param name="progress">The share of the rows written, 0 to 1.</param>
    /// <exception cref="ArgumentException">The plan has <see cref="SamplePlan.Problems"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: nothing was left behind or replaced.</exception>
    /// <exception cref="IOException">The disk is full, or the directory cannot be written to: likewise.</exception>
    public static SampleFiles Write(SamplePlan plan, string directory, IProgress<double>? progress = null, CancellationToken ct = default) =>
        Write(plan, directory, progress, Environment.ProcessorCount, ct);

    internal static SampleFiles Write(SamplePlan plan, string directory, IProgress<double>? progress, int workers, CancellationToken ct)
    {
        if (plan.Problems() is [var problem, ..])
            throw new ArgumentException(problem, nameof(plan));
        ct.ThrowIfCancellationRequested();
        var shape = new DistrictShape(plan);
        var data = plan.Faults.Contains(SampleFault.TruncatedGzip) ? "pilot.csv.gz" : "pilot.csv";
        var texts = new StudyTexts(shape, plan, data);
        using var staged = new StagedFiles(directory);
        long bytes;
        IReadOnlyList<TouchedLine> touched;
        using (var file = DataFile.Open(staged.Stage(data), plan.Faults))
        {
            WriteRows(file, shape, plan.Seed, workers, progress, ct);
            file.Complete();
            (bytes, touched) = (file.Bytes, file.Touched);
        }
        var studies = texts.Studies().ToList();
        foreach (var (name, text) in studies.Append(("README.txt", texts.Readme())))
            File.WriteAllText(staged.Stage(name), text);
        ct.ThrowIfCancellationRequested();
        staged.MoveIntoPlace();
        return new()
        {
            Data = Path.Combine(directory, data),
            Studies = [.. studies.Select(s => Path.Combine(directory, s.Name))],
            Readme = Path.Combine(directory, "README.txt"),
            Students = shape.Students,
            Schools = shape.Schools,
            Classes = shape.Schools * shape.ClassesPerSchool,
            Assignment = shape.Assignment,
            Bytes = bytes,
            Touched = touched,
        };
    }

    /// <summary>Batches of schools are invented ahead, one a worker and one to spare, and written in order.</summary>
    private static void WriteRows(DataFile file, DistrictShape shape, ulong seed, int workers, IProgress<double>? progress, CancellationToken ct)
    {
        file.Write(Encoding.ASCII.GetBytes(SchoolRows.Header + "\n"));
        var school = new SchoolRows(shape, seed);
        var batches = (shape.Schools + SchoolsPerBatch - 1) / SchoolsPerBatch;
        var spare = new Stack<byte[]>();
        var ahead = new Queue<Task<(byte[] Bytes, int Length)>>();
        for (int next = 0, done = 0; done < batches; done++)
        {
            for (; next < batches && ahead.Count <= workers; next++)
            {
                var (number, buffer) = (next, spare.TryPop(out var used) ? used : []);
                ahead.Enqueue(Task.Run(() => Invent(school, shape, number, buffer), ct));
            }
            var (bytes, length) = ahead.Dequeue().GetAwaiter().GetResult();
            ct.ThrowIfCancellationRequested();
            file.Write(bytes.AsSpan(0, length));
            spare.Push(bytes);
            progress?.Report((done + 1.0) / batches);
        }
    }

    private static (byte[] Bytes, int Length) Invent(SchoolRows rows, DistrictShape shape, int batch, byte[] buffer)
    {
        var first = batch * SchoolsPerBatch;
        var past = Math.Min(shape.Schools, first + SchoolsPerBatch);
        var needed = SchoolRows.MostBytesPerRow * Enumerable.Range(first, past - first).Sum(s => shape.Roll(s).Count);
        if (buffer.Length < needed)
            buffer = GC.AllocateUninitializedArray<byte>(needed);
        var length = 0;
        for (var school = first; school < past; school++)
            length += rows.Write(school, buffer.AsSpan(length));
        return (buffer, length);
    }
}
