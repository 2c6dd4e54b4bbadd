using Chalkline.Design;
using Chalkline.Governance;
using Chalkline.Platform;
using Chalkline.Records;
using Chalkline.Roadmap;
using Chalkline.Tools.Agreements;
using Chalkline.Tools.DataMap;
using Chalkline.Tools.Incidents;
using Chalkline.Tools.Lifecycle;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.PublicPage;

/// <summary>What whoever publishes writes for families, in their own words.</summary>
public sealed record PublicWords(BothLanguages Introduction, BothLanguages Rights, string Contact);

/// <summary>Makes the public page's content of the records as they stand.</summary>
internal sealed class ReadPublicContent(DistrictDb db, DistrictPacks packs, ReadElements elements, TimeProvider time)
{
    private const int YearsOfBreaches = 5;

    private static readonly ToolStage[] Gone = [ToolStage.Refused, ToolStage.Prohibited, ToolStage.Retired];

    /// <summary>Nobody uses them yet, and nobody has decided on them.</summary>
    private static readonly ToolStage[] NotYet = [ToolStage.Requested, ToolStage.InReview];

    public async Task<PublicContent> Of(PublicWords words, CancellationToken ct)
    {
        var today = await DistrictDay.Today(db, time, ct);
        var profile = await db.Set<DistrictProfile>().AsNoTracking().SingleAsync(ct);
        var all = await ReadTools.Fulls(db, db.Set<Tool>().AsNoTracking().Where(t => !NotYet.Contains(t.Stage)), ct);
        var used = all.Where(f => f.Tool.StoppedAt is null && !Gone.Contains(f.Tool.Stage)).ToList();
        var standings = await ReadStandings.Of(db, [.. used.Select(f => f.Tool)], today, ct);
        var data = await DataTaken.Of(db, await elements.Of(db, ct), [.. used.Select(f => f.Tool.Id)], today, ct);
        var vendors = await db.Set<Vendor>().AsNoTracking().ToDictionaryAsync(v => v.Id, v => v.Website, ct);
        return new(PublicContent.ThisFormat, profile.Name, profile.State, words.Introduction, words.Rights, words.Contact,
            [.. used.Select(f => Told(f, standings[f.Tool.Id], vendors[f.Tool.Vendor], data[f.Tool.Id]))],
            [.. all.Except(used).Select(f => new RefusedTool(f.Tool.Name, f.VendorName, Codes.Of(f.Tool.Stage), f.Tool.StoppedAt is not null, DistrictTime.Day(f.Tool.StoppedAt ?? f.Tool.StageSince, profile.TimeZone)))],
            [.. (await PublicPolicies.InForce(db).ToListAsync(ct)).Select(p => new PublicPolicy(p.Id, new(p.Title, p.TitleSpanish), p.AdoptedOn))])
        { Breaches = await Breaches(profile.TimeZone, today, ct) };
    }

    /// <summary>Those that were confirmed, for as long as the strictest posting duty among the packs asks for (Illinois, 105 ILCS 85/27: large ones for five years; here all of them).</summary>
    private async Task<IReadOnlyList<PublicBreach>> Breaches(string zone, DateOnly today, CancellationToken ct)
    {
        var kinds = (await ReadIncidents.Kinds(db, packs, ct)).Where(IncidentRules.IsBreach).ToDictionary(k => k.Id, k => k.Fields.Text("title")!);
        var (codes, first) = (kinds.Keys.ToList(), today.AddYears(-YearsOfBreaches));
        var found = await db.Set<Incident>().AsNoTracking().Where(i => i.ConfirmedAt != null && i.State != IncidentState.SetAside && codes.Contains(i.Kind)).OrderByDescending(i => i.KnownAt).ThenBy(i => i.Id)
            .Select(i => new { i.Kind, i.KnownAt, i.Students, Tool = db.Set<Tool>().Where(t => t.Id == i.Tool).Select(t => t.Name).FirstOrDefault() }).ToListAsync(ct);
        return [.. found.Select(i => (Incident: i, Since: DistrictTime.Day(i.KnownAt, zone), Few: SmallCells.IsSmall(i.Students))).Where(b => b.Since >= first)
            .Select(b => new PublicBreach(new(kinds[b.Incident.Kind].English, kinds[b.Incident.Kind].In(Language.Spanish)), b.Incident.Tool ?? "", b.Since, b.Few ? null : b.Incident.Students, b.Few))];
    }

    private static PublicTool Told(ToolFull full, ToolStanding standing, string website, DataTaken taken)
    {
        var tool = full.Tool;
        var few = SmallCells.IsSmall(tool.Students);
        return new(tool.Id.Value, tool.Name, full.VendorName, website, Codes.Of(standing.Status), Codes.Of(tool.Stage), tool.Purpose, [.. full.UseCases.Select(u => u.Name)], tool.Grades.Label, [.. tool.Users.Select(Codes.Of)],
            [.. full.Schools.Select(s => s.Name)], few ? null : tool.Students, few, tool.Tier is { } tier ? Codes.Of(tier) : null, tool.Generative, tool.Model,
            [.. tool.SubProcessors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            taken.IsSaid ? [.. taken.Elements.Select(e => new PublicData(e.Element is { } element ? new(element.Name.English, element.Name.In(Language.Spanish)) : new(e.Code, ""), e.Purpose))] : null,
            [.. taken.Agreements.Select(a => new PublicAgreement(a.Name, a.Until, a.Training != TrainingUse.None))], full.OwnerName, tool.Conditions, tool.ReviewBy);
    }
}
