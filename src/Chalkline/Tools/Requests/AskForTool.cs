using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

internal abstract record AskResult
{
    private AskResult()
    {
    }

    /// <param name="Link">The secret of the asker's private link; null for the staff.</param>
    public sealed record Kept(ToolRequestId Id, string? Link) : AskResult;

    public sealed record Refused(IReadOnlyList<AimFault> Faults) : AskResult;
}

/// <summary>Keeps what somebody asks for, until it is read. The log says that something came, and never what.</summary>
internal static class AskForTool
{
    /// <param name="by">Null for the public form.</param>
    public static async Task<AskResult> Run(DistrictDb db, TimeProvider time, Person? by, AskForm form, CancellationToken ct)
    {
        var (asked, faults) = RequestRules.Read(form);
        if (asked.School is { } school && !await db.Set<School>().AnyAsync(s => s.Id == school, ct)) faults.Add(new(nameof(form.School), nameof(AimWords.FaultChoice)));
        if (faults.Count > 0) return new AskResult.Refused(faults);
        var secret = by is null ? SecretLinks.New() : null;
        var request = new ToolRequest
        {
            Id = time.NewId<ToolRequestId>(),
            Asker = asked.Asker,
            AskedBy = by?.Id,
            LinkHash = secret is null ? null : SecretLinks.HashOf(secret),
            AskedAt = time.Now(),
            Name = asked.Name,
            NameFolded = StoreConventions.Fold(asked.Name),
            Maker = asked.Maker,
            Host = asked.Host,
            Purpose = asked.Purpose,
            GradeCodes = asked.GradeCodes,
            School = asked.School,
            Contact = by is null ? asked.Contact : "",
        };
        db.Add(request);
        await db.Commit(new(by?.Actor ?? Actor.Visitor, "tool-request.asked", new("tool-request", request.Id.Value), new() { ["asker"] = Codes.Of(request.Asker) }), ct);
        return new AskResult.Kept(request.Id, secret);
    }
}
