using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>Changes when people are reminded: for oneself, or what holds for all who chose nothing.</summary>
internal sealed class SetReminders(DistrictDb db, QueueDigests digests)
{
    /// <param name="plan">Null: as the district has it.</param>
    /// <param name="version">That the form was filled in on; 0 where nothing was chosen yet.</param>
    /// <exception cref="StaleWriteException">The person changed it in another window since.</exception>
    public async Task ForOneself(Person person, ReminderPlan? plan, int version, CancellationToken ct)
    {
        var choice = await db.Set<ReminderChoice>().SingleOrDefaultAsync(c => c.Account == person.Id, ct);
        var before = choice?.Plan;
        if (choice is null) db.Add(choice = new ReminderChoice { Account = person.Id });
        else
        {
            db.Raise(choice);
            db.Expect(choice, version);
        }
        choice.Frequency = plan?.Frequency;
        if (plan is not null) (choice.Hour, choice.Weekday) = (plan.Hour, (int)plan.Weekday);
        await Commit(new(person.Actor, "reminders.chosen", new("account", person.Id.Value), Fields(before, plan)), plan, ct);
    }

    /// <inheritdoc cref="ForOneself"/>
    public async Task ForAll(Actor actor, ReminderPlan plan, QuietHours quiet, int version, CancellationToken ct)
    {
        var defaults = await db.Set<ReminderDefaults>().SingleOrDefaultAsync(ct);
        var fields = Fields(defaults?.Plan ?? ReminderPlan.Initial, plan);
        var former = defaults?.Quiet ?? QuietHours.Initial;
        foreach (var (name, change) in AuditEntry.Fields(("quietFrom", former.From, quiet.From), ("quietTo", former.To, quiet.To))) fields[name] = change?.DeepClone();
        if (defaults is null) db.Add(defaults = new ReminderDefaults());
        else
        {
            db.Raise(defaults);
            db.Expect(defaults, version);
        }
        (defaults.Frequency, defaults.Hour, defaults.Weekday, defaults.QuietFrom, defaults.QuietTo) = (plan.Frequency, plan.Hour, (int)plan.Weekday, quiet.From, quiet.To);
        await Commit(new(actor, "reminders.defaults-changed", new("reminders", Guid.Empty), fields), plan, ct);
    }

    /// <summary>With the next look, which may have to come sooner by what was chosen.</summary>
    private async Task Commit(AuditEntry entry, ReminderPlan? plan, CancellationToken ct)
    {
        var desk = await ReminderDesk.Load(db, ct);
        await digests.Add(db, plan is null ? desk : desk with { Default = plan }, null, ct);
        await db.Commit(entry, ct);
    }

    private static JsonObject Fields(ReminderPlan? before, ReminderPlan? after) => AuditEntry.Fields(
        ("frequency", before is null ? null : ReminderForms.Code(before.Frequency), after is null ? null : ReminderForms.Code(after.Frequency)),
        ("hour", before?.Hour, after?.Hour), ("weekday", (int?)before?.Weekday, (int?)after?.Weekday));
}
