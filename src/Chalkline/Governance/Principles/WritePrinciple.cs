using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Principles;

/// <summary>A principle as it is typed.</summary>
public sealed record PrincipleForm
{
    public string? Title { get; init; }
    public string? TitleSpanish { get; init; }
    public string? Text { get; init; }
    public string? TextSpanish { get; init; }
    public string[]? Checks { get; init; }
    public string[]? Reports { get; init; }

    /// <summary>Of its adoption.</summary>
    public string? Day { get; init; }
    public string? Version { get; init; }

    public static PrincipleForm Of(Principle principle) => new()
    {
        Title = principle.Title,
        TitleSpanish = principle.TitleSpanish,
        Text = principle.Text,
        TextSpanish = principle.TextSpanish,
        Checks = [.. principle.CheckNames],
        Reports = [.. principle.ReportCodes],
        Version = principle.Version.ToString(Language.Numbers),
    };
}

/// <summary>Takes principles over from packs, writes them in the district's words, adopts and withdraws them.</summary>
internal sealed class WritePrinciple(DistrictDb db, DistrictPacks packs, Checks checks, TimeProvider time)
{
    private const int Most = 40;

    /// <summary>Takes over what the packs have and the district has not, as drafts.</summary>
    public async Task Take(Person by, CancellationToken ct)
    {
        var known = await db.Set<Principle>().Where(p => p.Source != null).Select(p => p.Source!).ToListAsync(ct);
        var items = (await packs.InUse(db, PrincipleKind.KindName, ct)).SelectMany(p => p.Items).Where(i => !known.Contains(i.Id)).DistinctBy(i => i.Id).ToList();
        if (items.Count == 0) return;
        var first = items.Select(Of).ToList();
        db.AddRange(first);
        await db.Commit(new(by.Actor, "principle.taken", new("principle", first[0].Id.Value), new() { ["items"] = string.Join(' ', items.Select(i => i.Id)) }), ct);
    }

    /// <summary>Writes a principle; of one that is adopted only what carries it out.</summary>
    public async Task<GovernanceResult> Save(Person by, PrincipleId? id, PrincipleForm form, CancellationToken ct)
    {
        var principle = id is { } known ? await Standing(known, ct) : new Principle { Id = time.NewId<PrincipleId>(), Title = "", Text = "", CreatedAt = time.Now() };
        if (principle is null || id is null && await db.Set<Principle>().CountAsync(p => p.WithdrawnAt == null, ct) >= Most) return new GovernanceResult.NotFound();
        var reading = new FormReading();
        if (principle.AdoptedOn is null)
        {
            (principle.Title, principle.TitleSpanish) = (reading.Line(form.Title, nameof(form.Title), Principle.LongestTitle), reading.Line(form.TitleSpanish, nameof(form.TitleSpanish), Principle.LongestTitle, required: false));
            (principle.Text, principle.TextSpanish) = (reading.Block(form.Text, nameof(form.Text), Principle.LongestText), reading.Block(form.TextSpanish, nameof(form.TextSpanish), Principle.LongestText, required: false));
        }
        // What a pack named and the program does not know yet stays named.
        var unknown = principle.CheckNames.Where(n => checks.Find(n) is null);
        var (names, codes) = (form.Checks ?? [], form.Reports ?? []);
        if (names.Any(n => checks.Find(n) is null)) reading.Refuse(nameof(form.Checks), nameof(AimWords.FaultChoice));
        if (codes.Any(c => ReportPages.Find(c) is null)) reading.Refuse(nameof(form.Reports), nameof(AimWords.FaultChoice));
        if (!reading.IsGood) return reading.Refused();
        (principle.Checks, principle.Reports) = (string.Join(' ', names.Concat(unknown).Distinct().Order(StringComparer.Ordinal)), string.Join(' ', codes.Distinct().Order(StringComparer.Ordinal)));
        if (id is null)
        {
            db.Add(principle);
        }
        else
        {
            db.Raise(principle);
            Expect(principle, form.Version);
        }
        await db.Commit(new(by.Actor, id is null ? "principle.added" : "principle.written", new("principle", principle.Id.Value), new() { ["checks"] = principle.Checks, ["reports"] = principle.Reports }), ct);
        return new GovernanceResult.Done(principle.Id.Value);
    }

    public async Task<GovernanceResult> Adopt(Person by, PrincipleId id, PrincipleForm form, CancellationToken ct)
    {
        if (await Standing(id, ct) is not { AdoptedOn: null } principle) return new GovernanceResult.NotFound();
        var reading = new FormReading();
        var day = reading.Day(form.Day, nameof(form.Day));
        if (day > await DistrictDay.Today(db, time, ct)) reading.Refuse(nameof(form.Day), nameof(RuleWords.FaultDayAhead));
        if (!reading.IsGood) return reading.Refused();
        (principle.AdoptedOn, principle.AdoptedBy) = (day, by.Id);
        Expect(principle, form.Version);
        await db.Commit(new(by.Actor, "principle.adopted", new("principle", id.Value), new() { ["day"] = DayText.Field(day), ["title"] = principle.Title }), ct);
        return new GovernanceResult.Done(principle.Id.Value);
    }

    /// <summary>Takes a principle out: an adopted one by who may adopt, a draft by who writes.</summary>
    public async Task<GovernanceResult> Withdraw(Person by, PrincipleId id, PrincipleForm form, CancellationToken ct)
    {
        if (await Standing(id, ct) is not { } principle || !by.May(principle.AdoptedOn is null ? RuleRights.PrinciplesWrite : RuleRights.PrinciplesAdopt)) return new GovernanceResult.NotFound();
        principle.WithdrawnAt = time.Now();
        Expect(principle, form.Version);
        await db.Commit(new(by.Actor, "principle.withdrawn", new("principle", id.Value), new() { ["title"] = principle.Title }), ct);
        return new GovernanceResult.Done(principle.Id.Value);
    }

    private Task<Principle?> Standing(PrincipleId id, CancellationToken ct) => db.Set<Principle>().SingleOrDefaultAsync(p => p.Id == id && p.WithdrawnAt == null, ct);

    private Principle Of(PackItem item) => new()
    {
        Id = time.NewId<PrincipleId>(),
        Source = item.Id,
        Title = item.Fields.Text("title")!.English,
        TitleSpanish = item.Fields.Text("title")!.In(Language.Spanish),
        Text = item.Fields.Text("text")!.English,
        TextSpanish = item.Fields.Text("text")!.In(Language.Spanish),
        Checks = string.Join(' ', item.Fields.Texts("checks").Select(c => c.English)),
        Reports = string.Join(' ', item.Fields.Words("reports")),
        CreatedAt = time.Now(),
    };

    private void Expect(Principle principle, string? version) => db.Expect(principle, FormReading.Version(version));
}
