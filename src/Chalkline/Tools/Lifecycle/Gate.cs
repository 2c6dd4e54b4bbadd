using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;

namespace Chalkline.Tools.Lifecycle;

/// <summary>A check that a gate asks for, and why.</summary>
internal sealed record GateCheck(string Check, LocalText Why);

/// <summary>A gate, as a pack has it: from where to where, for which tiers, and what must hold.</summary>
/// <param name="Tiers">None: every tier, and a tool of which nobody has said one.</param>
internal sealed record Gate(string Pack, string Release, string Id, LocalText Title, LocalText Text, ToolStage To, bool Recorded, IReadOnlyList<ToolStage> From, IReadOnlyList<RiskTier> Tiers,
    IReadOnlyList<GateCheck> Checks)
{
    /// <summary>In packs: a tool that is in use already is recorded so, or reviewed again.</summary>
    public const string RecordedInUse = "recorded-in-use";

    public bool Opens(ToolStage from, ToolStage to, RiskTier? tier) =>
        To == to && From.Contains(from) && Recorded == (to == ToolStage.InUse && from is ToolStage.NotYetReviewed or ToolStage.InUse) && (Tiers.Count == 0 || tier is { } one && Tiers.Contains(one));

    public static IEnumerable<Gate> Of(Pack pack) => pack.Items.Select(item => new Gate(pack.Id.Urn, pack.Version.ToString(), item.Id, item.Fields.Text("title")!, item.Fields.Text("text")!,
        item.Fields.Word("to") == RecordedInUse ? ToolStage.InUse : Codes.Find<ToolStage>(item.Fields.Word("to"))!.Value, item.Fields.Word("to") == RecordedInUse,
        [.. item.Fields.Words("from").Select(f => Codes.Find<ToolStage>(f)!.Value)], [.. item.Fields.Words("tiers").Select(TierOf).OfType<RiskTier>()],
        [.. item.Fields.Rows("checks").Select(c => new GateCheck(c.Text("check")!.English, c.Text("why")!))]));

    /// <summary>A risk tier as packs name it.</summary>
    public static RiskTier? TierOf(string code) => code switch
    {
        "no-student-data" => RiskTier.NoStudentData,
        "student-data" => RiskTier.StudentData,
        "decides-about-students" => RiskTier.ShapesDecisions,
        _ => null,
    };
}

/// <summary>A check of a gate, answered.</summary>
/// <param name="Why">Why the gate asks for it.</param>
public sealed record GateAnswer(string Check, CheckResult Result, string Why);

/// <summary>How a gate stands for a tool.</summary>
/// <param name="Id">Of the pack's item; null: no pack has a gate for this step, and so it is closed.</param>
public sealed record GateReading(string? Id, string Title, string Text, string Pack, string Release, IReadOnlyList<GateAnswer> Answers)
{
    public bool IsOpen => Id is not null && Answers.All(a => a.Result.IsMet);

    public IEnumerable<GateAnswer> Closed => Answers.Where(a => !a.Result.IsMet);
}

/// <summary>Reads gates: the pack's checks, answered by whoever contributed them.</summary>
internal sealed class ReadGates(IEnumerable<IToolCheck> kinds, DistrictPacks packs)
{
    public const string PackKind = "tool-gates";

    private readonly Dictionary<string, IToolCheck> _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>Whether the program can answer a check; otherwise it says so, and the gate stays closed.</summary>
    public bool Knows(string check) => _kinds.ContainsKey(check);

    /// <summary>The gates of a tool's steps: what more than one of them asks for is answered once.</summary>
    public async Task<IReadOnlyDictionary<ToolStage, GateReading>> Of(CheckQuestion asked, Tool tool, IReadOnlyCollection<ToolStage> steps, CancellationToken ct)
    {
        var (all, known, found) = ((await packs.InUse(asked.Db, PackKind, ct)).SelectMany(Gate.Of).ToList(), new Dictionary<string, CheckResult>(StringComparer.Ordinal), new Dictionary<ToolStage, GateReading>());
        foreach (var to in steps) found[to] = await Read(asked, tool, [.. all.Where(g => g.Opens(tool.Stage, to, tool.Tier))], known, ct);
        return found;
    }

    private async Task<GateReading> Read(CheckQuestion asked, Tool tool, IReadOnlyList<Gate> gates, Dictionary<string, CheckResult> known, CancellationToken ct)
    {
        string Say(string key, params object[] values) => ToolText.Say(asked.Language, key, values);
        // The district's own before the program's; of one of them, the gate of the tool's own tier before one for all.
        if (gates.OrderByDescending(g => g.Pack.Contains(":local:", StringComparison.Ordinal)).ThenByDescending(g => g.Tiers.Count > 0).FirstOrDefault() is not { } gate)
            return new(null, Say(nameof(ToolWords.GateNone)), Say(nameof(ToolWords.GateNoneWhy)), "", "", []);
        var answers = new List<GateAnswer>();
        foreach (var check in gate.Checks)
        {
            if (!known.TryGetValue(check.Check, out var result)) known[check.Check] = result = await Answer(asked, tool, check.Check, ct);
            answers.Add(new(check.Check, result, check.Why.In(asked.Language)));
        }
        return new(gate.Id, gate.Title.In(asked.Language), gate.Text.In(asked.Language), gate.Pack, gate.Release, answers);
    }

    private async Task<CheckResult> Answer(CheckQuestion asked, Tool tool, string check, CancellationToken ct) => _kinds.TryGetValue(check, out var kind) ? (await kind.Evaluate(asked, [tool.Id], ct))[0]
        : new CheckResult(CheckState.InsufficientInformation, ToolWords.ResourceManager.GetString("Check_" + check.Replace('-', '_'), asked.Language.Culture) ?? check, ToolText.Say(asked.Language, nameof(ToolWords.CheckNobody)));
}
