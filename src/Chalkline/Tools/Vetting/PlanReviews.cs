using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>Says who reviews which area until when.</summary>
internal sealed class PlanReviews(DistrictDb db, ReadVetting read, TimeProvider time)
{
    private const int MostDays = 366;

    public async Task<AimResult<Tool>> Run(Person by, ToolId id, IReadOnlyList<PlannedArea> planned, Language language, CancellationToken ct)
    {
        if (await db.Set<Tool>().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } tool) return new AimResult<Tool>.NoSuch();
        var vetting = await read.Of(db, tool, language, ct);
        var (today, choices, reading) = (await DistrictDay.Today(db, time, ct), await Reviewers(db, ct), new FormReading());
        var reviews = await db.Set<AreaReview>().Where(r => r.Tool == id).ToDictionaryAsync(r => r.Area, ct);
        var change = new JsonObject();
        foreach (var typed in planned.Where(p => vetting.Area(p.Area) is not null))
        {
            var reviewer = reading.Id<AccountId>(typed.Reviewer, PlannedArea.ReviewerField + typed.Area, required: false);
            var due = reading.Day(typed.Due, PlannedArea.DueField + typed.Area, required: reviewer is not null);
            var was = reviews.GetValueOrDefault(typed.Area);
            if (was?.Reviewer == reviewer && (was?.Due == due || reviewer is null)) continue;
            if (reviewer is { } chosen && !choices[typed.Area].Any(c => c.Id == chosen) && was?.Reviewer != reviewer) reading.Refuse(PlannedArea.ReviewerField + typed.Area, nameof(AimWords.FaultChoice));
            if (due < today || due > today.AddDays(MostDays)) reading.Refuse(PlannedArea.DueField + typed.Area, nameof(VettingWords.FaultDue));
            if ((typed.Version ?? "") != (was?.Version.ToString(Language.Numbers) ?? "")) reading.Refuse(PlannedArea.ReviewerField + typed.Area, nameof(VettingWords.FaultPlanned));
            if (!reading.IsGood) continue;
            change[typed.Area] = new JsonArray(was?.Reviewer?.ToString(), reviewer?.ToString(), DayText.Field(due));
            Set(was, id, typed.Area, reviewer, due);
        }
        if (!reading.IsGood) return new AimResult<Tool>.Refused(tool, reading.Faults);
        if (change.Count > 0) await db.Commit(new(by.Actor, "vetting.planned", new("tool", id.Value), change), ct);
        return new AimResult<Tool>.Done(tool);
    }

    private void Set(AreaReview? review, ToolId id, string area, AccountId? reviewer, DateOnly? due)
    {
        if (review is null) db.Add(review = new() { Tool = id, Area = area });
        if (review.Reviewer != reviewer) review.AssignedAt = reviewer is null ? null : time.Now();
        (review.Reviewer, review.Due) = (reviewer, reviewer is null ? null : due);
    }

    /// <summary>Who could review what, by area and name.</summary>
    public static async Task<ILookup<string, StaffName>> Reviewers(DistrictDb db, CancellationToken ct)
    {
        var held = await (from role in StaffRoles.InForce(db)
                          where role.Role == Role.Reviewer && role.ReviewArea != null
                          join account in db.Users on role.Account equals account.Id
                          orderby account.NameFolded, account.Id
                          select new { Area = role.ReviewArea!, account.Id, account.Name }).ToListAsync(ct);
        var all = held.Select(h => (h.Area, Name: new StaffName(h.Id, h.Name))).ToList();
        return all.Concat(all.Where(h => h.Area is "legal-procurement" or "privacy-security").Select(h => (Area: VettingRules.Law, h.Name))).Distinct().ToLookup(h => h.Area, h => h.Name);
    }
}
