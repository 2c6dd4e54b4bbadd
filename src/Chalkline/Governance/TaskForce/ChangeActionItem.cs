using Chalkline.Design;
using Chalkline.Platform;
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
        var fields = new GovernanceFields();
        var (text, due) = (fields.Line(form.Text, nameof(form.Text), MeetingRules.LongestAction), fields.Day(form.DueOn, nameof(form.DueOn)));
        var owner = (await StaffNames.Holding(db, TaskForceRights.Sit, null, ct)).FirstOrDefault(s => s.Id.ToString() == form.Owner);
        if (owner is null) fields.Refuse(nameof(form.Owner), nameof(GovernanceFaultWords.Choice));
        if (fields.AreGood && due < day) fields.Refuse(nameof(form.DueOn), nameof(GovernanceFaultWords.DueBeforeMeeting), day);
        if (!fields.AreGood) return fields.Refused;
        var action = new ActionItem { Id = time.NewId<ActionItemId>(), Meeting = meeting, Text = text, Owner = owner!.Id, DueOn = due, CreatedAt = time.Now() };
        db.Add(action);
        await db.Commit(new(by.Actor, "action-item.given", new("meeting", meeting.Value), AuditEntry.Fields(("action-item", null, action.Id.ToString()), ("owner", null, owner.Id.ToString()), ("due", null, DayText.Field(due)))), ct);
        return new GovernanceResult.Done(action.Id.Value);
    }

    /// <summary>Closes it: by whoever has it, or by who manages the task force.</summary>
    public static async Task<GovernanceResult> Close(DistrictDb db, TimeProvider time, Person by, ActionItemId id, string? note, CancellationToken ct)
    {
        if (await db.Set<ActionItem>().SingleOrDefaultAsync(a => a.Id == id && a.DoneAt == null, ct) is not { } action) return new GovernanceResult.NotFound();
        if (action.Owner != by.Id && !by.May(TaskForceRights.Manage)) return new GovernanceResult.NotFound();
        var fields = new GovernanceFields();
        var said = fields.Line(note, "note", MeetingRules.LongestAction, required: false);
        if (!fields.AreGood) return fields.Refused;
        (action.DoneAt, action.DoneNote) = (time.Now(), said);
        await db.Commit(new(by.Actor, "action-item.closed", new("meeting", action.Meeting.Value), AuditEntry.Fields(("action-item", id.ToString(), null))), ct);
        return new GovernanceResult.Done(action.Meeting.Value);
    }
}
