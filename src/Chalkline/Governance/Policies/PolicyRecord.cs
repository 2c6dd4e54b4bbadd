using Chalkline.Design;
using Chalkline.Platform;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>A policy as a record: while a version is up for comment, everybody who reads it may say something.</summary>
internal sealed class PolicyRecord : IRecordKind
{
    public const string KindName = "policy";

    public string Kind => KindName;

    public async Task<RecordPlace?> Find(DistrictDb db, Person person, Guid id, CancellationToken ct)
    {
        var wanted = new PolicyId(id);
        if (await PolicyQueries.Find(db, person, wanted, null, ct) is not var (policy, _)) return null;
        var open = await db.Set<PolicyVersion>().AnyAsync(v => v.Policy == wanted && (v.State == PolicyState.Consultation || v.State == PolicyState.FirstReading), ct);
        // Its history says who acknowledged when: that is for those who read the audit log, and never for a principal.
        var parts = RecordParts.Comments | RecordParts.Files | (person.May(PlatformRights.AuditLogRead) ? RecordParts.History : RecordParts.None);
        return new(policy.Name, "/policies/" + policy.Id, parts, person.May(PolicyRights.Write) || open && !person.Is(Role.Auditor));
    }
}

/// <summary>Policies are found by their titles, once the staff may read something of them.</summary>
internal sealed class PolicySearch : ISearchEntries
{
    public string Kind => PolicyRecord.KindName;

    public Right Right => PolicyRights.Read;

    public string Says(Language language) => RuleText.Say(language, nameof(RuleWords.Kind_policy));

    public IEnumerable<Guid> Touched(object row) => row switch
    {
        Policy policy => [policy.Id.Value],
        PolicyVersion version => [version.Policy.Value],
        _ => [],
    };

    public async IAsyncEnumerable<SearchRecord> Read(DistrictDb db, IReadOnlyCollection<Guid>? only)
    {
        var shown = db.Set<PolicyVersion>().Where(PolicyRules.IsForAll);
        var policies = db.Set<Policy>().AsNoTracking().Where(p => shown.Any(v => v.Policy == p.Id));
        if (only is not null)
        {
            var ids = only.Select(PolicyId.From).ToList();
            policies = policies.Where(p => ids.Contains(p.Id));
        }
        foreach (var policy in await policies.Select(p => new { p.Id, p.Name, p.NameSpanish }).ToListAsync())
            yield return new(policy.Id.Value, policy.NameSpanish.Length > 0 ? $"{policy.Name} · {policy.NameSpanish}" : policy.Name, "/policies/" + policy.Id);
    }
}
