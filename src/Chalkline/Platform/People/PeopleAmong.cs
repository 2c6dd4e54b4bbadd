using Chalkline.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.People;

/// <summary>
/// Narrows a list of people so that it costs little whether few or nearly all are left: from a few the database goes to their accounts, many it meets early as it goes through
/// the list.
/// </summary>
internal static class PeopleAmong
{
    /// <summary>Accounts that it goes to.</summary>
    private const int Few = 10_000;

    /// <summary>Those among some accounts.</summary>
    public static async Task<IQueryable<AccountStanding>> Among(this IQueryable<AccountStanding> people, IQueryable<AccountId> accounts, CancellationToken ct) =>
        await accounts.Take(Few + 1).CountAsync(ct) <= Few ? people.Where(s => accounts.Contains(s.Account.Id)) : people.Where(s => accounts.Any(a => a == s.Account.Id));

    /// <summary>Those with words of the name that begin so, or the e-mail address, as search finds them.</summary>
    public static async Task<IQueryable<AccountStanding>> Named(this IQueryable<AccountStanding> people, DistrictDb db, string typed, CancellationToken ct)
    {
        var words = SearchWords.Of(typed);
        if (words.All.Count == 0) return people.Where(_ => false);
        var (rarest, count) = await TokenQueries.Rarest(db, [PeopleSearch.AccountKind], words, Few, ct);
        if (count <= Few)
        {
            var found = TokenQueries.Beginning(db, rarest).Where(t => t.Kind == PeopleSearch.AccountKind);
            foreach (var word in words.All.Where(w => w != rarest))
            {
                var tokens = TokenQueries.Beginning(db, word);
                found = found.Where(t => tokens.Any(o => o.Record == t.Record));
            }
            var few = (await found.Select(t => t.Record).Distinct().ToListAsync(ct)).ConvertAll(AccountId.From);
            // One parameter, however many they are.
            return people.Where(s => EF.Parameter(few).Contains(s.Account.Id));
        }
        foreach (var word in words.All)
        {
            var tokens = TokenQueries.Beginning(db, word);
            // By way of object: an account's id is a UUID in the store.
            people = people.Where(s => tokens.Any(t => t.Record == (Guid)(object)s.Account.Id));
        }
        return people;
    }
}
