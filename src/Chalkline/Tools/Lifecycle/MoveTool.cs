using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>A step as it is typed.</summary>
public sealed record MoveForm
{
    /// <summary>A code of <see cref="ToolStage"/>.</summary>
    public string? To { get; init; }
    public string? Why { get; init; }
    public string? Conditions { get; init; }
    public string? ReviewBy { get; init; }
    public string? Version { get; init; }
}

/// <summary>
/// Takes tools through their gates. A step that somebody decides on waits in the list of decisions; one that only says what has happened is done at once, if its gate is open. Nothing else changes
/// a tool's stage.
/// </summary>
internal sealed class MoveTool(DistrictDb db, ReadGates gates, IEnumerable<IToolEvidence> evidence, TimeProvider time)
{
    private const int MostDaysToReview = 3 * 366;

    public async Task<AimResult<Tool>> Ask(Person by, ToolId id, MoveForm form, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var today = await DistrictDay.Today(db, time, ct);
        var (asked, faults) = await Read(by, tool, form, today, ct);
        if (faults.Count > 0) return new AimResult<Tool>.Refused(tool, faults);
        var decided = ToolLife.DecidedAs(tool.Stage, asked.ToStage) is not null;
        var gate = await GateFor(tool, asked.ToStage, today, language, ct);
        if (!decided && gate is { IsOpen: false }) return new AimResult<Tool>.Refused(tool, [Closed(gate)]);
        var move = decided ? Asked(by, tool, asked, gate, await RestsOn(id, ct), language) : asked;
        db.Add(move);
        if (decided)
        {
            db.Raise(tool);
        }
        else
        {
            (move.State, move.MovedAt) = (ToolMoveState.Done, time.Now());
            Apply(tool, move, time.Now(), today);
        }
        db.Expect(tool, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, decided ? "tool.move-asked" : "tool.moved", new("tool", id.Value), Described(move, gate)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>The step that a form asks for, and all that is in its way but its gate.</summary>
    private async Task<(ToolMove Move, IReadOnlyList<AimFault> Faults)> Read(Person by, Tool tool, MoveForm form, DateOnly today, CancellationToken ct)
    {
        var reading = new FormReading();
        var move = new ToolMove
        {
            Id = time.NewId<ToolMoveId>(),
            Tool = tool.Id,
            FromStage = tool.Stage,
            ToStage = reading.Choice<ToolStage>(form.To, nameof(form.To)),
            Why = reading.Block(form.Why, nameof(form.Why), Tool.LongestText),
            Conditions = reading.Block(form.Conditions, nameof(form.Conditions), Tool.LongestText, required: false),
            ReviewBy = reading.Day(form.ReviewBy, nameof(form.ReviewBy), required: false),
            AskedBy = by.Id,
            AskedAt = time.Now(),
        };
        if (!reading.IsGood) return (move, reading.Faults);
        if (!ToolLife.After(tool.Stage).Contains(move.ToStage)) reading.Refuse(nameof(form.To), nameof(ToolWords.FaultStep));
        if (tool.StoppedAt is not null && !ToolLife.IsEnd(move.ToStage) && move.ToStage != ToolStage.Retiring) reading.Refuse("", nameof(ToolWords.FaultStopped));
        var isYes = ToolLife.IsDecided(move.ToStage) && ToolLife.DecidedAs(tool.Stage, move.ToStage) is not null;
        if (isYes && (move.ReviewBy is null || move.ReviewBy <= today || move.ReviewBy > today.AddDays(MostDaysToReview))) reading.Refuse(nameof(form.ReviewBy), nameof(ToolWords.FaultReviewDay));
        if (await Open(tool, ct) is not null) reading.Refuse("", nameof(ToolWords.FaultMoveOpen));
        return (move, reading.Faults);
    }

    /// <summary>The step with the request for its decision, within this commit.</summary>
    private ToolMove Asked(Person by, Tool tool, ToolMove move, GateReading? gate, JsonObject restsOn, Language language)
    {
        var motion = ToolText.Say(language, "Motion_" + move.ToStage, tool.Name) + (move.Conditions.Length > 0 ? " " + ToolText.Say(language, nameof(ToolWords.MotionConditions), move.Conditions) : "");
        move.Proposal = DecisionRequests.Ask(db, time, by, ToolMoveIsDecided.KindName, move.Id.Value, Matter(tool, move, gate, restsOn, language), Cut(move.Why, DecisionRequests.LongestBackground), FiscalEffect(tool, language),
            Cut(motion, DecisionRequests.LongestMotion));
        return move;
    }

    private static AimFault Closed(GateReading gate) => new("", nameof(ToolWords.FaultClosed), string.Join("; ", gate.Closed.Select(c => c.Result.What).DefaultIfEmpty(gate.Title)));

    /// <summary>A step that was decided while its gate was closed, now that it is open.</summary>
    public async Task<AimResult<Tool>> Carry(Person by, ToolId id, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool
            || await db.Set<ToolMove>().OrderByDescending(m => m.AskedAt).FirstOrDefaultAsync(m => m.Tool == id && m.FromStage == tool.Stage && m.State == ToolMoveState.Waits, ct) is not { } move) return new AimResult<Tool>.NoSuch();
        var today = await DistrictDay.Today(db, time, ct);
        var gate = await GateFor(tool, move.ToStage, today, language, ct);
        if (gate is { IsOpen: false }) return new AimResult<Tool>.Refused(tool, [Closed(gate)]);
        (move.State, move.MovedAt) = (ToolMoveState.Done, time.Now());
        Apply(tool, move, time.Now(), today);
        await db.Commit(new(by.Actor, "tool.moved", new("tool", id.Value), Described(move, gate)), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>The step that waits for a decision, or was decided and waits for its gate; null: none. One whose request was taken back, or that begins where the tool no longer is, is none.</summary>
    public async Task<ToolMove?> Open(Tool tool, CancellationToken ct)
    {
        var open = await db.Set<ToolMove>().AsNoTracking().Where(m => m.Tool == tool.Id && m.FromStage == tool.Stage && (m.State == ToolMoveState.Asked || m.State == ToolMoveState.Waits))
            .OrderByDescending(m => m.AskedAt).ToListAsync(ct);
        foreach (var move in open)
            if (move.State == ToolMoveState.Waits || move.Proposal is { } proposal && await DecisionRequests.IsPending(db, proposal, ct)) return move;
        return null;
    }

    /// <summary>The gate of a step; null: the step has none, because it takes nothing from anybody (a refusal, a review that begins).</summary>
    public async Task<GateReading?> GateFor(Tool tool, ToolStage to, DateOnly today, Language language, CancellationToken ct) => (await GatesFor(tool, [to], today, language, ct)).GetValueOrDefault(to);

    /// <summary>The gates of those of the steps that have one.</summary>
    public Task<IReadOnlyDictionary<ToolStage, GateReading>> GatesFor(Tool tool, IEnumerable<ToolStage> steps, DateOnly today, Language language, CancellationToken ct) =>
        gates.Of(new(db, language, time.Now(), today), tool, [.. steps.Where(to => to is not (ToolStage.Requested or ToolStage.InReview or ToolStage.Refused or ToolStage.Prohibited))], ct);

    /// <summary>What a decision about a tool rests on beside the tool itself, by the name of whoever keeps it.</summary>
    public async Task<JsonObject> RestsOn(ToolId tool, CancellationToken ct)
    {
        var all = new JsonObject();
        foreach (var one in evidence.OrderBy(e => e.Name, StringComparer.Ordinal))
            if (await one.Of(db, tool, time.Now(), ct) is { } content) all[one.Name] = content;
        return all;
    }

    /// <summary>What is decided on: the tool as it stands, the step, each check of the gate with its answer, and what those rest on.</summary>
    public static DecidableMatter Matter(Tool tool, ToolMove move, GateReading? gate, JsonObject restsOn, Language language)
    {
        var years = move.ReviewBy is { } until ? Math.Max(1, (until.DayNumber - DateOnly.FromDateTime(move.AskedAt.UtcDateTime).DayNumber + 364) / 365) : 1;
        return new(Cut(ToolText.Say(language, "Matter_" + move.ToStage, tool.Name), DecisionRequests.LongestTitle), $"/tools/{tool.Id}", ToolLife.DecidedAs(move.FromStage, move.ToStage) ?? DecisionKind.Other, Content(tool, move, gate, restsOn))
        {
            Tier = tool.Tier ?? RiskTier.ShapesDecisions,
            Amount = ToolLife.IsDecided(move.ToStage) ? (tool.YearlyCost ?? 0) * years : 0,
            Against = move.FromStage != tool.Stage ? [ToolText.Say(language, nameof(ToolWords.FaultStep))]
                : gate is { IsOpen: false } ? [.. gate.Closed.Select(c => $"{c.Result.What} ({c.Result.Reason})").DefaultIfEmpty(gate.Title)] : [],
        };
    }

    public static void Apply(Tool tool, ToolMove move, DateTimeOffset now, DateOnly today)
    {
        (tool.Stage, tool.StageSince) = (move.ToStage, now);
        // A yes is under what it says, and until the day that it says.
        if (ToolLife.DecidedAs(move.FromStage, move.ToStage) is null) return;
        tool.Conditions = ToolLife.IsDecided(move.ToStage) ? move.Conditions : "";
        tool.ReviewBy = move.ReviewBy;
        if (ToolLife.IsEnd(move.ToStage)) (tool.StoppedAt, tool.StoppedBy, tool.StoppedWhy) = (null, null, "");
        if (tool.ContinueUntil < today || !ToolLife.IsDecided(move.ToStage)) (tool.ContinueUntil, tool.ContinueWhy) = (null, "");
    }

    private static string FiscalEffect(Tool tool, Language language) =>
        tool.YearlyCost is > 0 ? Cut(ToolText.Say(language, nameof(ToolWords.FiscalEffect), ToolText.Money(language, tool.YearlyCost), tool.Funding.Length > 0 ? tool.Funding : ToolText.Say(language, nameof(ToolWords.NotKnown))), 1000) : "";

    /// <summary>What is frozen with the decision: nobody's name, nothing about a student.</summary>
    private static JsonObject Content(Tool tool, ToolMove move, GateReading? gate, JsonObject restsOn) => new()
    {
        ["format"] = "chalkline.tool-move/1",
        ["rests_on"] = restsOn,
        ["step"] = Described(move, gate),
        ["tool"] = new JsonObject
        {
            ["conditions"] = tool.Conditions,
            ["contract_end"] = DayText.Field(tool.ContractEnd),
            ["enforcement"] = Codes.Of(tool.Enforcement),
            ["free_version"] = tool.FreeVersion,
            ["funding"] = tool.Funding,
            ["generative"] = tool.Generative,
            ["grades"] = tool.GradeCodes,
            ["id"] = tool.Id.ToString(),
            ["model"] = tool.Model,
            ["name"] = tool.Name,
            ["owner"] = tool.Owner?.ToString(),
            ["purpose"] = tool.Purpose,
            ["stage"] = Codes.Of(tool.Stage),
            ["sub_processors"] = tool.SubProcessors,
            ["tier"] = tool.Tier is { } tier ? Codes.Of(tier) : null,
            ["tier_why"] = tool.TierWhy,
            ["users"] = tool.UserCodes,
            ["vendor"] = tool.Vendor.ToString(),
            ["version"] = tool.Version,
            ["yearly_cost"] = tool.YearlyCost,
        },
    };

    private static JsonObject Described(ToolMove move, GateReading? gate) => new()
    {
        ["conditions"] = move.Conditions,
        ["from"] = Codes.Of(move.FromStage),
        ["gate"] = gate is null ? null : new JsonObject
        {
            ["checks"] = new JsonArray([.. gate.Answers.Select(a => (JsonNode)new JsonObject { ["check"] = a.Check, ["state"] = Codes.Of(a.Result.State) })]),
            ["id"] = gate.Id,
            ["open"] = gate.IsOpen,
            ["pack"] = gate.Pack,
            ["version"] = gate.Release,
        },
        ["move"] = move.Id.ToString(),
        ["review_by"] = DayText.Field(move.ReviewBy),
        ["to"] = Codes.Of(move.ToStage),
        ["why"] = move.Why,
    };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}

/// <summary>A step of a tool as something to decide on. A yes moves the tool if its gate is open; a board's yes on a closed gate waits for it.</summary>
internal sealed class ToolMoveIsDecided(IServiceProvider services, TimeProvider time) : IDecidable
{
    public const string KindName = "tool-move";

    public string Kind => KindName;

    public async Task<DecidableMatter?> Find(DistrictDb db, Guid id, Language language, CancellationToken ct)
    {
        var wanted = new ToolMoveId(id);
        if (await db.Set<ToolMove>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == wanted && m.State == ToolMoveState.Asked, ct) is not { } move) return null;
        var tool = await db.Set<Tool>().AsNoTracking().SingleAsync(t => t.Id == move.Tool, ct);
        var mover = Mover(db);
        return MoveTool.Matter(tool, move, await mover.GateFor(tool, move.ToStage, await DistrictDay.Today(db, time, ct), language, ct), await mover.RestsOn(tool.Id, ct), language);
    }

    public async Task Follow(DistrictDb db, Guid id, DecisionMade made, CancellationToken ct)
    {
        var wanted = new ToolMoveId(id);
        if (await db.Set<ToolMove>().SingleOrDefaultAsync(m => m.Id == wanted && m.State == ToolMoveState.Asked, ct) is not { } move) return;
        if (!made.Approved)
        {
            move.State = ToolMoveState.Declined;
            return;
        }
        var tool = await db.Set<Tool>().SingleAsync(t => t.Id == move.Tool, ct);
        var today = await DistrictDay.Today(db, time, ct);
        if (move.FromStage != tool.Stage || await Mover(db).GateFor(tool, move.ToStage, today, Language.English, ct) is { IsOpen: false })
        {
            move.State = ToolMoveState.Waits;
            return;
        }
        (move.State, move.MovedAt) = (ToolMoveState.Done, time.Now());
        MoveTool.Apply(tool, move, time.Now(), today);
    }

    private MoveTool Mover(DistrictDb db) => new(db, services.GetRequiredService<ReadGates>(), services.GetServices<IToolEvidence>(), time);
}
