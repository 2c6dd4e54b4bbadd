using System.Text.Json.Nodes;
using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Governance.Policies;

/// <summary>Says who must acknowledge a policy, within how many days, and when somebody looks at it again.</summary>
internal sealed class SetPolicyAudience(DistrictDb db)
{
    private const int MostDays = 365;

    public async Task<PolicyResult> Run(Person by, PolicyId id, PolicySettingsForm form, CancellationToken ct)
    {
        if (await db.Set<Policy>().SingleOrDefaultAsync(p => p.Id == id && p.WithdrawnAt == null, ct) is not { } policy) return new PolicyResult.NotThere();
        var reading = new FormReading();
        var (days, review) = (reading.Whole(form.Days, nameof(form.Days), 1, MostDays), reading.Day(form.ReviewOn, nameof(form.ReviewOn), required: false));
        var roles = (form.Roles ?? []).Select(Roles.Find).ToList();
        if (roles.Contains(null)) reading.Refuse(nameof(form.Roles), nameof(AimWords.FaultChoice));
        var known = await db.Set<School>().Select(s => s.Id).ToListAsync(ct);
        var schools = (form.Schools ?? []).Select(s => Guid.TryParse(s, out var school) ? new SchoolId(school) : default).Distinct().ToList();
        if (schools.Exists(s => !known.Contains(s))) reading.Refuse(nameof(form.Schools), nameof(AimWords.FaultChoice));
        if (!reading.IsGood) return new PolicyResult.Refused(reading.Faults);
        var before = (policy.AcknowledgeDays, policy.ReviewOn);
        (policy.AcknowledgeDays, policy.ReviewOn) = (days!.Value, review);
        var (rolesChange, schoolsChange) = (await AudienceRoles(id, [.. roles.OfType<Role>().Distinct()], ct), await AudienceSchools(id, schools, ct));
        db.Raise(policy);
        db.Expect(policy, FormReading.Version(form.Version));
        await db.Commit(new(by.Actor, "policy.audience-set", WritePolicy.Subject(id), AuditEntry.Fields(("days", before.AcknowledgeDays, policy.AcknowledgeDays),
            ("reviewOn", DayText.Field(before.ReviewOn), DayText.Field(policy.ReviewOn)), ("roles", rolesChange.Before, rolesChange.After), ("schools", schoolsChange.Before, schoolsChange.After))), ct);
        return new PolicyResult.Done(id, policy.Published ?? 0);
    }

    private async Task<(JsonArray Before, JsonArray After)> AudienceRoles(PolicyId id, IReadOnlyList<Role> wanted, CancellationToken ct)
    {
        var held = await db.Set<PolicyRole>().Where(r => r.Policy == id).ToListAsync(ct);
        db.RemoveRange(held.Where(r => !wanted.Contains(r.Role)));
        db.AddRange(wanted.Where(w => held.All(r => r.Role != w)).Select(w => new PolicyRole { Policy = id, Role = w }));
        return (Texts(held.Select(r => r.Role.Code())), Texts(wanted.Select(r => r.Code())));
    }

    private async Task<(JsonArray Before, JsonArray After)> AudienceSchools(PolicyId id, IReadOnlyList<SchoolId> wanted, CancellationToken ct)
    {
        var held = await db.Set<PolicySchool>().Where(s => s.Policy == id).ToListAsync(ct);
        db.RemoveRange(held.Where(s => !wanted.Contains(s.School)));
        db.AddRange(wanted.Where(w => held.TrueForAll(s => s.School != w)).Select(w => new PolicySchool { Policy = id, School = w }));
        return (Texts(held.Select(s => s.School.ToString())), Texts(wanted.Select(s => s.ToString())));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal).Select(t => (JsonNode)t)];
}
