using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Roadmap.Goals;

/// <summary>Who can answer for a goal: whoever has an open account.</summary>
internal static class GoalOwners
{
    /// <summary>More names than anyone looks through in a list to choose from.</summary>
    private const int Most = 500;

    public static async Task<IReadOnlyList<(AccountId Id, string Name)>> Choices(DistrictDb db, CancellationToken ct) =>
        [.. (await db.Users.AsNoTracking().Where(a => a.DeactivatedAt == null).OrderBy(a => a.NameFolded).ThenBy(a => a.Id).Take(Most).Select(a => new { a.Id, a.Name }).ToListAsync(ct))
            .Select(a => (a.Id, a.Name))];
}
