using System.Globalization;
using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chalkline.Tests.Governance;

public readonly record struct TrainingScoreId(Guid Value) : IId<TrainingScoreId>
{
    public static TrainingScoreId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A figure about a single member of the staff.</summary>
public sealed class TrainingScore : IStaffFigure
{
    public TrainingScoreId Id { get; init; }
    public AccountId Staff { get; init; }
    public SchoolId School { get; init; }
    public int Points { get; set; }
}

/// <summary>
/// A capability as careless as it can be: it keeps a figure about staff, and shows it to everybody in every way that there is. That nobody sees others' figures is then the store's doing.
/// </summary>
internal static class TrainingCapability
{
    private static readonly Right Everybody = Right.Of("training.read", Roles.All);

    public static Capability Capability { get; } = new(new Mapping(), Add, Map);

    private static void Add(IServiceCollection services)
    {
        services.AddSingleton<IWorkItems, Work>();
        services.AddSingleton<ISearchContent, Content>();
        services.AddSingleton<IBriefingSection, Section>();
        services.AddSingleton<IPacketSection, Packet>();
        services.AddSingleton<IRecordKind, RecordKind>();
        services.AddSingleton<ICheckKind, BestScore>();
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/training", async (DistrictDb db, CancellationToken ct) => Results.Text(string.Join('\n', (await db.Set<TrainingScore>().ToListAsync(ct)).Select(Line)))).Requires(Everybody);
        routes.MapGet("/training/{id:guid}", async (DistrictDb db, Guid id, CancellationToken ct) => await db.Set<TrainingScore>().FindAsync([new TrainingScoreId(id)], ct) is { } one ? Results.Text(Line(one)) : Results.NotFound()).Requires(Everybody);
        routes.MapGet("/training.csv", (DistrictDb db) => CsvFile.Of("training", ["staff", "points"], Rows(db))).Requires(Everybody);
        routes.MapGet("/api/training", async (DistrictDb db, CancellationToken ct) => Results.Json(await db.Set<TrainingScore>().Select(s => new { Staff = s.Staff.ToString(), s.Points }).ToListAsync(ct))).Requires(Everybody);
        routes.MapGet("/training/sum", async (DistrictDb db, CancellationToken ct) => Results.Text("sum " + (await db.Set<TrainingScore>().SumAsync(s => s.Points, ct)).ToString(CultureInfo.InvariantCulture))).Requires(Everybody);
        routes.MapGet("/training/names", async (DistrictDb db, CancellationToken ct) => Results.Text(string.Join('\n', await (from score in db.Set<TrainingScore>() join account in db.Users on score.Staff equals account.Id select account.Name + " " + score.Points).ToListAsync(ct)))).Requires(Everybody);
    }

    private static string Line(TrainingScore score) => string.Create(CultureInfo.InvariantCulture, $"{score.Staff} {score.Points}");

    private static async IAsyncEnumerable<IReadOnlyList<string?>> Rows(DistrictDb db)
    {
        await foreach (var score in db.Set<TrainingScore>().AsAsyncEnumerable()) yield return [score.Staff.ToString(), score.Points.ToString(CultureInfo.InvariantCulture)];
    }

    private sealed class Mapping : IStoreMapping
    {
        public IReadOnlyList<ISearchEntries> Search { get; } = [new Entries()];

        public void Conventions(ModelConfigurationBuilder conventions) => conventions.Id<TrainingScoreId>();

        public void Map(ModelBuilder model) => model.Entity<TrainingScore>();
    }

    private sealed class Entries : ISearchEntries
    {
        public string Kind => "training";

        public Right Right => Everybody;

        public string Says(Language language) => "Training";

        public IEnumerable<Guid> Touched(object row) => row is TrainingScore score ? [score.Id.Value] : [];

        public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
        {
            // As the site opens, its table is not there yet: the test makes it.
            if (only is null) yield break;
            foreach (var score in await db.Set<TrainingScore>().ToListAsync()) yield return new(score.Id.Value, "Training " + Line(score), "/training/" + score.Id);
        }
    }

    private sealed class Work : IWorkItems
    {
        public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct) =>
            [.. (await asked.Db.Set<TrainingScore>().ToListAsync(ct)).Select(s => new WorkItem("training:" + s.Id, Line(s), "", "/training", "Look", WaitsFor.Us))];
    }

    private sealed class Content : ISearchContent
    {
        public string Says(Language language) => "Training";

        public async Task<IReadOnlyList<FoundText>> Find(DistrictDb db, Person person, Language language, SearchWords words, CancellationToken ct) =>
            [.. (await db.Set<TrainingScore>().ToListAsync(ct)).Select(s => new FoundText(Line(s), "/training"))];
    }

    private sealed class Section : IBriefingSection
    {
        public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct) =>
            [new(BriefingPlace.Money, "Training", "Scores", [.. (await asked.Db.Set<TrainingScore>().ToListAsync(ct)).Select(s => new BriefingLine(Line(s)))])];
    }

    private sealed class Packet : IPacketSection
    {
        public string Slot => "training";

        public string Says(Language language) => "Training";

        public async Task<IReadOnlyList<PacketBlock>> Of(PacketQuestion asked, CancellationToken ct) =>
            [PacketBlock.Line("Scores of the staff:"), new PacketBlock.Bullets([.. (await asked.Db.Set<TrainingScore>().ToListAsync(ct)).Select(Line)])];
    }

    private sealed class RecordKind : IRecordKind
    {
        public string Kind => "training";

        public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
        {
            var wanted = new TrainingScoreId(id);
            return await db.Set<TrainingScore>().SingleOrDefaultAsync(s => s.Id == wanted, ct) is { } score ? new(Line(score), "/training/" + id, RecordParts.All, true) : null;
        }
    }

    private sealed class BestScore : ICheckKind
    {
        public string Name => "training-best";

        public IReadOnlyList<CheckParameter> Parameters { get; } = [];

        public string Says(Language language) => "Training";

        public string Says(Language language, CheckParameter parameter) => "";

        public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
        {
            var all = await asked.Db.Set<TrainingScore>().ToListAsync(ct);
            return [.. criteria.Select(_ => new CheckResult(CheckState.NotMet, "Training", string.Join(' ', all.Select(Line))))];
        }
    }
}
