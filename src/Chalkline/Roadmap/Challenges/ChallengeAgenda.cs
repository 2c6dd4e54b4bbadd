using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Challenges;

/// <summary>Challenges that were taken up and have no answer yet, the most important first: for those who read what people said.</summary>
internal sealed class ChallengeAgenda : IAgendaItems
{
    public async Task<IReadOnlyList<AgendaSuggestion>> Of(AgendaQuestion asked, CancellationToken ct)
    {
        if (!asked.Person.May(RoadmapRights.ChallengesReview)) return [];
        var open = await asked.Db.Set<Challenge>().AsNoTracking().Where(c => c.State == ChallengeState.Kept && c.HiddenAt == null)
            .OrderBy(c => c.Rank == null).ThenBy(c => c.Rank).ThenBy(c => c.Id).Take(IAgendaItems.Most).Select(c => new { c.Id, Title = c.PublicTitle != "" ? c.PublicTitle : c.Title }).ToListAsync(ct);
        return [.. open.Where(c => c.Title.Length > 0).Select(c => new AgendaSuggestion($"challenge:{c.Id}", c.Title, AimText.Say(asked.Language, nameof(AimWords.Challenge)), $"/challenges/{c.Id}"))];
    }
}
