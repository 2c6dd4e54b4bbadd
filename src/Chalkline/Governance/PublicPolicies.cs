using Chalkline.Governance.Policies;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance;

/// <summary>A policy in force, as a row of a query.</summary>
public sealed class PolicyInForce
{
    public Guid Id { get; init; }
    public required string Title { get; init; }

    /// <summary>"" where nobody has translated it.</summary>
    public required string TitleSpanish { get; init; }

    /// <summary>Markdown.</summary>
    public required string Text { get; init; }
    public required string TextSpanish { get; init; }
    public DateOnly? AdoptedOn { get; init; }
}

/// <summary>The policies that families may read: those that are published and in force.</summary>
public static class PublicPolicies
{
    public static IQueryable<PolicyInForce> InForce(DistrictDb db) => db.Set<Policy>().AsNoTracking()
        .Join(db.Set<PolicyVersion>().Where(v => v.EndedAt == null && v.PublishedAt != null), p => new { Policy = p.Id, Number = p.Published }, v => new { v.Policy, Number = (int?)v.Number }, (p, v) => new { p, v })
        .OrderBy(r => r.v.Title).ThenBy(r => r.p.Id)
        .Select(r => new PolicyInForce { Id = r.p.Id.Value, Title = r.v.Title, TitleSpanish = r.v.TitleSpanish, Text = r.v.Text, TextSpanish = r.v.TextSpanish, AdoptedOn = r.v.AdoptedOn });
}
