using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap.Plan;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Risks;

/// <summary>A risk as it is read: a person's own, or one that was found.</summary>
/// <param name="Source">The key by which a found one is answered; null: a person's own.</param>
/// <param name="Because">What it was found by.</param>
public sealed record RiskView(RiskId? Id, string? Source, string Title, string? Because, RiskLevel Likelihood, RiskLevel Impact, string? Response, AccountId? Owner, string? Path)
{
    /// <summary>High and high first.</summary>
    public int Weight => ((int)Likelihood + 1) * ((int)Impact + 1);
}

/// <summary>A risk that follows from the plan, the calendar or the law.</summary>
internal sealed record FoundRisk(string Source, string Title, string Because, RiskLevel Likelihood, RiskLevel Impact, string? Path);

/// <summary>What is found. Pure: everything it goes by is an argument.</summary>
internal static class RiskRules
{
    /// <summary>A day of a law, or the end of a fiscal year, is a risk from this many days before.</summary>
    public const int DaysBefore = 60;

    /// <summary>A milestone without an owner is a risk from this many days before its date.</summary>
    public const int OwnerDays = 45;

    public static IEnumerable<FoundRisk> OfPlan(PlanView view, IReadOnlySet<AccountId> gone, SchoolCalendar calendar, Language language)
    {
        foreach (var line in view.Lines.Where(l => l.State is not MilestoneState.Done))
        {
            var (item, path) = (line.Item, $"/roadmap/milestones/{line.Item.Id}");
            if (line.State is MilestoneState.Late late)
            {
                var pushed = view.PushedBy(item).Count;
                yield return new($"late:{item.Id}", Say(nameof(PlanWords.RiskLate), item.Name), Say(nameof(PlanWords.RiskLateBecause), late.Days, pushed), RiskLevel.High, pushed > 1 ? RiskLevel.High : RiskLevel.Middle, path);
            }
            if ((line.Owner is not { } owner || gone.Contains(owner)) && item.DueOn.DayNumber - view.Today.DayNumber <= OwnerDays)
                yield return new($"owner:{item.Id}", Say(nameof(PlanWords.RiskOwner), item.Name), Say(nameof(PlanWords.RiskOwnerBecause), DayText.Of(language, item.DueOn)), RiskLevel.Middle, RiskLevel.High, path);
        }
        if (calendar.NextFiscalYearEnd(view.Today) is { } end && end.DayNumber - view.Today.DayNumber <= DaysBefore)
            yield return new($"budget:{DayText.Field(end)}", Say(nameof(PlanWords.RiskBudget)), Say(nameof(PlanWords.RiskBudgetBecause), DayText.Of(language, end)), RiskLevel.Middle, RiskLevel.Middle, "/calendar");

        string Say(string key, params object[] values) => PlanText.Say(language, key, values);
    }

    /// <summary>Rules of law, of the country and of the district's state, that come into force soon.</summary>
    public static IEnumerable<FoundRisk> OfLaw(IEnumerable<Pack> rules, string? state, DateOnly today, Language language) =>
        from pack in rules
        from item in pack.Items
        let day = item.Fields.Day("effective_from")
        where day is not null && day >= today && day.Value.DayNumber - today.DayNumber <= DaysBefore
        where item.Fields.Text("jurisdiction")?.English is { } law && (law == "US" || law == "US-" + state)
        select new FoundRisk($"law:{pack.Id.Name}:{item.Id}", PlanText.Say(language, nameof(PlanWords.RiskLaw), item.Fields.Text("title")!.In(language)),
            PlanText.Say(language, nameof(PlanWords.RiskLawBecause), DayText.Of(language, day.Value)), RiskLevel.High, RiskLevel.High, $"/packs/{pack.Id.Slug}#{item.Id}");
}

/// <summary>Reads the risks that people wrote down and those that are found now, with the answers to them.</summary>
internal sealed class ReadRisks(DistrictDb db, DistrictPacks packs)
{
    private const string Laws = "rules-of-law";

    /// <summary>The heaviest first.</summary>
    public async Task<IReadOnlyList<RiskView>> Of(PlanView view, Language language, CancellationToken ct)
    {
        var stored = await db.Set<RoadmapRisk>().AsNoTracking().Where(r => r.ClosedAt == null).OrderBy(r => r.Id).ToListAsync(ct);
        var answers = stored.Where(r => r.Source is not null).ToDictionary(r => r.Source!, StringComparer.Ordinal);
        var state = await db.Set<DistrictProfile>().AsNoTracking().Select(p => p.State).SingleOrDefaultAsync(ct);
        var found = RiskRules.OfPlan(view, await StaffNames.Gone(db, view.Lines.Select(l => l.Owner), ct), await SchoolCalendars.Load(db, ct), language)
            .Concat(RiskRules.OfLaw(await packs.InUse(db, Laws, ct), state, view.Today, language));
        return [.. stored.Where(r => r.Source is null).Select(r => new RiskView(r.Id, null, r.Title!, null, r.Likelihood, r.Impact, r.Response, r.Owner, $"/roadmap/risks/{r.Id}"))
            .Concat(found.Select(f => Answered(f, answers.GetValueOrDefault(f.Source)))).OrderByDescending(r => r.Weight).ThenBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Id?.Value)];
    }

    private static RiskView Answered(FoundRisk found, RoadmapRisk? answer) => new(answer?.Id, found.Source, found.Title, found.Because, answer?.Likelihood ?? found.Likelihood,
        answer?.Impact ?? found.Impact, answer?.Response, answer?.Owner, found.Path);
}
