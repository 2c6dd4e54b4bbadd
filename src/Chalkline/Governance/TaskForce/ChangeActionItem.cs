using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.TaskForce;

/// <summary>An action item as it is typed.</summary>
public sealed record ActionItemForm
{
    public string? Text { get; init; }
    public string? Owner { get; init; }
    public string? DueOn { get; init; }
}

/// <summary>Gives somebody something to do at a meeting, and closes it.</summary>
internal static class ChangeActionItem
{
    public static async Task<GovernanceResult> Add(DistrictDb db, TimeProvider time, Person by, MeetingId meeting, ActionItemForm form, CancellationToken ct)
    {
        if (await db.Set<Meeting>().AsNoTracking().Where(m => m.Id == meeting).Select(m => (DateOnly?)m.Day).SingleOrDefaultAsync(ct) is not { } day) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var (text, due) = (fields.Line(form.Text, nameof(form.Text), MeetingRules.LongestAction), fields.Day(form.DueOn, nameof(form.DueOn)));
        AccountId? owner = Guid.TryParse(form.Owner, out var id) && await StaffNames.Could(db, new(id), TaskForceRights.Sit, null, ct) ? new(id) : null;
        if (owner is null) fields.Refuse(nameof(form.Owner), nameof(AimWords.FaultChoice));
        if (fields.IsGood && due < day) fields.Refuse(nameof(form.DueOn), nameof(GovernanceFaultWords.DueBeforeMeeting), day);
        if (!fields.IsGood) return fields.Refused();
        var action = new ActionItem { Id = time.NewId<ActionItemId>(), Meeting = meeting, Text = text, Owner = owner!.Value, DueOn = due!.Value, CreatedAt = time.Now() };
        db.Add(action);
        await db.Commit(new(by.Actor, "action-item.given", new("meeting", meeting.Value), AuditEntry.Fields(("action-item", null, action.Id.ToString()), ("owner", null, owner.ToString()), ("due", null, DayText.Field(due)))), ct);
        return new GovernanceResult.Done(action.Id.Value);
    }

    /// <summary>Closes it: by whoever has it, or by who manages the task force.</summary>
    public static async Task<GovernanceResult> Close(DistrictDb db, TimeProvider time, Person by, ActionItemId id, string? note, CancellationToken ct)
    {
        if (await db.Set<ActionItem>().SingleOrDefaultAsync(a => a.Id == id && a.DoneAt == null, ct) is not { } action) return new GovernanceResult.NotFound();
        if (action.Owner != by.Id && !by.May(TaskForceRights.Manage)) return new GovernanceResult.NotFound();
        var fields = new FormReading();
        var said = fields.Line(note, "note", MeetingRules.LongestAction, required: false);
        if (!fields.IsGood) return fields.Refused();
        (action.DoneAt, action.DoneNote) = (time.Now(), said);
        await db.Commit(new(by.Actor, "action-item.closed", new("meeting", action.Meeting.Value), AuditEntry.Fields(("action-item", id.ToString(), null))), ct);
        return new GovernanceResult.Done(action.Meeting.Value);
    }
}
