using System.Text.Json.Nodes;
using Chalkline.Design;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Jobs;

/// <summary>A job as the list has it.</summary>
/// <param name="Asked">The name of whoever asked for it; null: nobody with an account.</param>
public sealed record JobLine(JobId Id, string Title, string State, string Since, string? Asked, string? HowFar);

/// <summary>The list of jobs, and what it was narrowed to.</summary>
/// <param name="State">A code of the filter; "" for all.</param>
public sealed record JobList(PageOf<JobLine> Jobs, string State);

/// <summary>One job as its page shows it.</summary>
/// <param name="Sentence">Where it stands, and what came of it or why it did not.</param>
/// <param name="Detail">An English sentence of the program's about the failure; null: none.</param>
/// <param name="IsOpen">It may still change by itself.</param>
public sealed record JobView(JobId Id, string Title, string State, string Sentence, string? Detail, long Done, long? Total, bool IsOpen, string CreatedAt, string? Asked,
    string? StartedAt, string? EndedAt, int Tries, PageLink? Next, bool MayCancel, bool MayTryAgain, bool MaySeeAll);

/// <summary>Reads of jobs.</summary>
internal sealed class JobQueries(DistrictDb db, RecordText text, IEnumerable<IJobKind> kinds, TimeProvider time)
{
    /// <summary>The filter's codes, in the order in which it offers them.</summary>
    public static readonly IReadOnlyList<string> States = ["waiting", "running", "failed", "done", "cancelled"];

    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(k => k.Name);

    /// <summary>The newest first.</summary>
    public async Task<JobList> List(string? state, string? page, Language language, CancellationToken ct)
    {
        var jobs = db.Set<Job>().AsNoTracking();
        var asked = States.FirstOrDefault(s => s == state) ?? "";
        if (Enum.TryParse<JobState>(asked, ignoreCase: true, out var wanted)) jobs = jobs.Where(j => j.State == wanted);
        var rows = await jobs.OrderByDescending(j => j.Id).PageOf(page, ct);
        var (zone, names) = (await text.Zone(ct), await text.Names(rows.Rows.Select(j => j.RequestedBy), ct));
        return new(new([.. rows.Rows.Select(Line)], rows.Number, rows.Total), asked);

        JobLine Line(Job job) => new(job.Id, TitleOf(job, language), JobText.State(language, StandingOf(job)), DistrictTime.Text(job.EndedAt ?? job.StartedAt ?? job.CreatedAt, zone, language),
            NameOf(job.RequestedBy, names), job.IsOpen && job.Done > 0 && _kinds.TryGetValue(job.Kind, out var kind) ? kind.Progress(job.Done, job.Total, language) : null);
    }

    /// <summary>Null: there is none, or none that this person may see.</summary>
    public async Task<JobView?> Find(Person person, JobId id, Language language, CancellationToken ct)
    {
        if (await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job || !JobRules.MaySee(person, job.RequestedBy)) return null;
        var (zone, names, mayChange) = (await text.Zone(ct), await text.Names([job.RequestedBy], ct), JobRules.MayChange(person, job.RequestedBy));
        var outcome = job is { State: JobState.Done, Result: { } result } && _kinds.TryGetValue(job.Kind, out var kind) ? kind.Outcome(JsonNode.Parse(result)!.AsObject(), language) : null;
        return new(job.Id, TitleOf(job, language), JobText.State(language, StandingOf(job)), outcome?.Sentence ?? Sentence(job, zone, language),
            job.State != JobState.Done && job.Failure == JobFailure.Refused ? job.FailureDetail : null, job.Done, job.Total, job.IsOpen,
            At(job.CreatedAt)!, NameOf(job.RequestedBy, names), At(job.StartedAt), At(job.EndedAt), job.Tries, outcome?.Next,
            mayChange && job.State is not (JobState.Done or JobState.Cancelled), mayChange && job.State is (JobState.Failed or JobState.Cancelled), person.May(PlatformRights.JobsRead));

        string? At(DateTimeOffset? at) => at is { } instant ? DistrictTime.Text(instant, zone, language) : null;
    }

    private string Sentence(Job job, string zone, Language language)
    {
        var standing = StandingOf(job);
        var failure = job.Failure is { } reason ? JobText.Failure(language, reason, job.FailureDetail) : null;
        var due = DistrictTime.Text(job.DueAt, zone, language);
        return standing switch
        {
            JobStanding.Running => _kinds.TryGetValue(job.Kind, out var kind) ? kind.Progress(job.Done, job.Total, language) : JobText.Say(language, nameof(JobWords.SentenceRunning)),
            JobStanding.Later when failure is not null => JobText.Say(language, nameof(JobWords.SentenceTriedAgain), failure, due),
            JobStanding.Later => JobText.Say(language, nameof(JobWords.SentenceLater), due),
            JobStanding.Failed => JobText.Say(language, nameof(JobWords.SentenceFailed), failure ?? "", job.Tries),
            _ => JobText.Say(language, "Sentence" + standing),
        };
    }

    private JobStanding StandingOf(Job job) => JobRules.StandingOf(job.State, job.DueAt, time.Now());

    /// <summary>A kind of another version of the program is named by its code.</summary>
    private string TitleOf(Job job, Language language) => _kinds.TryGetValue(job.Kind, out var kind) ? kind.Title(JsonNode.Parse(job.Arguments)!.AsObject(), language) : job.Kind;

    private static string? NameOf(AccountId? account, Dictionary<AccountId, string> names) => account is { } id ? names.GetValueOrDefault(id) : null;
}
