using System.Text.Json.Nodes;
using Chalkline.Design;

namespace Chalkline.Platform;

/// <summary>Some work that was asked for once.</summary>
public readonly record struct JobId(Guid Value) : IId<JobId>
{
    public static JobId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What came of a job, for people.</summary>
/// <param name="Sentence">In the page's language.</param>
/// <param name="Next">Where one goes on from here; null: nowhere.</param>
public sealed record JobOutcome(string Sentence, PageLink? Next = null);

/// <summary>
/// A kind of work that takes longer than a request: contributed by a capability, one object for the whole program. It is run on one node at a time, and
/// again from its last saved place when a node ends in the middle of it; so what it does twice must be as if it had done it once.
/// </summary>
public interface IJobKind
{
    /// <summary>As in the store and in the audit log: <c>log-check</c>. At most 40 characters.</summary>
    string Name { get; }

    /// <summary>How often it is begun before it is given up.</summary>
    int Tries => 5;

    /// <summary>What it does, as a heading: "Check the audit log".</summary>
    string Title(JsonObject arguments, Language language);

    /// <summary>How far it is, as a sentence.</summary>
    /// <param name="total">Null: not known.</param>
    string Progress(long done, long? total, Language language);

    /// <summary>What came of it.</summary>
    JobOutcome Outcome(JsonObject result, Language language);

    /// <summary>
    /// Does the work. What it returns stays on the job's page and in the audit log: no value about a student, nobody's name.
    /// </summary>
    /// <param name="ct">Ends when the job is cancelled, when the program stops, or when another node has taken it.</param>
    /// <exception cref="StoreRefusalException">It cannot be done as things stand; trying again would not help.</exception>
    Task<JsonObject> Run(JobRun run, CancellationToken ct);
}
