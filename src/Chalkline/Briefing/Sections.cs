using Chalkline.Platform;

namespace Chalkline.Briefing;

/// <summary>What waits for the superintendent's decision, and since when: what <em>My work</em> has for that role, whoever reads the page.</summary>
internal sealed class DecisionSection(IEnumerable<IWorkItems> sources) : IBriefingSection
{
    public async Task<IReadOnlyList<BriefingPart>> Of(BriefingQuestion asked, CancellationToken ct)
    {
        // The role alone, and nobody's own requests: the page says the same to everyone who reads it.
        var office = new Person(default, "", asked.Language.Code, [new(Role.Superintendent, null, null)]);
        var waiting = new List<WorkItem>();
        foreach (var source in sources)
            waiting.AddRange((await source.Of(new(asked.Db, office, asked.Language, asked.Now, asked.Today), ct)).Where(i => i.Waits == WaitsFor.Us && i.Needs?.Held.ContainsKey(Role.Superintendent) == true));
        string Say(string key, params object[] values) => BriefingText.Say(asked.Language, key, values);
        var lead = waiting.Count switch
        {
            0 => Say(nameof(BriefingWords.NoDecisions)),
            1 => Say(nameof(BriefingWords.OneDecision)),
            _ => Say(nameof(BriefingWords.Decisions), waiting.Count),
        };
        return [new(BriefingPlace.Decisions, Say(nameof(BriefingWords.DecisionsHeading)), lead, [.. waiting.OrderBy(i => i.Since).Take(IBriefingSection.Most).Select(Line)])];

        // It leads only where its reader may go.
        BriefingLine Line(WorkItem item) => new(item.Title, item.Needs is { } needs && asked.Person.May(needs) ? item.Path : null, item.Since is not { } since ? item.Why : (asked.Now - since).Days switch
        {
            0 => Say(nameof(BriefingWords.SinceToday)),
            1 => Say(nameof(BriefingWords.SinceOneDay)),
            var days => Say(nameof(BriefingWords.SinceDays), days),
        });
    }
}
