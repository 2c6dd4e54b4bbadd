using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.DataMap;

/// <summary>What a tool takes, as it is typed: elements from one system for one purpose.</summary>
public sealed record DataUseForm
{
    public string[]? Elements { get; init; }
    public string? Source { get; init; }
    public string? Purpose { get; init; }
    public string? Version { get; init; }
}

/// <summary>That data came back or were deleted, as it is typed.</summary>
public sealed record DataReturnForm
{
    public string? Fate { get; init; }
    public string? Day { get; init; }
    public string? Proof { get; init; }
    public string? Version { get; init; }
}

/// <summary>Says which data a tool takes, and that they came back. Gates read both, so each raises the tool.</summary>
internal static class TakeData
{
    /// <summary>Elements from one system, for one purpose. More than any agreement in force allows brings a decided tool up for review.</summary>
    public static async Task<AimResult<Tool>> Add(DistrictDb db, TimeProvider time, Person by, ToolId id, DataUseForm form, ElementCatalog catalog, Language language, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var codes = catalog.Chosen(reading, form.Elements, nameof(form.Elements));
        var source = reading.Choice<DataSource>(form.Source, nameof(form.Source));
        var purpose = reading.Line(form.Purpose, nameof(form.Purpose), DataUse.LongestPurpose);
        var before = await db.Set<DataUse>().Where(u => u.Tool == id).ToListAsync(ct);
        if (codes.Any(catalog.IsNone) && (codes.Count > 1 || before.Exists(u => !catalog.IsNone(u.Element))) || before.Exists(u => catalog.IsNone(u.Element)) && codes.Any(c => !catalog.IsNone(c)))
            reading.Refuse(nameof(form.Elements), nameof(DataMapWords.FaultNoneAndSome));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        foreach (var code in codes)
        {
            if (before.Find(u => u.Element == code && u.Source == source) is { } known) known.Purpose = purpose;
            else db.Add(new DataUse { Id = time.NewId<DataUseId>(), Tool = id, Element = code, Source = source, Purpose = purpose, AddedAt = time.Now(), AddedBy = by.Id });
        }
        var allowed = await ReadData.Allowed(db, id, await DistrictDay.Today(db, time, ct)).ToListAsync(ct);
        var widened = DataRules.Widens(tool.Stage, before.Select(u => u.Element), codes.Where(c => !catalog.IsNone(c)), allowed);
        if (widened.Count > 0)
            db.Add(RaiseConcern.New(time, id, ConcernKind.UseWidened, false, Cut(DataMapText.Say(language, nameof(DataMapWords.WhyWidened), string.Join(", ", widened.Select(c => catalog.Name(language, c))))), null));
        db.Expect(tool, FormReading.Version(form.Version));
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.data-said", Subject(id), new()
        {
            ["elements"] = new JsonArray([.. codes.Select(c => (JsonNode)c)]),
            ["purpose"] = purpose,
            ["raised"] = widened.Count > 0,
            ["source"] = Codes.Of(source),
        }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>The tool does not take it any more.</summary>
    public static async Task<AimResult<Tool>> Remove(DistrictDb db, Person by, ToolId id, DataUseId use, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } tool || await db.Set<DataUse>().SingleOrDefaultAsync(u => u.Id == use && u.Tool == id, ct) is not { } known) return new AimResult<Tool>.NoSuch();
        db.Remove(known);
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.data-ended", Subject(id), new() { ["element"] = known.Element, ["purpose"] = known.Purpose, ["source"] = Codes.Of(known.Source) }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>By the vendor's written word, the data came back or are gone.</summary>
    public static async Task<AimResult<Tool>> Return(DistrictDb db, TimeProvider time, Person by, ToolId id, DataReturnForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var fate = reading.Choice<DataFate>(form.Fate, nameof(form.Fate));
        var day = reading.Day(form.Day, nameof(form.Day));
        var proof = reading.Block(form.Proof, nameof(form.Proof), DataReturn.LongestProof);
        if (day > await DistrictDay.Today(db, time, ct)) reading.Refuse(nameof(form.Day), nameof(DataMapWords.FaultReturnedLater));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        db.Add(new DataReturn { Id = time.NewId<DataReturnId>(), Tool = id, Fate = fate, Day = day!.Value, Proof = proof, SaidAt = time.Now(), SaidBy = by.Id });
        db.Expect(tool, FormReading.Version(form.Version));
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.data-returned", Subject(id), new() { ["day"] = DayText.Field(day), ["fate"] = Codes.Of(fate), ["proof"] = proof }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    private static Subject Subject(ToolId id) => new(ToolRecords.Tools.Kind, id.Value);

    private static Task<Tool?> Find(DistrictDb db, ToolId id, CancellationToken ct) => db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct);

    private static string Cut(string why) => why.Length <= ToolConcern.LongestWhy ? why : why[..(ToolConcern.LongestWhy - 1)] + "…";
}
