using Chalkline.Platform;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Vetting;

/// <summary>What of reviews waits: areas for who was asked, renewals, evidence that runs out, what vendors sent, signatures.</summary>
internal sealed class VettingWork : IWorkItems
{
    /// <summary>What runs out is announced so many days before.</summary>
    private const int DaysBefore = 30;

    private static readonly ToolStage[] Ended = [ToolStage.Retired, ToolStage.Refused, ToolStage.Prohibited];

    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        await Mine(asked, items, ct);
        if (asked.Person.May(ToolRights.VettingCountersign)) await Countersigning(asked, items, ct);
        if (asked.Person.May(ToolRights.Manage))
        {
            await Vendors(asked, items, ct);
            await Evidence(asked, items, ct);
            await Unplanned(asked, items, ct);
        }
        return [.. items.Take(IWorkItems.Most)];
    }

    /// <summary>Areas that the person was asked to review: not finished, or to be looked at again.</summary>
    private static async Task Mine(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var (me, soon) = (asked.Person.Id, asked.Today.AddDays(DaysBefore));
        var mine = await (from review in asked.Db.Set<AreaReview>().AsNoTracking()
                          where review.Reviewer == me && (review.FinishedAt == null || review.RenewBy <= soon)
                          join tool in asked.Db.Set<Tool>() on review.Tool equals tool.Id
                          where !Ended.Contains(tool.Stage)
                          orderby review.RenewBy == null, review.Due, tool.Id
                          select new { tool.Id, tool.Name, review.Area, review.Due, review.AssignedAt, review.RenewBy }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(mine.Select(m => new WorkItem($"vetting:{m.Id}:{m.Area}", Say(asked, m.RenewBy is null ? nameof(VettingWords.WorkReview) : nameof(VettingWords.WorkRenew), VettingText.Area(asked.Language, m.Area), m.Name),
            Say(asked, m.RenewBy is null ? nameof(VettingWords.WorkReviewWhy) : nameof(VettingWords.WorkRenewWhy)), AreaPages.PathOf(m.Id, m.Area), Say(asked, nameof(VettingWords.WorkDo)), WaitsFor.Us)
        { Due = m.RenewBy?.AddDays(-1) ?? m.Due, Since = m.AssignedAt }));
    }

    private static async Task Countersigning(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var me = asked.Person.Id;
        var waiting = await (from review in asked.Db.Set<AreaReview>().AsNoTracking()
                             where review.FinishedAt != null && review.NeedsCountersignature && review.CountersignedAt == null && review.FinishedBy != me
                             join tool in asked.Db.Set<Tool>() on review.Tool equals tool.Id
                             where !Ended.Contains(tool.Stage)
                             orderby review.FinishedAt
                             select new { tool.Id, tool.Name, review.Area, review.FinishedAt }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(waiting.Select(w => new WorkItem($"vetting-sign:{w.Id}:{w.Area}", Say(asked, nameof(VettingWords.WorkSign), VettingText.Area(asked.Language, w.Area), w.Name), Say(asked, nameof(VettingWords.WorkSignWhy)),
            VettingPages.PathOf(w.Id), Say(asked, nameof(VettingWords.WorkOpen)), WaitsFor.Us)
        { Since = w.FinishedAt, Needs = ToolRights.VettingCountersign }));
    }

    /// <summary>Vendors who were asked, and what they sent that nobody has taken over.</summary>
    private static async Task Vendors(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var links = await (from link in asked.Db.Set<VendorLink>().AsNoTracking()
                           where link.RevokedAt == null && (link.SentAt == null && link.ExpiresAt > asked.Now
                               || link.SentAt != null && !asked.Db.Set<VendorAnswer>().Any(a => a.Link == link.Id && a.TakenAt != null))
                           join tool in asked.Db.Set<Tool>() on link.Tool equals tool.Id
                           where !Ended.Contains(tool.Stage)
                           orderby link.CreatedAt
                           select new { link.Id, Tool = tool.Id, tool.Name, link.CreatedAt, link.SentAt, link.Addressee, Questions = asked.Db.Set<VendorAnswer>().Count(a => a.Link == link.Id) }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(links.Select(l => new WorkItem($"vendor-link:{l.Id}", Say(asked, l.SentAt is null ? nameof(VettingWords.WorkVendor) : nameof(VettingWords.WorkVendorSent), l.Name, l.Questions),
            Say(asked, l.SentAt is null ? nameof(VettingWords.WorkVendorWhy) : nameof(VettingWords.WorkVendorSentWhy)), VendorQuestionPages.PathOf(l.Tool), Say(asked, nameof(VettingWords.WorkOpen)), l.SentAt is null ? WaitsFor.Others : WaitsFor.Us)
        { Since = l.SentAt ?? l.CreatedAt, OnWhom = l.SentAt is null ? l.Addressee : null, Needs = ToolRights.Manage }));
    }

    private static async Task Evidence(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var soon = asked.Today.AddDays(DaysBefore);
        var old = await asked.Db.Set<VettingEvidence>().AsNoTracking().Where(e => e.ExpiresOn <= soon && asked.Db.Set<AnswerEvidence>().Any(t => t.Evidence == e.Id && asked.Db.Set<Tool>().Any(x => x.Id == t.Tool && !Ended.Contains(x.Stage))))
            .OrderBy(e => e.ExpiresOn).ThenBy(e => e.Id).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(old.Select(e => new WorkItem($"evidence:{e.Id}", Say(asked, e.ExpiresOn < asked.Today ? nameof(VettingWords.WorkExpired) : nameof(VettingWords.WorkExpires), e.Name), Say(asked, nameof(VettingWords.WorkEvidenceWhy)),
            EvidencePages.PathOf(e.Id), Say(asked, nameof(VettingWords.WorkOpen)), WaitsFor.Us)
        { Due = e.ExpiresOn, Needs = ToolRights.Manage }));
    }

    /// <summary>Tools in review of which nobody was asked to review anything.</summary>
    private static async Task Unplanned(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        var tools = await asked.Db.Set<Tool>().AsNoTracking().Where(t => t.Stage == ToolStage.InReview && !asked.Db.Set<AreaReview>().Any(r => r.Tool == t.Id))
            .OrderBy(t => t.StageSince).ThenBy(t => t.Id).Select(t => new { t.Id, t.Name, t.StageSince }).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(tools.Select(t => new WorkItem($"vetting-plan:{t.Id}", Say(asked, nameof(VettingWords.WorkPlan), t.Name), Say(asked, nameof(VettingWords.WorkPlanWhy)), VettingPages.PathOf(t.Id), Say(asked, nameof(VettingWords.WorkOpen)), WaitsFor.Us)
        { Since = t.StageSince, Needs = ToolRights.Manage }));
    }

    private static string Say(WorkQuestion asked, string key, params object[] values) => VettingText.Say(asked.Language, key, values);
}

/// <summary>The days on which evidence runs out and areas are to be looked at again, in the calendars of those who keep the register.</summary>
internal sealed class VettingDates : IDates
{
    private const int Most = 200;

    public async Task<IReadOnlyList<DatedEntry>> Of(WorkQuestion asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (!asked.Person.May(ToolRights.Manage)) return [];
        var evidence = await asked.Db.Set<VettingEvidence>().AsNoTracking().Where(e => e.ExpiresOn >= from && e.ExpiresOn <= to && asked.Db.Set<AnswerEvidence>().Any(t => t.Evidence == e.Id))
            .OrderBy(e => e.ExpiresOn).ThenBy(e => e.Id).Take(Most).Select(e => new { e.Id, e.Name, Day = e.ExpiresOn!.Value }).ToListAsync(ct);
        var areas = await (from review in asked.Db.Set<AreaReview>().AsNoTracking()
                           where review.RenewBy >= @from && review.RenewBy <= to
                           join tool in asked.Db.Set<Tool>() on review.Tool equals tool.Id
                           orderby review.RenewBy, tool.Id
                           select new { tool.Id, tool.Name, review.Area, Day = review.RenewBy!.Value }).Take(Most).ToListAsync(ct);
        return
        [
            .. evidence.Select(e => new DatedEntry($"evidence:{e.Id}", VettingText.Say(asked.Language, nameof(VettingWords.DateExpires), e.Name), e.Day, e.Day, EvidencePages.PathOf(e.Id))),
            .. areas.Select(a => new DatedEntry($"vetting:{a.Id}:{a.Area}", VettingText.Say(asked.Language, nameof(VettingWords.DateRenew), VettingText.Area(asked.Language, a.Area), a.Name), a.Day, a.Day, VettingPages.PathOf(a.Id))),
        ];
    }
}
