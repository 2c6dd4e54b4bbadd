using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Lifecycle;

/// <summary>A concern as it is typed.</summary>
public sealed record ConcernForm
{
    public string? Kind { get; init; }
    public string? Severe { get; init; }
    public string? Why { get; init; }
}

/// <summary>A reason, and until when.</summary>
public sealed record ReasonForm
{
    public string? Why { get; init; }
    public string? Until { get; init; }
    public string? Version { get; init; }
}

/// <summary>Brings a tool up for review, stops it at once, lets it go on. Each takes a reason.</summary>
internal static class RaiseConcern
{
    /// <summary>The longest that a severe concern may be lived with: a term.</summary>
    private const int MostDaysToContinue = 120;

    public static ToolConcern New(TimeProvider time, ToolId tool, ConcernKind kind, bool severe, string why, AccountId? by) =>
        new() { Id = time.NewId<ToolConcernId>(), Tool = tool, Kind = kind, Severe = severe, Why = why, RaisedAt = time.Now(), RaisedBy = by };

    public static async Task<AimResult<Tool>> Run(DistrictDb db, TimeProvider time, Person by, ToolId id, ConcernForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var kind = reading.Choice<ConcernKind>(form.Kind, nameof(form.Kind));
        var why = reading.Block(form.Why, nameof(form.Why), ToolConcern.LongestWhy);
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        var concern = New(time, id, kind, form.Severe is not null, why, by.Id);
        db.Add(concern);
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.concern-raised", new("tool", id.Value), new() { ["concern"] = concern.Id.ToString(), ["kind"] = Codes.Of(kind), ["severe"] = concern.Severe, ["why"] = why }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Says that a concern is answered. A severe one only the superintendent settles, and nobody the one that he raised himself.</summary>
    public static async Task<AimResult<Tool>> Settle(DistrictDb db, TimeProvider time, Person by, ToolId id, ToolConcernId concern, ReasonForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } tool || await db.Set<ToolConcern>().SingleOrDefaultAsync(c => c.Id == concern && c.Tool == id && c.SettledAt == null, ct) is not { } open) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), ToolConcern.LongestWhy);
        if (open.Severe && !by.May(ToolRights.Continue)) reading.Refuse("", nameof(ToolWords.FaultSevere));
        if (open.Severe && open.RaisedBy == by.Id) reading.Refuse("", nameof(ToolWords.FaultOwnConcern));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        (open.SettledAt, open.SettledBy, open.SettledWhy) = (time.Now(), by.Id, why);
        db.Raise(tool);
        await db.Commit(new(by.Actor, "tool.concern-settled", new("tool", id.Value), new() { ["concern"] = concern.ToString(), ["why"] = why }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Nobody may use it from now on.</summary>
    public static async Task<AimResult<Tool>> Stop(DistrictDb db, TimeProvider time, Person by, ToolId id, ReasonForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { StoppedAt: null } tool || ToolLife.IsEnd(tool.Stage)) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), Tool.LongestText);
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        (tool.StoppedAt, tool.StoppedBy, tool.StoppedWhy) = (time.Now(), by.Id, why);
        await db.Commit(new(by.Actor, "tool.stopped", new("tool", id.Value), new() { ["why"] = why }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Lifts a stop: somebody else's word than that of whoever stopped it.</summary>
    public static async Task<AimResult<Tool>> Lift(DistrictDb db, Person by, ToolId id, ReasonForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { StoppedAt: not null } tool) return new AimResult<Tool>.NoSuch();
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), Tool.LongestText);
        if (tool.StoppedBy == by.Id) reading.Refuse("", nameof(ToolWords.FaultOwnStop));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        (tool.StoppedAt, tool.StoppedBy, tool.StoppedWhy) = (null, null, "");
        await db.Commit(new(by.Actor, "tool.stop-lifted", new("tool", id.Value), new() { ["why"] = why }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    /// <summary>Present use may go on until a day in spite of a severe concern, while a written agreement binds the vendor.</summary>
    public static async Task<AimResult<Tool>> Continue(DistrictDb db, TimeProvider time, Person by, ToolId id, ReasonForm form, CancellationToken ct)
    {
        if (await Find(db, id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var today = await DistrictDay.Today(db, time, ct);
        var reading = new FormReading();
        var why = reading.Block(form.Why, nameof(form.Why), Tool.LongestText);
        var until = reading.Day(form.Until, nameof(form.Until));
        if (until < today || until > today.AddDays(MostDaysToContinue)) reading.Refuse(nameof(form.Until), nameof(ToolWords.FaultContinueDay), MostDaysToContinue);
        if ((await ReadStandings.Facts(db, [tool], today, ct))[id].AgreementBinds != true) reading.Refuse("", nameof(ToolWords.FaultNoAgreement));
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        (tool.ContinueUntil, tool.ContinueWhy) = (until, why);
        db.Expect(tool, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "tool.continued", new("tool", id.Value), new() { ["until"] = Design.DayText.Field(until), ["why"] = why }), ct);
        return new AimResult<Tool>.Done(tool);
    }

    private static Task<Tool?> Find(DistrictDb db, ToolId id, CancellationToken ct) => db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct);
}
