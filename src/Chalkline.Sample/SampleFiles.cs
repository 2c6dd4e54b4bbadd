namespace Chalkline.Sample;

/// <summary>What was written, and where.</summary>
public sealed record SampleFiles
{
    /// <summary>Path of the data: <c>pilot.csv</c>, or <c>pilot.csv.gz</c> with <see cref="SampleFault.TruncatedGzip"/>.</summary>
    public required string Data { get; init; }

    /// <summary>Paths of the study files: one a tool in the order of <see cref="SampleArm.Tools"/>, all tools together, and <c>benchmark.yaml</c> where schools are assigned.</summary>
    public required IReadOnlyList<string> Studies { get; init; }

    public required string Readme { get; init; }

    /// <summary>Students invented (rows, if no fault drops some).</summary>
    public required int Students { get; init; }
    public required int Schools { get; init; }
    public required int Classes { get; init; }
    public required SampleAssignment Assignment { get; init; }

    /// <summary>Size of <see cref="Data"/>.</summary>
    public required long Bytes { get; init; }

    /// <summary>The line that each fault touched, where it touched one alone.</summary>
    public required IReadOnlyList<TouchedLine> Touched { get; init; }
}

/// <param name="Line">Counted from 1, the header, as the line stands where this is the file's only fault.</param>
public sealed record TouchedLine(SampleFault Fault, long Line);
