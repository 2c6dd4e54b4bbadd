using System.Text.Json.Nodes;
using Chalkline.Design;

namespace Chalkline.Platform.Auditing;

/// <summary>Walks the whole audit log; what it found stays on the job's page. A check that was cut off goes on after the last entry that held.</summary>
internal sealed class CheckLog : IJobKind
{
    public const string KindName = "log-check";

    public string Name => KindName;

    public string Title(JsonObject arguments, Language language) => Say(language, nameof(AuditWords.CheckTitle));

    public string Progress(long done, long? total, Language language) => total is { } all
        ? Say(language, nameof(AuditWords.CheckProgress), Number(done), Number(all)) : Say(language, nameof(AuditWords.CheckBegins));

    public JobOutcome Outcome(JsonObject result, Language language)
    {
        var sequence = (long)result["sequence"]!;
        if ((string?)result["fault"] is not { } fault) return new(Say(language, nameof(AuditWords.CheckWhole), Number(sequence), new LogHead(sequence, (string)result["hash"]!)));
        var why = Say(language, "Fault" + fault, (string?)result["detail"] ?? "");
        return new(Say(language, nameof(AuditWords.CheckBroken), Number(sequence), why), new(Say(language, nameof(AuditWords.CheckShow), Number(sequence)), $"{AuditPages.Path}/{sequence}"));
    }

    public async Task<JsonObject> Run(JobRun run, CancellationToken ct)
    {
        await using var db = run.Open();
        var from = (string?)run.Cursor is { } text ? LogHead.Parse(text) : null;
        var found = await VerifyLog.Of(db, null, from, (last, all) =>
        {
            run.Report(last.Sequence, all);
            run.Keep(last.ToString());
        }, ct);
        return found switch
        {
            LogVerification.Whole { Head: var head } => Whole(run, head),
            LogVerification.Broken broken => new() { ["detail"] = broken.Detail, ["fault"] = broken.Fault.ToString(), ["sequence"] = broken.Sequence },
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    private static JsonObject Whole(JobRun run, LogHead head)
    {
        run.Report(head.Sequence, head.Sequence);
        return new() { ["hash"] = head.Hash, ["sequence"] = head.Sequence };
    }

    private static string Number(long number) => number.ToString("N0", Language.Numbers);

    private static string Say(Language language, string key, params object[] values) => Wording.Say(AuditWords.ResourceManager, language, key, values);
}
