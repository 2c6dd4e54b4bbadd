using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Incidents;

internal abstract record ReportResult
{
    private ReportResult()
    {
    }

    /// <param name="Link">The secret of the reporter's private link; null for the staff.</param>
    public sealed record Kept(IncidentId Id, string? Link) : ReportResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : ReportResult;
}

/// <summary>Keeps what somebody reports, until somebody looks at it: nothing begins before. The log says that something came, and never what.</summary>
internal static class ReportIncident
{
    /// <param name="by">Null for the public form.</param>
    public static async Task<ReportResult> Run(DistrictDb db, TimeProvider time, Person? by, ReportForm form, CancellationToken ct)
    {
        var (report, faults) = IncidentRules.Read(form);
        if (report.School is { } school && !await db.Set<School>().AnyAsync(s => s.Id == school, ct)) faults.Add(new(nameof(form.School), nameof(AimWords.FaultChoice)));
        if (faults.Count > 0) return new ReportResult.Refused(faults);
        var secret = by is null ? SecretLinks.New() : null;
        var incident = new Incident
        {
            Id = time.NewId<IncidentId>(),
            Asker = report.Asker,
            ReportedBy = by?.Id,
            LinkHash = secret is null ? null : SecretLinks.HashOf(secret),
            ReportedAt = time.Now(),
            KnownAt = time.Now(),
            ToolNamed = report.Tool,
            What = report.What,
            School = report.School,
            Contact = by is null ? report.Contact : "",
        };
        db.Add(incident);
        await db.Commit(new(by?.Actor ?? Actor.Visitor, "incident.reported", new("incident", incident.Id.Value), new() { ["asker"] = Codes.Of(incident.Asker) }), ct);
        return new ReportResult.Kept(incident.Id, secret);
    }
}
