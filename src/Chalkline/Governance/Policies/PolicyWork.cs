using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>What policies have people do: acknowledge them, take them on their way, look at them again.</summary>
internal sealed class PolicyWork : IWorkItems
{
    public async Task<IReadOnlyList<WorkItem>> Of(WorkQuestion asked, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        await Acknowledge(asked, items, ct);
        await OnTheWay(asked, items, ct);
        await Review(asked, items, ct);
        return items.Count <= IWorkItems.Most ? items : items[..IWorkItems.Most];
    }

    /// <summary>One's own; it cannot be handed over, because nobody reads for somebody else.</summary>
    private static async Task Acknowledge(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        if (await Acknowledging.Waiting(asked.Db, asked.Person.Id, ct) is not { Count: > 0 } waiting) return;
        var zone = await DistrictTime.Zone(asked.Db, ct);
        items.AddRange(waiting.Take(IWorkItems.Most - 1).Select(w => new WorkItem($"acknowledge:{w.Id}:{w.Number}", Say(asked, nameof(RuleWords.WorkAcknowledge), PolicyNames.In(asked.Language, w.Name, w.NameSpanish), w.Number),
            Say(asked, nameof(RuleWords.WorkAcknowledgeWhy)), $"/policies/{w.Id}/acknowledge", Say(asked, nameof(RuleWords.WorkRead)), WaitsFor.Us)
        { Since = w.PublishedAt, Due = w.Due(zone) }));
        if (waiting.Count >= IWorkItems.Most)
            items.Add(new("acknowledge:more", Say(asked, nameof(RuleWords.WorkAcknowledgeMore), waiting.Count), Say(asked, nameof(RuleWords.WorkAcknowledgeWhy)), "/acknowledgements", Say(asked, nameof(RuleWords.WorkOpen)), WaitsFor.Us));
    }

    /// <summary>The next step of versions on their way, for who may take it.</summary>
    private static async Task OnTheWay(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        if (!asked.Person.May(PolicyRights.Move)) return;
        var today = asked.Today;
        // What was asked for waits as a decision, for whoever can decide it.
        var askedFor = asked.Db.Set<Proposal>().Where(p => p.State == ProposalState.Open && p.SubjectKind == PolicyIsDecided.KindName);
        var open = await (from version in asked.Db.Set<PolicyVersion>().AsNoTracking()
                          join policy in asked.Db.Set<Policy>() on version.Policy equals policy.Id
                          where version.State == PolicyState.Consultation && version.CommentsUntil < today
                              || version.State == PolicyState.SecondReading && !askedFor.Any(p => p.SubjectId == (Guid)(object)policy.Id) || version.State == PolicyState.Adopted
                          orderby version.WrittenAt, policy.Id
                          select new { Version = version, policy.Name, policy.NameSpanish }).Take(IWorkItems.Most).ToListAsync(ct);
        foreach (var one in open)
        {
            var (verb, right) = one.Version.State switch
            {
                PolicyState.Consultation => (nameof(RuleWords.WorkReadFirst), PolicyRights.EnterReadings),
                PolicyState.SecondReading => (nameof(RuleWords.WorkAsk), DecisionRights.Propose),
                _ => (nameof(RuleWords.WorkPublish), PolicyRights.Write),
            };
            // Whoever decides should not be who asked.
            if (!asked.Person.May(right) || right == DecisionRights.Propose && !asked.Person.May(PolicyRights.Write)) continue;
            items.Add(new($"policy:{one.Version.Policy}:{one.Version.Number}:{Codes.Of(one.Version.State)}", Say(asked, verb, PolicyNames.In(asked.Language, one.Name, one.NameSpanish), one.Version.Number),
                RuleText.Of(asked.Language, one.Version.State), $"/policies/{one.Version.Policy}?version={one.Version.Number}", Say(asked, nameof(RuleWords.WorkOpen)), WaitsFor.Us)
            { Needs = right });
        }
    }

    private static async Task Review(WorkQuestion asked, List<WorkItem> items, CancellationToken ct)
    {
        if (!asked.Person.May(PolicyRights.Write)) return;
        var soon = asked.Today.AddDays(PolicyRules.ReviewDaysBefore);
        var due = await asked.Db.Set<Policy>().AsNoTracking().Where(p => p.Published != null && p.ReviewOn <= soon
                && !asked.Db.Set<PolicyVersion>().Any(v => v.Policy == p.Id && v.Number > p.Published && v.State != PolicyState.Withdrawn))
            .OrderBy(p => p.ReviewOn).ThenBy(p => p.Id).Take(IWorkItems.Most).ToListAsync(ct);
        items.AddRange(due.Select(p => new WorkItem($"policy:{p.Id}:review", Say(asked, nameof(RuleWords.WorkReview), PolicyNames.In(asked.Language, p.Name, p.NameSpanish)), Say(asked, nameof(RuleWords.WorkReviewWhy)),
            $"/policies/{p.Id}", Say(asked, nameof(RuleWords.WorkOpen)), WaitsFor.Us)
        { Due = p.ReviewOn, Needs = PolicyRights.Write }));
    }

    private static string Say(WorkQuestion asked, string key, params object[] values) => RuleText.Say(asked.Language, key, values);
}
