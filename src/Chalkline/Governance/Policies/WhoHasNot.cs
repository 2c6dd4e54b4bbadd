using System.Linq.Expressions;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>What the list of acknowledgements is asked for.</summary>
/// <param name="Done">Who has, in place of who has not.</param>
public sealed record AcknowledgementFilter(PolicyId? Policy, SchoolId? School, Role? Role, string? Name, bool Done)
{
    public static ListKind Kind { get; } = new(["policy", "school", "role", "name", "standing"], ["name"]);

    public static AcknowledgementFilter Read(ListView view) => new(
        view.Value<PolicyId>("policy", t => Guid.TryParse(t, out var id) ? new PolicyId(id) : null),
        view.Value<SchoolId>("school", t => Guid.TryParse(t, out var id) ? new SchoolId(id) : null),
        view.Value<Role>("role", Roles.Find), view.Text("name"),
        view.Value<bool>("standing", t => t switch { "open" => false, "done" => true, _ => null }) ?? false);
}

/// <summary>Somebody, and a policy that waits for them or that they have acknowledged. No date and no count: it is no figure about a person.</summary>
public sealed record AcknowledgementRow(AccountId Account, string Name, PolicyId Policy, string PolicyName, string PolicySpanish, int Number);

/// <summary>How many must acknowledge a policy, and how many have.</summary>
/// <param name="School">Null: roles of no school.</param>
public sealed record AcknowledgementCount(SchoolId? School, int Must, int Done);

/// <summary>Who has not acknowledged, by name and by school: within the reach of whoever asks.</summary>
internal static class WhoHasNot
{
    /// <summary>Rows that are counted: nobody reminds five hundred people by leafing, a filter or the file does.</summary>
    public const int MostCounted = 500;

    /// <summary>By name, then by policy. A principal gets those of the own schools, and of them alone who has not.</summary>
    public static async Task<IQueryable<AcknowledgementRow>> Rows(DistrictDb db, Reach reach, AcknowledgementFilter filter, bool descending, CancellationToken ct)
    {
        var said = db.Set<PolicyAcknowledgement>();
        var accounts = StaffRoles.OpenAccounts(db);
        if (filter.Name is { } name && StoreConventions.Fold(name) is var folded) accounts = accounts.Where(a => a.NameFolded.StartsWith(folded) || a.NameFolded.Contains(" " + folded));
        var policies = db.Set<Policy>().AsNoTracking().Where(p => p.Published != null);
        if (filter.Policy is { } one) policies = policies.Where(p => p.Id == one);
        var pairs = from account in accounts from policy in policies select new Pair { Account = account, Policy = policy };
        pairs = pairs.Where(Concerned(await Audiences(db, ct), Grants(db, reach, filter)));
        pairs = filter.Done && reach.IsDistrict ? pairs.Where(p => said.Any(a => a.Policy == p.Policy.Id && a.Account == p.Account.Id && a.Number >= p.Policy.AcknowledgeFrom))
            : pairs.Where(p => !said.Any(a => a.Policy == p.Policy.Id && a.Account == p.Account.Id && a.Number >= p.Policy.AcknowledgeFrom));
        pairs = descending ? pairs.OrderByDescending(p => p.Account.NameFolded).ThenByDescending(p => p.Account.Id).ThenBy(p => p.Policy.NameFolded).ThenBy(p => p.Policy.Id)
            : pairs.OrderBy(p => p.Account.NameFolded).ThenBy(p => p.Account.Id).ThenBy(p => p.Policy.NameFolded).ThenBy(p => p.Policy.Id);
        return pairs.Select(p => new AcknowledgementRow(p.Account.Id, p.Account.Name, p.Policy.Id, p.Policy.Name, p.Policy.NameSpanish, p.Policy.Published!.Value));
    }

    /// <summary>Somebody and a policy.</summary>
    private sealed class Pair
    {
        public required Account Account { get; init; }
        public required Policy Policy { get; init; }
    }

