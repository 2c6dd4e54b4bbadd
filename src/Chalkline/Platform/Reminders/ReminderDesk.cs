using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Reminders;

/// <summary>Who is reminded when, in one district, as it was decided by now.</summary>
/// <param name="Zone">The district's time zone, an IANA name.</param>
internal sealed record ReminderDesk(string District, string Zone, ReminderPlan Default, QuietHours Quiet, IReadOnlyDictionary<AccountId, ReminderPlan> Chosen)
{
    public ReminderPlan PlanOf(AccountId person) => Chosen.GetValueOrDefault(person) ?? Default;

    public static async Task<ReminderDesk> Load(DistrictDb db, CancellationToken ct)
    {
        var profile = await db.Set<DistrictProfile>().AsNoTracking().Select(p => new { p.Name, p.TimeZone }).SingleOrDefaultAsync(ct);
        var defaults = await db.Set<ReminderDefaults>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new();
        var choices = await db.Set<ReminderChoice>().AsNoTracking().Where(c => c.Frequency != null).ToListAsync(ct);
        return new(profile?.Name ?? "Chalkline", profile?.TimeZone ?? "UTC", defaults.Plan, defaults.Quiet, choices.ToDictionary(c => c.Account, c => c.Plan!));
    }

    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone)).DateTime;

    /// <summary>The instant of a local time; of one that clocks skip in spring, an hour later.</summary>
    public DateTimeOffset Instant(DateTime local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        return new(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(zone.IsInvalidTime(local) ? local.AddHours(1) : local, DateTimeKind.Unspecified), zone), TimeSpan.Zero);
    }

    /// <summary>When somebody may be due next; null: never.</summary>
    public DateTimeOffset? NextLook(DateTimeOffset now) => ReminderRules.NextLook(Chosen.Values.Append(Default), Quiet, Local(now)) is { } next ? Instant(next) : null;

    /// <summary>The same instant, or the first after it at which mail may go.</summary>
    public DateTimeOffset OutOfQuiet(DateTimeOffset at) => ReminderRules.MayMail(Local(at), Quiet, free: false) ? at : Instant(ReminderRules.OutOfQuiet(Local(at), Quiet));
}
