using Chalkline.Design;
using Chalkline.Governance.Decisions;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>A policy in the list.</summary>
/// <param name="Newest">How the newest version that the reader may see stands.</param>
public sealed record PolicyRow(PolicyId Id, string Name, string NameSpanish, int? Published, DateTimeOffset? PublishedAt, int Number, PolicyState Newest, DateOnly? ReviewOn);

/// <summary>A version among the others of its policy.</summary>
public sealed record VersionRow(int Number, PolicyState State, DateTimeOffset WrittenAt, PolicyAuthority? AdoptedBy, DateOnly? AdoptedOn, DateTimeOffset? PublishedAt, DateTimeOffset? EndedAt, string WhatChanged);

/// <summary>A reading as the policy's page has it.</summary>
public sealed record ReadingRow(PolicyReadingId Id, int Number, int Ordinal, DateOnly Day, string Hash);

/// <summary>Reads of policies, as far as a person may see them.</summary>
internal static class PolicyQueries
{
    public static ListKind List { get; } = new(["state", "name"], ["name", "review"]);

    /// <summary>The versions that this person may read.</summary>
    public static IQueryable<PolicyVersion> Readable(DistrictDb db, Person person)
    {
        var versions = db.Set<PolicyVersion>().AsNoTracking();
        return person.May(PolicyRights.Drafts) ? versions : person.May(PolicyRights.Read) ? versions.Where(PolicyRules.IsForAll) : versions.Where(_ => false);
    }

    /// <summary>Policies of which the person may read something.</summary>
    /// <param name="state">How the newest version stands; null: however.</param>
    public static IQueryable<PolicyRow> Rows(DistrictDb db, Person person, PolicyState? state, string? name, ListView view)
    {
        var readable = Readable(db, person);
        var newest = readable.Where(v => !readable.Any(o => o.Policy == v.Policy && o.Number > v.Number));
        if (state is { } one) newest = newest.Where(v => v.State == one);
        var rows = from policy in db.Set<Policy>().AsNoTracking() join version in newest on policy.Id equals version.Policy select new { policy, version };
        if (name is { Length: > 0 } typed && StoreConventions.Fold(typed) is var folded) rows = rows.Where(r => r.policy.NameFolded.Contains(folded));
        rows = (view.Sort, view.Descending) switch
        {
            ("review", false) => rows.OrderBy(r => r.policy.ReviewOn == null).ThenBy(r => r.policy.ReviewOn).ThenBy(r => r.policy.Id),
            ("review", true) => rows.OrderBy(r => r.policy.ReviewOn == null).ThenByDescending(r => r.policy.ReviewOn).ThenBy(r => r.policy.Id),
            (_, true) => rows.OrderByDescending(r => r.policy.NameFolded).ThenBy(r => r.policy.Id),
            _ => rows.OrderBy(r => r.policy.NameFolded).ThenBy(r => r.policy.Id),
        };
        return rows.Select(r => new PolicyRow(r.policy.Id, r.policy.Name, r.policy.NameSpanish, r.policy.Published,
            db.Set<PolicyVersion>().Where(v => v.Policy == r.policy.Id && v.Number == r.policy.Published).Select(v => v.PublishedAt).FirstOrDefault(),
            r.version.Number, r.version.State, r.policy.ReviewOn));
    }

    /// <summary>One version: this number, else the one in force, else the newest; null where there is none that the person may read.</summary>
    public static async Task<(Policy Policy, PolicyVersion Version)?> Find(DistrictDb db, Person person, PolicyId id, int? number, CancellationToken ct)
    {
        if (await db.Set<Policy>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } policy) return null;
        var wanted = number ?? policy.Published;
        var version = await Readable(db, person).Where(v => v.Policy == id && (wanted == null || v.Number == wanted)).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        return version is null ? null : (policy, version);
    }

    public static Task<List<VersionRow>> Versions(DistrictDb db, Person person, PolicyId id, CancellationToken ct) => Readable(db, person).Where(v => v.Policy == id).OrderByDescending(v => v.Number)
        .Select(v => new VersionRow(v.Number, v.State, v.WrittenAt, v.AdoptedBy, v.AdoptedOn, v.PublishedAt, v.EndedAt, v.WhatChanged)).ToListAsync(ct);

    public static Task<List<ReadingRow>> Readings(DistrictDb db, PolicyId id, CancellationToken ct) => db.Set<PolicyReading>().AsNoTracking().Where(r => r.Policy == id).OrderByDescending(r => r.Id)
        .Select(r => new ReadingRow(r.Id, r.Number, r.Ordinal, r.Day, r.Hash)).ToListAsync(ct);

    /// <summary>Where the adoption of a version was asked for: what waits for a decision, or was decided; null: nobody asked, or it was declined.</summary>
    public static async Task<ProposalId?> Proposal(DistrictDb db, PolicyVersion version, CancellationToken ct)
    {
        if (version.Decision is { } id)
        {
            var decision = new DecisionId(id);
            return await db.Set<Decision>().Where(d => d.Id == decision).Select(d => (ProposalId?)d.Proposal).SingleOrDefaultAsync(ct);
        }
        return PolicyRules.MayBeAskedFor(version.State) ? await AskForDecision.About(db, PolicyIsDecided.KindName, version.Policy.Value).Select(p => (ProposalId?)p.Id).FirstOrDefaultAsync(ct) : null;
    }

    /// <summary>The words of a version, by its number, or of a reading, by its id; null where there is none that the person may read.</summary>
    public static async Task<ComparedText?> Compared(DistrictDb db, Person person, PolicyId id, string? asked, Language language, CancellationToken ct)
    {
        var spanish = language == Language.Spanish;
        if (Guid.TryParse(asked, out var guid))
        {
            var reading = new PolicyReadingId(guid);
            var found = await db.Set<PolicyReading>().AsNoTracking().SingleOrDefaultAsync(r => r.Policy == id && r.Id == reading, ct);
            return found is null ? null : new(asked, RuleText.Say(language, nameof(RuleWords.ReadingOf), found.Ordinal, found.Number, DayText.Of(language, found.Day)), spanish ? found.TextSpanish : found.Text);
        }
        if (!int.TryParse(asked, System.Globalization.NumberStyles.None, Language.Numbers, out var number)) return null;
        var version = await Readable(db, person).SingleOrDefaultAsync(v => v.Policy == id && v.Number == number, ct);
        return version is null ? null : new(asked, RuleText.Say(language, nameof(RuleWords.VersionOf), number, RuleText.Of(language, version.State)), spanish ? version.TextSpanish : version.Text);
    }
}

/// <summary>A text that is set beside another.</summary>
/// <param name="Key">As an address names it.</param>
public sealed record ComparedText(string Key, string Name, string Text);
