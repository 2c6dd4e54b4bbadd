using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Reads the reviews of tools: a few queries for however many are asked for.</summary>
internal sealed class ReadVetting(DistrictPacks packs, TimeProvider time)
{
    private sealed record Stored(ILookup<ToolId, AreaReview> Reviews, ILookup<ToolId, VettingAnswer> Answers, ILookup<(ToolId Tool, string Pack, string Item), EvidenceLine> Evidence, ILookup<ToolId, VettingStatement> Statements);

    public async Task<ToolVetting> Of(DistrictDb db, Tool tool, Language language, CancellationToken ct) =>
        (await Of(db, [tool], language, await DistrictDay.Today(db, time, ct), ct))[tool.Id];

    public async Task<IReadOnlyDictionary<ToolId, ToolVetting>> Of(DistrictDb db, IReadOnlyCollection<Tool> tools, Language language, DateOnly today, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleOrDefaultAsync(ct);
        var asked = await VettingPacks.Load(db, packs, profile?.State ?? "", ct);
        var stored = await Load(db, [.. tools.Select(t => t.Id)], ct);
        return tools.ToDictionary(t => t.Id, t => Fold(t, asked, stored, profile, language, today));
    }

    /// <summary>The files behind evidence.</summary>
    public async Task<IReadOnlyList<EvidenceLine>> Lines(DistrictDb db, IReadOnlyList<VettingEvidence> evidence, CancellationToken ct)
    {
        var files = await RecordFiles.Of(db, VettingRecords.EvidenceKind, [.. evidence.Select(e => e.Id.Value)], time.Now(), ct);
        return [.. evidence.Select(e => new EvidenceLine(e, [.. files[e.Id.Value]]))];
    }

    private async Task<Stored> Load(DistrictDb db, List<ToolId> ids, CancellationToken ct)
    {
        var reviews = await db.Set<AreaReview>().AsNoTracking().Where(r => ids.Contains(r.Tool)).ToListAsync(ct);
        var answers = await db.Set<VettingAnswer>().AsNoTracking().Where(a => ids.Contains(a.Tool)).ToListAsync(ct);
        var ties = await db.Set<AnswerEvidence>().AsNoTracking().Where(t => ids.Contains(t.Tool)).ToListAsync(ct);
        var tied = ties.Select(t => t.Evidence).Distinct().ToList();
        var evidence = tied.Count == 0 ? [] : await db.Set<VettingEvidence>().AsNoTracking().Where(e => tied.Contains(e.Id)).OrderBy(e => e.NameFolded).ThenBy(e => e.Id).ToListAsync(ct);
        var lines = (await Lines(db, evidence, ct)).ToDictionary(e => e.Evidence.Id);
        var statements = await db.Set<VettingStatement>().AsNoTracking().Where(s => ids.Contains(s.Tool)).ToListAsync(ct);
        return new(reviews.ToLookup(r => r.Tool), answers.ToLookup(a => a.Tool), ties.ToLookup(t => (t.Tool, t.Pack, t.Item), t => lines[t.Evidence]), statements.ToLookup(s => s.Tool));
    }

    private static ToolVetting Fold(Tool tool, VettingPacks asked, Stored stored, DistrictProfile? profile, Language language, DateOnly today)
    {
        var (traits, path, zone) = (ToolTraits.Of(tool), asked.PathOf(tool.Tier, language), profile?.TimeZone ?? "UTC");
        var answers = stored.Answers[tool.Id].ToDictionary(a => (a.Pack, a.Item));
        var reviews = stored.Reviews[tool.Id].ToDictionary(r => r.Area, StringComparer.Ordinal);
        var areas = VettingRules.Asked(asked.Criteria, traits, path?.Areas ?? []).Select(a => Area(a.Area, [.. a.Questions.Select(Line)])).ToList();
        var laws = asked.Laws.Select(q => (Question: q, Standing: VettingRules.StandingOf(q.Item, traits, asked.State, today))).Where(r => r.Standing is not null).Select(r => new LawLine(Line(r.Question), r.Standing!.Value)).ToList();
        var shown = areas.SelectMany(a => a.Lines).Concat(laws.Select(l => l.Line)).Select(l => (l.Question.Pack.Id.Urn, l.Question.Item.Id)).ToHashSet();
        return new(tool, traits, path, areas, laws, reviews.GetValueOrDefault(VettingRules.Law), stored.Statements[tool.Id].ToDictionary(s => s.Kind),
            [.. answers.Values.Where(a => !shown.Contains((a.Pack, a.Item))).OrderBy(a => a.Item, StringComparer.Ordinal)], profile?.SmallDistrict == true);

        AnswerLine Line(Question question)
        {
            var answer = answers.GetValueOrDefault((question.Pack.Id.Urn, question.Item.Id));
            return new(question, answer, [.. stored.Evidence[(tool.Id, question.Pack.Id.Urn, question.Item.Id)]], answer is null ? null : question.RenewBy(DistrictTime.Day(answer.AnsweredAt, zone)));
        }

        AreaVetting Area(string area, IReadOnlyList<AnswerLine> lines)
        {
            var review = reviews.GetValueOrDefault(area);
            var open = lines.Count(l => l.IsOpen(today));
            return new(area, review, lines, VettingRules.StateOf(review, open, lines.Count - open, today));
        }
    }
}
