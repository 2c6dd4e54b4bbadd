using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>
/// Saves what a reviewer filled in of an area. A finished area is open again once an answer of it is another; an answer that closes the gate of a tool that was decided on brings that tool up for
/// review, in the same commit.
/// </summary>
internal sealed class AnswerQuestions(DistrictDb db, ReadVetting read, VettingDuties duties, TimeProvider time)
{
    private sealed record Change(AnswerLine Line, VettingReply Reply, string Note, IReadOnlyList<EvidenceId> Evidence, VendorAnswer? Taken)
    {
        public bool IsSame => Line.Answer is { } was && was.Reply == Reply && was.Note == Note && Line.Evidence.Select(e => e.Evidence.Id).ToHashSet().SetEquals(Evidence);

        /// <summary>It was well before, or nobody had said; now it is not.</summary>
        public bool Turns => !Line.IsWrong && !Line.Question.IsGood(Reply) && (Line.Question.Blocks || Line.Question.Item.Fields.Word("pass") is null);
    }

    public async Task<AimResult<Tool>> Run(Person by, ToolId id, string area, IReadOnlyList<TypedAnswer> typed, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var vetting = await read.Of(db, tool, language, ct);
        if (vetting.Area(area) is not { } reviewed) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var duty = await duties.Of(db, by, vetting, area, ct);
        if (duty is Duty.Barred barred) reading.Refuse("", barred.Word);
        var vendor = await VendorAnswers.Sent(db, id, ct);
        var changes = typed.Select(t => Read(t, reviewed, vendor, reading, language)).OfType<Change>().ToList();
        await CheckEvidence(tool, changes, reading, ct);
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        if (changes.Count == 0) return new AimResult<Tool>.Done(tool);
        await Apply(by, id, changes, ct);
        var reopened = area == VettingRules.Law ? await AnswerLaw(by, id, reviewed, changes, duty is Duty.Countersigned, ct) : await Reopen(id, area, ct);
        var raised = ToolLife.IsDecided(tool.Stage) ? changes.Where(c => c.Turns).ToList() : [];
        if (raised.Count > 0) db.Add(RaiseConcern.New(time, id, ConcernKind.Blocker, false, Why(raised, language), null));
        db.Raise(tool);
        await db.Commit(new(by.Actor, "vetting.answered", new("tool", id.Value), Described(area, changes, reopened, raised.Count)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>What a question's fields say; null: nothing new.</summary>
    private static Change? Read(TypedAnswer typed, AreaVetting area, IReadOnlyDictionary<(string, string), VendorAnswer> vendor, FormReading reading, Language language)
    {
        if (area.Lines.FirstOrDefault(l => l.Question.Key == typed.Key) is not { } line) return null;
        var (question, faults) = (line.Question, reading.Faults.Count);
        var taken = typed.Take ? vendor.GetValueOrDefault((question.Pack.Id.Urn, question.Item.Id)) : null;
        var note = reading.Block(taken is null ? typed.Note : VendorAnswers.AsNote(taken, language), TypedAnswer.NoteField + typed.Key, VettingAnswer.LongestNote, required: false);
        if (taken is null && string.IsNullOrEmpty(typed.Reply) && note.Length == 0 && typed.Evidence.Count == 0) return null;
        var reply = taken?.Reply ?? Codes.Find<VettingReply>(typed.Reply);
        if (reply is null || reply == VettingReply.Partly && area.Area == VettingRules.Law) reading.Refuse(TypedAnswer.ReplyField + typed.Key, nameof(VettingWords.FaultReply));
        if (reply is VettingReply.Partly or VettingReply.NotApplicable && note.Length == 0) reading.Refuse(TypedAnswer.NoteField + typed.Key, nameof(VettingWords.FaultReason));
        if (reading.Faults.Count > faults) return null;
        var change = new Change(line, reply!.Value, note, [.. typed.Evidence.Select(e => Guid.TryParse(e, out var id) ? new EvidenceId(id) : default).Distinct()], taken);
        if (change.IsSame && !typed.Again && taken is null) return null;
        if ((typed.Version ?? "") != (line.Answer?.Version.ToString(Language.Numbers) ?? ""))
            reading.Refuse(TypedAnswer.ReplyField + typed.Key, nameof(VettingWords.FaultMeanwhile), line.Answer is { } now ? VettingText.Reply(language, question, now.Reply) : "–");
        return change;
    }

    private async Task CheckEvidence(Tool tool, List<Change> changes, FormReading reading, CancellationToken ct)
    {
        var wanted = changes.SelectMany(c => c.Evidence).ToHashSet();
        if (wanted.Count == 0) return;
        var known = (await KeepEvidence.For(db, tool).Where(e => wanted.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct)).ToHashSet();
        foreach (var change in changes.Where(c => !c.Evidence.All(known.Contains))) reading.Refuse(TypedAnswer.TieField + change.Line.Question.Key, nameof(AimWords.FaultChoice));
    }

    private async Task Apply(Person by, ToolId id, List<Change> changes, CancellationToken ct)
    {
        var items = changes.Select(c => c.Line.Question.Item.Id).ToList();
        var answers = (await db.Set<VettingAnswer>().Where(a => a.Tool == id && items.Contains(a.Item)).ToListAsync(ct)).ToDictionary(a => (a.Pack, a.Item));
        var ties = (await db.Set<AnswerEvidence>().Where(t => t.Tool == id && items.Contains(t.Item)).ToListAsync(ct)).ToLookup(t => (t.Pack, t.Item));
        foreach (var change in changes)
        {
            var (pack, item) = (change.Line.Question.Pack, change.Line.Question.Item.Id);
            if (!answers.TryGetValue((pack.Id.Urn, item), out var answer)) db.Add(answer = new() { Tool = id, Pack = pack.Id.Urn, Item = item, Release = "" });
            (answer.Reply, answer.Note, answer.Release, answer.AnsweredBy, answer.AnsweredAt) = (change.Reply, change.Note, pack.Version.ToString(), by.Id, time.Now());
            foreach (var tie in ties[(pack.Id.Urn, item)].Where(t => !change.Evidence.Contains(t.Evidence))) db.Remove(tie);
            var tied = ties[(pack.Id.Urn, item)].Select(t => t.Evidence).ToHashSet();
            foreach (var evidence in change.Evidence.Where(e => !tied.Contains(e))) db.Add(new AnswerEvidence { Tool = id, Pack = pack.Id.Urn, Item = item, Evidence = evidence });
            if (change.Taken is { } taken) (taken.TakenAt, taken.TakenBy) = (time.Now(), by.Id);
        }
    }

    /// <summary>What was signed was signed for other answers.</summary>
    private async Task<bool> Reopen(ToolId id, string area, CancellationToken ct)
    {
        if (await db.Set<AreaReview>().SingleOrDefaultAsync(r => r.Tool == id && r.Area == area && r.FinishedAt != null && r.Source == null, ct) is not { } review) return false;
        FinishReview.Open(review);
        return true;
    }

    /// <summary>The rules of law are done once each has an answer: they take no verdict. Whoever gave the last one is who answered for them.</summary>
    private async Task<bool> AnswerLaw(Person by, ToolId id, AreaVetting law, List<Change> changes, bool countersigned, CancellationToken ct)
    {
        if (law.Lines.Any(l => l.Answer is null && !changes.Exists(c => c.Line == l))) return false;
        var review = await db.Set<AreaReview>().SingleOrDefaultAsync(r => r.Tool == id && r.Area == VettingRules.Law, ct);
        if (review is null) db.Add(review = new() { Tool = id, Area = VettingRules.Law });
        FinishReview.Open(review);
        (review.FinishedAt, review.FinishedBy, review.NeedsCountersignature) = (time.Now(), by.Id, countersigned);
        return false;
    }

    private static string Why(IReadOnlyList<Change> raised, Language language)
    {
        var why = string.Join("; ", raised.Select(c => $"{c.Line.Question.Title(language)} {VettingText.Reply(language, c.Line.Question, c.Reply)}"));
        return why.Length <= ToolConcern.LongestWhy ? why : why[..(ToolConcern.LongestWhy - 1)] + "…";
    }

    private static JsonObject Described(string area, List<Change> changes, bool reopened, int raised) => new()
    {
        ["answers"] = new JsonArray([.. changes.Select(c => (JsonNode)new JsonObject
        {
            ["before"] = c.Line.Answer is { } was ? Codes.Of(was.Reply) : null,
            ["evidence"] = new JsonArray([.. c.Evidence.Select(e => (JsonNode)e.ToString())]),
            ["question"] = c.Line.Question.Key,
            ["reply"] = Codes.Of(c.Reply),
            ["version"] = c.Line.Question.Pack.Version.ToString(),
        })]),
        ["area"] = area,
        ["raised"] = raised,
        ["reopened"] = reopened,
    };
}
