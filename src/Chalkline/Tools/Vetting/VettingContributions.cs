using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Reviews on the tool's page: the areas for everybody on the staff, what is behind them for those who read reviews.</summary>
internal sealed class VettingSectionOfTool(DistrictDb db, ReadVetting read, TimeProvider time) : IToolSection
{
    public int Place => 100;

    public async Task<ToolSectionView?> Of(HttpContext http, Tool tool, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        var vetting = (await read.Of(db, [tool], Pages.LanguageOf(http), today, ct))[tool.Id];
        var names = await StaffNames.Of(db, vetting.Areas.SelectMany(a => new[] { a.Review?.Reviewer, a.Review?.FinishedBy }), Pages.LanguageOf(http), ct);
        return new(typeof(VettingSection), new VettingSection.Content(vetting, names, http.SignedIn().May(ToolRights.VettingRead)));
    }
}

/// <summary>What a decision about a tool rests on in its reviews: every answer with the version of its wording and the hashes of what shows it, every signature, every statement.</summary>
internal sealed class VettingIsFrozen(ReadVetting read) : IToolEvidence
{
    public string Name => "vetting";

    public async Task<JsonNode?> Of(DistrictDb db, ToolId tool, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<Tool>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == tool, ct) is not { } found) return null;
        var vetting = await read.Of(db, found, Language.English, ct);
        var lines = vetting.Areas.SelectMany(a => a.Lines).Concat(vetting.Laws.Select(l => l.Line)).Where(l => l.Answer is not null).ToList();
        if (lines.Count == 0 && vetting.Areas.All(a => a.Review?.FinishedAt is null) && vetting.Statements.Count == 0) return null;
        return new JsonObject
        {
            ["answers"] = new JsonArray([.. lines.Select(Answer)]),
            ["areas"] = new JsonArray([.. vetting.Areas.Select(Area)]),
            ["format"] = "chalkline.tool-vetting/1",
            ["statements"] = new JsonArray([.. vetting.Statements.Values.OrderBy(s => s.Kind).Select(Statement)]),
        };
    }

    private static JsonNode Answer(AnswerLine line) => new JsonObject
    {
        ["evidence"] = new JsonArray([.. line.Evidence.Select(Evidence)]),
        ["note_sha256"] = HashOf(line.Answer!.Note),
        ["pack"] = line.Answer.Pack,
        ["question"] = line.Answer.Item,
        ["reply"] = Codes.Of(line.Answer.Reply),
        ["version"] = line.Answer.Release,
    };

    private static JsonNode Evidence(EvidenceLine line) => new JsonObject
    {
        ["expires_on"] = DayText.Field(line.Evidence.ExpiresOn),
        ["files"] = new JsonArray([.. line.Files.Select(f => (JsonNode)new JsonObject { ["sha256"] = f.Sha256, ["version"] = f.Number })]),
        ["id"] = line.Evidence.Id.ToString(),
        ["link"] = line.Evidence.Link,
        ["seen_on"] = DayText.Field(line.Evidence.SeenOn),
    };

    private static JsonNode Area(AreaVetting area) => new JsonObject
    {
        ["area"] = area.Area,
        ["countersigned_by"] = area.Review?.CountersignedBy?.ToString(),
        ["finished_by"] = area.Review?.FinishedBy?.ToString(),
        ["source"] = area.Review?.Source is { } source ? $"{Codes.Of(source)}: {area.Review.SourceName}, {DayText.Field(area.Review.SourceDay)}, {area.Review.SourceLink}" : null,
        ["state"] = Codes.Of(area.State),
        ["summary"] = area.Review?.Summary,
        ["verdict"] = area.Review?.Verdict is { } verdict ? Codes.Of(verdict) : null,
    };

    private static JsonNode Statement(VettingStatement statement) => new JsonObject
    {
        ["account"] = statement.Account?.ToString(),
        ["day"] = DayText.Field(statement.Day),
        ["evidence"] = statement.Evidence?.ToString(),
        ["finding"] = statement.Finding is { } finding ? Codes.Of(finding) : null,
        ["kind"] = Codes.Of(statement.Kind),
        ["signed_by"] = statement.SignedBy.ToString(),
        ["text_sha256"] = HashOf(statement.Text),
    };

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Whoever finished a review of a tool declares the own interests.</summary>
internal sealed class VettingPeople : IToolPeople
{
    public ToolHand Hand => ToolHand.Reviewed;

    public async Task<ILookup<ToolId, AccountId>> Of(DistrictDb db, IReadOnlyCollection<ToolId> tools, CancellationToken ct) =>
        (await db.Set<AreaReview>().AsNoTracking().Where(r => tools.Contains(r.Tool) && r.FinishedBy != null).Select(r => new { r.Tool, By = r.FinishedBy!.Value }).Distinct().ToListAsync(ct)).ToLookup(r => r.Tool, r => r.By);
}

/// <summary>How many answers an upgrade of a pack would touch.</summary>
internal sealed class VettingPackAnswers : IPackAnswers
{
    public async Task<IReadOnlyDictionary<string, int>> CountByItem(DistrictDb db, PackId pack, PackVersion version, CancellationToken ct)
    {
        var (urn, release) = (pack.Urn, version.ToString());
        return await db.Set<VettingAnswer>().AsNoTracking().Where(a => a.Pack == urn && a.Release == release).GroupBy(a => a.Item).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }
}

/// <summary>No review is late.</summary>
internal sealed class ReviewsAreInTime : ICheckKind
{
    public string Name => "reviews-in-time";

    public IReadOnlyList<CheckParameter> Parameters { get; } = [];

    public string Says(Language language) => VettingText.Say(language, nameof(VettingWords.CheckInTime));

    public string Says(Language language, CheckParameter parameter) => parameter.Name;

    public async Task<IReadOnlyList<CheckResult>> Evaluate(CheckQuestion asked, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var assigned = await asked.Db.Set<AreaReview>().CountAsync(r => r.Due != null, ct);
        var late = await asked.Db.Set<AreaReview>().CountAsync(r => r.Due < asked.Today && r.FinishedAt == null, ct);
        string Say(string key, params object[] values) => VettingText.Say(asked.Language, key, values);
        var result = (assigned, late) switch
        {
            (0, _) => new CheckResult(CheckState.InsufficientInformation, Says(asked.Language), Say(nameof(VettingWords.CheckInTimeNone))) { Path = ToolPages.Home },
            (_, 0) => new(CheckState.Met, Says(asked.Language), Say(nameof(VettingWords.CheckInTimeYes), assigned)) { Path = ToolPages.Home },
            _ => new(CheckState.NotMet, Says(asked.Language), Say(nameof(VettingWords.CheckInTimeNo), late)) { Path = ToolPages.Home },
        };
        return [.. criteria.Select(_ => result)];
    }
}
