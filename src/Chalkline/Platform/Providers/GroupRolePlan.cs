using System.Text.Json.Nodes;
using Chalkline.Platform.People;

namespace Chalkline.Platform.Providers;

/// <summary>A role that groups would give and the rules do not.</summary>
internal sealed record SkippedRole(HeldRole Role, IReadOnlyList<RoleRefusal> Why)
{
    /// <summary>As in the audit log.</summary>
    public JsonObject Described()
    {
        var role = new JsonObject { ["role"] = Role.Role.Code(), ["why"] = new JsonArray([.. Why.Select(w => JsonValue.Create(w.ToString()))]) };
        if (Role.School is { } school) role["school"] = school.ToString();
        if (Role.ReviewArea is { } area) role["reviewArea"] = area;
        return role;
    }
}

/// <summary>A role to give, and whether it waits for the superintendent.</summary>
internal sealed record GivenRole(HeldRole Role, bool Waits);

/// <summary>What a person's groups change of the person's roles at one sign-in.</summary>
/// <param name="Take">Grants of this provider alone: what an administrator gave stays.</param>
internal sealed record GroupRolePlan(IReadOnlyList<GivenRole> Give, IReadOnlyList<RoleGrant> Take, IReadOnlyList<SkippedRole> Skipped)
{
    /// <param name="open">The person's grants that were not taken away, whatever their source.</param>
    /// <param name="groups">What the groups that the person is in give.</param>
    public static GroupRolePlan For(SignInProvider provider, AccountId account, IReadOnlyList<RoleGrant> open, IReadOnlyList<GroupRole> groups, bool smallDistrict,
        IReadOnlySet<SchoolId> schools)
    {
        var wanted = groups.GroupBy(g => g.Given).OrderBy(g => g.Key.Role).ThenBy(g => g.Key.School?.Value).ThenBy(g => g.Key.ReviewArea, StringComparer.Ordinal).ToList();
        var take = open.Where(g => g.Source == provider.Source && wanted.All(w => w.Key != g.Held())).ToList();
        var held = open.Except(take).Select(g => g.Held()).ToList();
        var (give, skipped) = (new List<GivenRole>(), new List<SkippedRole>());
        foreach (var wish in wanted.Where(w => !held.Contains(w.Key)))
        {
            // Who ties a group to a role and is in it gives the role to themselves.
            var facts = new GrantFacts(wish.All(g => g.CreatedBy == account), smallDistrict, AccountClosed: false, [.. held], schools);
            if (RoleRules.AgainstGranting(wish.Key, facts) is { Count: > 0 } why)
            {
                skipped.Add(new(wish.Key, why));
                continue;
            }
            give.Add(new(wish.Key, RoleRules.NeedsCountersignature(facts)));
            held.Add(wish.Key);
        }
        return new(give, take, skipped);
    }
}
