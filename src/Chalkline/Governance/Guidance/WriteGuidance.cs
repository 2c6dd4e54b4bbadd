using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Guidance;

/// <summary>The heading and the note of the guidance, as they are typed.</summary>
public sealed record GuidanceForm
{
    public string? Title { get; init; }
    public string? TitleSpanish { get; init; }
    public string? Note { get; init; }
    public string? NoteSpanish { get; init; }
    public string? Version { get; init; }

    public static GuidanceForm Of(GuidanceVersion version) => new()
    {
        Title = version.Title,
        TitleSpanish = version.TitleSpanish,
        Note = version.Note,
        NoteSpanish = version.NoteSpanish,
        Version = version.Version.ToString(Design.Language.Numbers),
    };
}

/// <summary>Begins a version of the guidance, from a pack or from the one that is published; writes it; publishes it, from when on it never changes.</summary>
internal sealed class WriteGuidance(DistrictDb db, DistrictPacks packs, TimeProvider time)
{
    /// <summary>The district has one guidance: its history is that of this id.</summary>
    private static readonly Subject Subject = new("guidance", new Guid("6c9d3a3e-6f5e-4d0b-9a31-6d8f0a7f2b11"));

    /// <summary>The fields of a cell in a form: their kind of value, a hyphen, the kind of assignment.</summary>
    public const string Level = "level", Words = "words", Spanish = "spanish", Grades = "grades";

    public async Task<GovernanceResult> Begin(Person by, CancellationToken ct)
    {
        var last = await db.Set<GuidanceVersion>().AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (last is { PublishedAt: null }) return new GovernanceResult.Done(Subject.Id);
        GuidanceVersion draft;
        if (last is not null)
            draft = new() { Number = last.Number + 1, Title = last.Title, TitleSpanish = last.TitleSpanish, Note = last.Note, NoteSpanish = last.NoteSpanish, Content = last.Content, WrittenAt = time.Now() };
        else if (await packs.InUse(db, GuidanceKind.KindName, ct) is [var pack, ..])
        {
            var spanish = Design.Language.Spanish;
            draft = new() { Number = 1, Title = pack.Title.English, TitleSpanish = pack.Title.In(spanish), Note = pack.Description.English, NoteSpanish = pack.Description.In(spanish), Content = GuidanceKind.TableOf(pack).Write(), WrittenAt = time.Now() };
        }
        else return new GovernanceResult.NotFound();
        db.Add(draft);
        await db.Commit(new(by.Actor, "guidance.begun", Subject, new() { ["version"] = draft.Number }), ct);
        return new GovernanceResult.Done(Subject.Id);
    }

    public async Task<GovernanceResult> Save(Person by, GuidanceForm form, CancellationToken ct)
    {
        if (await Draft(ct) is not { } draft) return new GovernanceResult.NotFound();
        var reading = new FormReading();
        (draft.Title, draft.TitleSpanish) = (reading.Line(form.Title, nameof(form.Title), GuidanceVersion.LongestTitle), reading.Line(form.TitleSpanish, nameof(form.TitleSpanish), GuidanceVersion.LongestTitle));
        (draft.Note, draft.NoteSpanish) = (reading.Line(form.Note, nameof(form.Note), GuidanceVersion.LongestNote, required: false), reading.Line(form.NoteSpanish, nameof(form.NoteSpanish), GuidanceVersion.LongestNote, required: false));
        return reading.IsGood ? await Written(by, draft, form.Version, ct) : reading.Refused();
    }

    /// <param name="band">Its place in the table, from 0.</param>
    /// <param name="typed">The value under the name of a field.</param>
    public async Task<GovernanceResult> SaveBand(Person by, int band, Func<string, string?> typed, string? version, CancellationToken ct)
    {
        if (await Draft(ct) is not { } draft || draft.Table is not { } table || band < 0 || band >= table.Bands.Count) return new GovernanceResult.NotFound();
        var reading = new FormReading();
        if (!GradeSet.TryParse(typed(Grades), out var grades) || grades.IsEmpty) reading.Refuse(Grades, nameof(RuleWords.FaultGrades));
        var cells = Enum.GetValues<AssignmentKind>().ToDictionary(k => k, k => new GuidanceCell(reading.Choice<AiLevel>(typed(Field(Level, k)), Field(Level, k)),
            reading.Line(typed(Field(Words, k)), Field(Words, k), GuidanceTable.LongestWords), reading.Line(typed(Field(Spanish, k)), Field(Spanish, k), GuidanceTable.LongestWords)));
        if (!reading.IsGood) return reading.Refused();
        draft.Content = new GuidanceTable([.. table.Bands.Select((b, i) => i == band ? new(grades.Label, cells) : b)]).Write();
        return await Written(by, draft, version, ct);
    }

    public async Task<GovernanceResult> Publish(Person by, string? version, CancellationToken ct)
    {
        if (await Draft(ct) is not { } draft) return new GovernanceResult.NotFound();
        if (draft.Table.AgainstPublishing() is { } word) return new GovernanceResult.Refused([new("", word)]);
        var now = time.Now();
        foreach (var before in await db.Set<GuidanceVersion>().Where(v => v.PublishedAt != null && v.EndedAt == null).ToListAsync(ct)) before.EndedAt = now;
        (draft.PublishedAt, draft.PublishedBy) = (now, by.Id);
        db.Expect(draft, FormReading.Version(version));
        await db.Commit(new(by.Actor, "guidance.published", Subject, new() { ["version"] = draft.Number }), ct);
        return new GovernanceResult.Done(Subject.Id);
    }

    public static string Field(string of, AssignmentKind kind) => of + "-" + Codes.Of(kind);

    private async Task<GovernanceResult> Written(Person by, GuidanceVersion draft, string? version, CancellationToken ct)
    {
        draft.WrittenAt = time.Now();
        db.Expect(draft, FormReading.Version(version));
        await db.Commit(new(by.Actor, "guidance.written", Subject, new() { ["version"] = draft.Number }), ct);
        return new GovernanceResult.Done(Subject.Id);
    }

    private Task<GuidanceVersion?> Draft(CancellationToken ct) => db.Set<GuidanceVersion>().SingleOrDefaultAsync(v => v.PublishedAt == null, ct);
}
