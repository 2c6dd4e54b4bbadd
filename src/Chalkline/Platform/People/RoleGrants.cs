using System.Linq.Expressions;
using System.Text.Json.Nodes;

namespace Chalkline.Platform.People;

/// <summary>Grants as queries and as the audit log has them.</summary>
internal static class RoleGrants
{
    /// <summary>Given by an administrator, on the pages or with an invitation.</summary>
    public const string ByAdministrator = "administrator";

    /// <summary>Gives rights now, as <see cref="RoleGrant.IsInForce"/>.</summary>
    public static Expression<Func<RoleGrant, bool>> InForce { get; } = g => g.RevokedAt == null && (!g.NeedsCountersignature || g.CountersignedAt != null);

    /// <summary>Given by somebody to themselves, and not yet countersigned.</summary>
    public static Expression<Func<RoleGrant, bool>> Waiting { get; } = g => g.RevokedAt == null && g.NeedsCountersignature && g.CountersignedAt == null;

    public static HeldRole Held(this RoleGrant grant) => new(grant.Role, grant.School, grant.ReviewArea);

    /// <summary>The role as an entry of the audit log has it: no name, ids alone.</summary>
    public static JsonObject Described(this RoleGrant grant)
    {
        var role = new JsonObject { ["grant"] = grant.Id.ToString(), ["role"] = grant.Role.Code(), ["source"] = grant.Source };
        if (grant.School is { } school) role["school"] = school.ToString();
        if (grant.ReviewArea is { } area) role["reviewArea"] = area;
        if (grant.NeedsCountersignature) role["needsCountersignature"] = true;
        return role;
    }
}