    /// <summary>Policies that concern the same roles, and the same schools where there are any.</summary>
    private sealed record Audience(List<PolicyId> Policies, List<Role> Roles, List<SchoolId> Schools);

    private static async Task<List<Audience>> Audiences(DistrictDb db, CancellationToken ct)
    {
        var roles = (await db.Set<PolicyRole>().AsNoTracking().ToListAsync(ct)).ToLookup(r => r.Policy, r => r.Role);
        var schools = (await db.Set<PolicySchool>().AsNoTracking().ToListAsync(ct)).ToLookup(s => s.Policy, s => s.School);
        return [.. roles.Select(r => (Policy: r.Key, Roles: r.Order().ToList(), Schools: schools[r.Key].OrderBy(s => s.Value).ToList()))
            .GroupBy(p => string.Join(' ', [.. p.Roles.Select(r => r.Code()), .. p.Schools.Select(s => s.ToString())]))
            .Select(g => new Audience([.. g.Select(p => p.Policy)], g.First().Roles, g.First().Schools))];
    }

    /// <summary>
    /// The pairs of an audience's people and its policies. Policies are many and audiences few: each is asked for once, and not for every pair anew, which is what one statement about
    /// roles and schools would have a database do.
    /// </summary>
    private static Expression<Func<Pair, bool>> Concerned(IEnumerable<Audience> audiences, IQueryable<StaffRole> grants)
    {
        var pair = Expression.Parameter(typeof(Pair));
        Expression any = Expression.Constant(false);
        foreach (var (policies, roles, schools) in audiences)
        {
            var held = grants.Where(g => roles.Contains(g.Role));
            if (schools.Count > 0) held = held.Where(g => g.School != null && schools.Contains(g.School!.Value));
            var people = held.Select(g => g.Account);
            Expression<Func<Pair, bool>> of = p => policies.Contains(p.Policy.Id) && people.Contains(p.Account.Id);
            any = Expression.OrElse(any, new Renamed(of.Parameters[0], pair).Visit(of.Body));
        }
        return Expression.Lambda<Func<Pair, bool>>(any, pair);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private static IQueryable<StaffRole> Grants(DistrictDb db, Reach reach, AcknowledgementFilter filter)
    {
        var grants = StaffRoles.Granted(db);
        if (!reach.IsDistrict) grants = reach.Within(grants.Where(g => g.School != null), g => g.School!.Value);
        if (filter.School is { } school) grants = grants.Where(g => g.School == school);
        if (filter.Role is { } role) grants = grants.Where(g => g.Role == role);
        return grants;
    }

    /// <summary>The counts of one policy by school, within reach, and of everybody together (who has roles at two schools counts in both, and once together).</summary>
    public static async Task<(AcknowledgementCount All, IReadOnlyList<AcknowledgementCount> BySchool)> Counts(DistrictDb db, Reach reach, PolicyId policy, CancellationToken ct)
    {
        var duties = await Duties.Of(db).Within(reach).Where(d => d.Policy == policy).Select(d => new { d.Account, d.School, d.Done }).Distinct().ToListAsync(ct);
        var bySchool = duties.GroupBy(d => d.School).Select(g => new AcknowledgementCount(g.Key, g.Count(), g.Count(d => d.Done))).ToList();
        var people = duties.DistinctBy(d => d.Account).ToList();
        return (new(null, people.Count, people.Count(p => p.Done)), bySchool);
    }

    /// <summary>The schools of the people on a page of the list, as far as the reader's reach goes.</summary>
    public static async Task<ILookup<AccountId, SchoolId>> SchoolsOf(DistrictDb db, Reach reach, IEnumerable<AccountId> accounts, CancellationToken ct)
    {
        var ids = accounts.Distinct().ToList();
        var roles = await StaffRoles.InForce(db).Where(r => r.School != null && ids.Contains(r.Account)).Select(r => new { r.Account, School = r.School!.Value }).Distinct().ToListAsync(ct);
        return roles.Where(r => reach.Includes(r.School)).ToLookup(r => r.Account, r => r.School);
    }
}
